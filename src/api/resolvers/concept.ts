import { firstArgument, pageRequest } from "../connection.js";
import { annotatorOf } from "../context.js";
import type { ConceptResolvers } from "../generated.js";
import { filterOfConcept } from "../triple-arguments.js";
import { tripleList } from "./triple.js";

export const concept: ConceptResolvers = {
  parentIds: (concept) => concept.parents,
  formerly: (concept) => concept.formerly ?? [],
  provisional: (concept) => concept.provisional === true,
  async parents(concept, _args, { loaders }) {
    const parents = await Promise.all(concept.parents.map((id) => loaders.concepts.load(id)));
    return parents.filter((parent) => parent !== undefined);
  },
  async similar(concept, { first, category }, context) {
    const size = firstArgument(first);
    return (await annotatorOf(context).similar(concept, size, category ?? undefined)) ?? null;
  },
  triples(concept, args, { store }) {
    return tripleList(store, filterOfConcept(concept.id, args), pageRequest(args));
  },
};
