import type { Curie } from "./curie.js";
import type { TripleFilter } from "./graph-reader.js";
import type { Predicate } from "./predicate.js";
import type { Triple } from "./triple.js";

/** A triple as walks over the graph need it: many at a time, without what it was derived from. */
export interface Step extends Triple {
  readonly belief: number;
}

/** Two sets of concepts; the same one twice where the triples among its members are meant. */
export interface Sides {
  readonly these: readonly Curie[];
  readonly those: readonly Curie[];
}

/** Questions for walks: each answers for many concepts in one round trip. Ids are those of today; lists come by `filter.order`. */
export interface WalkReader {
  /** The first `most` triples of each concept; all concepts have a list. */
  triplesAround(
    ids: readonly Curie[],
    filter: TripleFilter,
    most: number,
  ): Promise<ReadonlyMap<Curie, readonly Step[]>>;
  /** For each pair of sets the first `most` triples, in either direction, that join one of these with one of those. */
  triplesBetween(
    pairs: readonly Sides[],
    filter: TripleFilter,
    most: number,
  ): Promise<readonly (readonly Step[])[]>;
  /** How many triples of each predicate a concept takes part in; predicates of which there is none are left out. */
  tripleCounts(ids: readonly Curie[]): Promise<ReadonlyMap<Curie, ReadonlyMap<Predicate, number>>>;
}
