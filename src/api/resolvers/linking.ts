import { LitweaveError } from "../../domain/errors.js";
import type { LinkRequest } from "../../domain/link-request.js";
import { orError } from "../arguments.js";
import { firstArgument } from "../connection.js";
import { annotatorOf } from "../context.js";
import type { EmbeddingsResolvers, QueryResolvers, SimilarConceptResolvers } from "../generated.js";
import { checkItems, linkRequest, namesArgument, topKArgument } from "../link-arguments.js";
import { recordOf } from "./annotation.js";

/** The fields of `Query` that link names. */
export const linking = {
  async link(_root, { topK, ...item }, context) {
    const request = linkRequest(item);
    const [link] = await annotatorOf(context).links([request], topKArgument(topK));
    return link ?? null;
  },
  async links(_root, { items, topK }, context) {
    checkItems(items);
    const most = topKArgument(topK);
    const annotator = annotatorOf(context);
    const asked = items.map((item) => orError(() => linkRequest(item)));
    const good = asked.filter((one): one is LinkRequest => !(one instanceof LitweaveError));
    const links = [...(await annotator.links(good, most))].values();
    // GraphQL makes an error among the items null in its place, with the path.
    return asked.map((one) => (one instanceof LitweaveError ? one : links.next().value)) as never;
  },
  embed(_root, { texts }, context) {
    return annotatorOf(context).embed(namesArgument(texts));
  },
  async suggestHeadings(_root, { text, title, first, categories }, context) {
    return annotatorOf(context).suggestHeadings({
      text,
      ...(title != null && { title }),
      first: firstArgument(first),
      ...(categories?.length && { categories }),
    });
  },
} satisfies QueryResolvers;

export const similarConcept: SimilarConceptResolvers = {
  concept: ({ concept }, _args, context) => recordOf(concept, context),
};

/** Seven digits: what float32 holds. */
export const embeddings: EmbeddingsResolvers = {
  vectors: ({ vectors }) =>
    vectors.map((vector) => Array.from(vector, (value) => Math.round(value * 1e7) / 1e7)),
};
