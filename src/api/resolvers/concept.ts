import { ancestorsOf } from "../ancestors.js";
import { connection, documentConnection, firstArgument, pageRequest } from "../connection.js";
import { annotatorOf, setOf } from "../context.js";
import type { ConceptResolvers } from "../generated.js";
import { furtherPerTriple, membersOf, neighbourhoodOf, walkFilter } from "../subgraph.js";
import { timelineOf } from "../timeline.js";
import { filterOfConcept, tripleFilter } from "../triple-arguments.js";
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
  ancestors(concept, _args, { loaders }) {
    return ancestorsOf(concept, (ids) => Promise.all(ids.map((id) => loaders.concepts.load(id))));
  },
  async children({ id }, args, { loaders }) {
    const page = pageRequest(args);
    const children = await loaders.children.load({ id, how: page });
    return { ...connection(children, page), count: async () => (await loaders.childCounts.load(id)) ?? 0 };
  },
  async childCount({ id }, _args, { loaders }) {
    return (await loaders.childCounts.load(id)) ?? 0;
  },
  async mentionedIn({ id, documents }, args, { loaders }) {
    const page = pageRequest(args);
    const found = await loaders.documentsMentioning.load({ id, how: page });
    return documentConnection(found, page, () => documents);
  },
  async timeline({ id }, _args, { loaders }) {
    return timelineOf((await loaders.documentsByYear.load(id)) ?? []);
  },
  async tripleCounts({ id }, _args, { loaders }) {
    const counts = [...((await loaders.tripleCounts.load(id)) ?? [])];
    return counts
      .map(([predicate, triples]) => ({ predicate, triples }))
      .sort((a, b) => b.triples - a.triples || (a.predicate < b.predicate ? -1 : 1));
  },
  async neighbourhood({ id }, args, { loaders }) {
    const first = firstArgument(args.first ?? 30);
    const { otherCategories, ...among } = walkFilter(
      tripleFilter({ filter: args.filter ?? null, order: args.order ?? null }),
      "around one concept",
    );
    const filter = { ...among, ...(otherCategories && { otherCategories }) };
    const own = await loaders.triplesAround.load({ id, how: { filter, most: first + 1 } });
    const [, ...others] = membersOf(id, own.slice(0, first));
    const how = { filter: among, most: first * furtherPerTriple + 1 };
    const between = await loaders.triplesAmong.load({ id: setOf(others), how });
    return neighbourhoodOf(id, own, between, first);
  },
  triples(concept, args, context, asking) {
    return tripleList(context, filterOfConcept(concept.id, args), pageRequest(args), asking);
  },
};
