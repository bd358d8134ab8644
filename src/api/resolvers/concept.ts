import { tripleFilter } from "../arguments.js";
import { pageRequest } from "../connection.js";
import type { ConceptResolvers } from "../generated.js";
import { tripleList } from "./triple.js";

export const concept: ConceptResolvers = {
  parentIds: (concept) => concept.parents,
  provisional: (concept) => concept.provisional === true,
  async parents(concept, _args, { loaders }) {
    const parents = await Promise.all(concept.parents.map((id) => loaders.concepts.load(id)));
    return parents.filter((parent) => parent !== undefined);
  },
  triples(concept, args, { store }) {
    return tripleList(store, { ...tripleFilter(args), involving: concept.id }, pageRequest(args));
  },
};
