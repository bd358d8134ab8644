import { type Category, categories } from "../domain/concept.js";
import type { Stance, TripleFacets } from "../domain/graph-reader.js";
import { type Predicate, predicateNames } from "../domain/predicate.js";

/** Triples that are alike in all that facets tell apart. */
export interface AlikeTriples {
  readonly predicate: Predicate;
  readonly subjectCategory: Category;
  readonly objectCategory: Category;
  /** Belief in whole tenths. */
  readonly band: number;
  /** 0 without a year. */
  readonly lastYear: number;
  readonly affirmed: boolean;
  readonly denied: boolean;
  readonly triples: number;
}

const bands = 10;

const stances: Readonly<Record<Stance, (group: AlikeTriples) => boolean>> = {
  affirmed: ({ affirmed }) => affirmed,
  denied: ({ denied }) => denied,
  contested: ({ affirmed, denied }) => affirmed && denied,
  asked: ({ affirmed, denied }) => !affirmed && !denied,
};

/** Sums up by each property alone what a store has counted by all of them together. */
export function facetsOf(groups: readonly AlikeTriples[]): TripleFacets {
  const sum = (counts: (group: AlikeTriples) => boolean) =>
    groups.reduce((total, group) => total + (counts(group) ? group.triples : 0), 0);
  const years = [...new Set(groups.map(({ lastYear }) => lastYear))].sort(
    (a, b) => (a || 9999) - (b || 9999),
  );
  const byCategory = (end: "subjectCategory" | "objectCategory") =>
    mostFirst(categories.map((category) => ({ category, triples: sum((group) => group[end] === category) })));
  return {
    predicates: mostFirst(
      predicateNames.map((predicate) => ({
        predicate,
        triples: sum((group) => group.predicate === predicate),
      })),
    ),
    subjectCategories: byCategory("subjectCategory"),
    objectCategories: byCategory("objectCategory"),
    beliefs: Array.from({ length: bands }, (_, band) => ({
      from: band / bands,
      to: (band + 1) / bands,
      triples: sum((group) => Math.min(group.band, bands - 1) === band),
    })),
    lastYears: years.map((year) => ({
      ...(year > 0 && { year }),
      triples: sum(({ lastYear }) => lastYear === year),
    })),
    stances: Object.entries(stances)
      .map(([stance, counts]) => ({ stance: stance as Stance, triples: sum(counts) }))
      .filter(({ triples }) => triples > 0),
  };
}

/** Those that occur; equal numbers keep their order. */
function mostFirst<T extends { readonly triples: number }>(counts: readonly T[]): readonly T[] {
  return counts.filter(({ triples }) => triples > 0).sort((a, b) => b.triples - a.triples);
}
