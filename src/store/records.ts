import { belief, documentCount, trust, yearRange } from "../domain/belief.js";
import type { Evidence, EvidenceRecord } from "../domain/evidence.js";
import type { ConceptRecord, TripleOrder, TripleRecord } from "../domain/graph-reader.js";
import { documentsOf, formerIdsOf, type StoredConcept } from "./concept-variants.js";
import type { StoredTriple } from "./settle.js";

/** What readers see of a triple: everything but its identity is derived from the aggregate. */
export function tripleRecord({ triple, aggregate }: StoredTriple): TripleRecord {
  const years = yearRange(aggregate);
  return {
    ...triple,
    aggregate,
    belief: belief(aggregate),
    documents: documentCount(aggregate),
    ...(years && { firstYear: years.first, lastYear: years.last }),
  };
}

export function conceptRecord(stored: StoredConcept): ConceptRecord {
  const { formerly: _, ...shown } = stored.variants[0].concept;
  const formerly = formerIdsOf(stored);
  return {
    ...shown,
    ...(formerly.length > 0 && { formerly }),
    documents: documentsOf(stored),
    triples: stored.triples,
  };
}

/** The number that a listing of triples sorts by, descending; triples without a year come last. */
export function sortValue(record: TripleRecord, order: TripleOrder): number {
  if (order !== "contested") return record[order] ?? 0;
  return Math.min(record.aggregate.affirmed, record.aggregate.denied);
}

/**
 * The place of evidence among all evidence of its triple, as a string that sorts: affirming first, then denying, then what
 * only asks, then what another publication of the same text counts for; each by what it weighs in the belief, newest first, key last. Both stores keep it, so that both list alike and
 * an index serves every page.
 *
 * @example rankOf(evidence) === "a 0125000 7980 e1_0f3c…" // affirms with a score of 0.875 among its results, year 2019
 */
export function rankOf(evidence: EvidenceRecord): string {
  const { polarity, certainty, score, year, key, duplicateOf } = evidence;
  const asks = certainty === "question";
  const doubt = String(Math.round((1 - (asks ? score : trust(evidence))) * 1_000_000)).padStart(7, "0");
  const age = String(9999 - (year ?? 0)).padStart(4, "0");
  const side = asks ? "q" : polarity === "affirmed" ? "a" : "n";
  return `${duplicateOf === undefined ? side : "r"} ${doubt} ${age} ${key}`;
}

/** The ranks that a polarity takes, half-open: all of them without one. What only asks has none, nor what counts nothing. */
export function rankRange(polarity: Evidence["polarity"] | undefined): {
  readonly from: string;
  readonly to: string;
} {
  if (polarity === undefined) return { from: "a", to: "z" };
  return polarity === "affirmed" ? { from: "a", to: "b" } : { from: "n", to: "o" };
}
