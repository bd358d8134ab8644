import type { Curie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";
import { conceptIds } from "../arguments.js";
import { commonNeighbours } from "../common-neighbours.js";
import { firstArgument } from "../connection.js";
import type { QueryResolvers } from "../generated.js";
import { pathsBetween } from "../paths.js";
import { idsOfToday, subgraphLimits, subgraphOf, walkFilter } from "../subgraph.js";
import { tripleFilter } from "../triple-arguments.js";

const longestPath = 4;
const mostPaths = 50;

/** The questions that walk from concept to concept. */
export const walks = {
  async subgraph(_root, args, { store, loaders }) {
    const first = firstArgument(args.first ?? 500, subgraphLimits.triples);
    const filter = walkFilter(tripleFilter({ filter: args.filter ?? null, order: args.order ?? null }));
    const ids = await idsOfToday(conceptIds("ids", args.ids, subgraphLimits.ids), loaders);
    return subgraphOf(store, ids, filter, first);
  },
  async paths(_root, args, { store, loaders }) {
    const maxLength = args.maxLength ?? 3;
    if (!(maxLength >= 1 && maxLength <= longestPath)) {
      throw new LitweaveError(
        "BAD_INPUT",
        `maxLength is ${maxLength}; a path has 1 to ${longestPath} triples`,
      );
    }
    const first = firstArgument(args.first ?? 10, mostPaths);
    const filter = walkFilter(tripleFilter({ filter: args.filter ?? null }));
    const [from, to] = await Promise.all([loaders.concepts.load(args.from), loaders.concepts.load(args.to)]);
    if (args.from === args.to || (from && from.id === to?.id)) {
      throw new LitweaveError(
        "BAD_INPUT",
        `A path leads from ${args.from} to ${args.to}, which is the same concept`,
        {
          hint: "name two concepts",
        },
      );
    }
    if (!from || !to) return [];
    return pathsBetween(store, {
      from: from.id,
      to: to.id,
      maxLength,
      order: args.by ?? "length",
      filter,
      first,
    });
  },
  async commonNeighbours(_root, args, { store, loaders }) {
    const first = firstArgument(args.first);
    const filter = walkFilter(tripleFilter({ filter: args.filter ?? null }));
    const load = (ids: readonly Curie[]) => Promise.all(ids.map((id) => loaders.concepts.load(id)));
    const found = await load(conceptIds("ids", args.ids, 10, 2));
    const concepts = new Map(found.flatMap((concept) => (concept ? [[concept.id, concept] as const] : [])));
    // Who asks for one that the graph does not hold, or for one by two ids, has nothing in common to find.
    if (concepts.size < found.length) return [];
    const categories = args.categories ?? [];
    return commonNeighbours(store, load, { concepts: [...concepts.values()], filter, categories, first });
  },
} satisfies Pick<QueryResolvers, "subgraph" | "paths" | "commonNeighbours">;
