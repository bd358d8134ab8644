import type {
  Category,
  CategoryFacetFragment,
  ConceptFacetsQuery,
  ContradictionFacetsQuery,
  Predicate,
  Stance,
} from "../api/generated.js";
import { type Filter, tripleFilter } from "./filter.js";

/** How many statements each choice would leave; of those that are missing there is none. */
export interface Counts {
  readonly predicates: ReadonlyMap<Predicate, number>;
  readonly categories: ReadonlyMap<Category, number>;
  readonly stances?: ReadonlyMap<Stance, number>;
}

type End = "otherCategories" | "subjectCategories";

/** The filter without the part that is to be counted: a list of one predicate has one predicate. */
export function countedBy(filter: Filter, end: End = "otherCategories") {
  const { category: _category, ...withoutCategory } = filter;
  const { stance: _stance, ...withoutStance } = filter;
  return {
    predicates: tripleFilter({ ...filter, predicates: [] }, end),
    categories: tripleFilter(withoutCategory, end),
    stances: tripleFilter(withoutStance, end),
  };
}

const predicatesOf = ({ facets }: NonNullable<ConceptFacetsQuery["concept"]>["predicates"]) =>
  facets.predicates.map(({ predicate, triples }) => [predicate, triples] as const);

/** Each statement of a concept has the concept at one end; what is left of both ends' counts are the other ends. */
function otherEnds(own: Category, { totalCount, facets }: CategoryFacetFragment) {
  const counts = new Map<Category, number>();
  for (const { category, triples } of [...facets.subjectCategories, ...facets.objectCategories])
    counts.set(category, (counts.get(category) ?? 0) + triples);
  counts.set(own, (counts.get(own) ?? 0) - totalCount);
  return [...counts].filter(([, triples]) => triples > 0);
}

export function contradictionCounts({ predicates, categories }: ContradictionFacetsQuery): Counts {
  return {
    predicates: new Map(predicatesOf(predicates)),
    categories: new Map(
      categories.facets.subjectCategories.map(({ category, triples }) => [category, triples]),
    ),
  };
}

function summed<K>(counts: readonly (readonly [K, number])[]): ReadonlyMap<K, number> {
  const sums = new Map<K, number>();
  for (const [key, triples] of counts) sums.set(key, (sums.get(key) ?? 0) + triples);
  return sums;
}

/** Of several concepts the counts of each together: a statement between two of them counts for both. */
export function conceptCounts(answers: readonly ConceptFacetsQuery[]): Counts {
  const found = answers.flatMap(({ concept }) => (concept ? [concept] : []));
  return {
    predicates: summed(found.flatMap(({ predicates }) => predicatesOf(predicates))),
    categories: summed(found.flatMap(({ category, categories }) => otherEnds(category, categories))),
    stances: summed(
      found.flatMap(({ stances }) => stances.facets.stances.map(({ stance, triples }) => [stance, triples])),
    ),
  };
}
