import { conceptFilter, documentFilter, documentId, nameArgument, tripleKey } from "../arguments.js";
import { connection, documentConnection, firstArgument, pageRequest } from "../connection.js";
import { annotatorOf, ingestorOf } from "../context.js";
import type { QueryResolvers } from "../generated.js";
import { requireRole } from "../roles.js";
import { contradictionFilter, tripleFilter } from "../triple-arguments.js";
import { changes } from "./change.js";
import { linking } from "./linking.js";
import { lookUps } from "./look-ups.js";
import { tripleList } from "./triple.js";
import { walks } from "./walks.js";

export const query: QueryResolvers = {
  async concept(_root, { id }, { loaders }) {
    return (await loaders.concepts.load(id)) ?? null;
  },
  async concepts(_root, args, { store }) {
    const page = pageRequest(args);
    const filter = conceptFilter(args);
    const found = await store.searchConcepts(filter, page);
    return { ...connection(found, page), count: () => store.countConcepts(filter) };
  },
  suggestConcepts(_root, { prefix, categories, first }, { store }) {
    return store.suggestConcepts({
      prefix: nameArgument("prefix", prefix),
      ...(categories && { categories }),
      first: firstArgument(first ?? 10),
    });
  },
  triples(_root, args, context, asking) {
    return tripleList(context, tripleFilter(args), pageRequest(args), asking);
  },
  contradictions(_root, args, context, asking) {
    return tripleList(context, contradictionFilter(args.filter), pageRequest(args), asking);
  },
  async triple(_root, { id }, { loaders }) {
    return (await loaders.triples.load(tripleKey(id))) ?? null;
  },
  async document(_root, args, { loaders }) {
    const id = documentId(args.id);
    return (await loaders.documents.load(id)) ? { id } : null;
  },
  async documents(_root, args, { store }) {
    const page = pageRequest(args);
    const filter = documentFilter(args);
    return documentConnection(await store.listDocuments(filter, page), page, () =>
      store.countDocuments(filter),
    );
  },
  stats(_root, _args, { store }) {
    return store.counts();
  },
  annotate(_root, { text, title, explain }, context) {
    return annotatorOf(context).annotate({
      text,
      ...(title != null && { title }),
      ...(explain && { explain }),
    });
  },
  async job(_root, { id }, context) {
    requireRole(context, "ingest");
    return (await ingestorOf(context).job(id)) ?? null;
  },
  jobs(_root, { first }, context) {
    requireRole(context, "ingest");
    return ingestorOf(context).jobs(firstArgument(first));
  },
  changes,
  ...lookUps,
  ...linking,
  ...walks,
};
