import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import type { GraphReader, TripleFilter } from "../domain/graph-reader.js";
import type { TripleKey } from "../domain/triple.js";
import type { Step } from "../domain/walk-reader.js";
import type { Loaders } from "./context.js";

/**
 * By ids and keys alone: what is asked of them is loaded by those who ask.
 *
 * @public named in mappers.json
 */
export interface SubgraphOfConcepts {
  readonly ids: readonly Curie[];
  readonly keys: readonly TripleKey[];
  readonly truncated: boolean;
}

/** What `subgraph` takes and gives at most. */
export const subgraphLimits = { ids: 500, triples: 2_000 } as const;

/** Triples among the concepts of a neighbourhood, for each of its own. */
export const furtherPerTriple = 5;

/**
 * What walks ask for is what takes part in them. Only around one concept it is clear which end is the other.
 *
 * @throws LitweaveError `BAD_INPUT`
 */
export function walkFilter(filter: TripleFilter, reach?: "around one concept"): TripleFilter {
  const refused = ["involving", ...(reach ? [] : ["otherCategories"])].find(
    (name) => filter[name as keyof TripleFilter] !== undefined,
  );
  if (refused === undefined) return filter;
  throw new LitweaveError("BAD_INPUT", `filter names “${refused}” where the concepts are given already`, {
    hint: "leave it out; “subject” and “object” may be given, and the categories of either",
  });
}

function keysOf(steps: readonly Step[]): readonly TripleKey[] {
  return steps.map(({ key }) => key);
}

/** A concept's own triples and those among its neighbours. */
export function neighbourhoodOf(
  id: Curie,
  own: readonly Step[],
  between: readonly Step[],
  first: number,
): SubgraphOfConcepts {
  const further = first * furtherPerTriple;
  const shown = own.slice(0, first);
  const keys = new Set([...keysOf(shown), ...keysOf(between.slice(0, further))]);
  return {
    ids: membersOf(id, shown),
    keys: [...keys],
    truncated: own.length > first || between.length > further,
  };
}

/** The concept, and those at the other ends of its triples in their order. */
export function membersOf(id: Curie, own: readonly Step[]): readonly Curie[] {
  return [...new Set([id, ...own.map(({ subject, object }) => (subject === id ? object : subject))])];
}

/** The concepts that ids stand for, each once. */
export async function idsOfToday(ids: readonly Curie[], { concepts }: Loaders): Promise<readonly Curie[]> {
  const found = await Promise.all(ids.map((id) => concepts.load(id)));
  return [...new Set(found.flatMap((concept) => (concept ? [concept.id] : [])))];
}

/** The triples among concepts. */
export async function subgraphOf(
  store: GraphReader,
  ids: readonly Curie[],
  filter: TripleFilter,
  first: number,
): Promise<SubgraphOfConcepts> {
  const [found = []] = await store.triplesBetween([{ these: ids, those: ids }], filter, first + 1);
  return { ids, keys: keysOf(found.slice(0, first)), truncated: found.length > first };
}
