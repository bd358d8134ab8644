import { conceptFilter, documentId, tripleKey } from "../arguments.js";
import { connection, pageRequest } from "../connection.js";
import { annotatorOf } from "../context.js";
import type { QueryResolvers } from "../generated.js";
import { contradictionFilter, tripleFilter } from "../triple-arguments.js";
import { linking } from "./linking.js";
import { lookUps } from "./look-ups.js";
import { tripleList } from "./triple.js";

export const query: QueryResolvers = {
  async concept(_root, { id }, { loaders }) {
    return (await loaders.concepts.load(id)) ?? null;
  },
  async concepts(_root, args, { store }) {
    const page = pageRequest(args);
    return connection(await store.searchConcepts(conceptFilter(args), page), page);
  },
  triples(_root, args, { store }) {
    return tripleList(store, tripleFilter(args), pageRequest(args));
  },
  contradictions(_root, args, { store }) {
    return tripleList(store, contradictionFilter(args.filter), pageRequest(args));
  },
  async triple(_root, { id }, { loaders }) {
    return (await loaders.triples.load(tripleKey(id))) ?? null;
  },
  async document(_root, args, { loaders }) {
    const id = documentId(args.id);
    return (await loaders.documents.load(id)) ? { id } : null;
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
  ...lookUps,
  ...linking,
};
