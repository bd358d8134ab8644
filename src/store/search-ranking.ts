import type { ConceptRecord, Page, PageRequest } from "../domain/graph-reader.js";
import { type Cursor, checkPage, decodeCursor, pageOf } from "./cursor.js";
import { matchConcept, normalName } from "./name-match.js";

const order = "match";

type SortValues = readonly [tier: number, distance: number, fewest: number, id: string];

function compare(a: SortValues, b: SortValues): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : 0);
}

/**
 * Ranks what a store found for a text: best {@link matchConcept} first, then most documents, then id. Stores may
 * offer too much, in any order; what does not match is left out, so that both answer alike.
 */
export function rankCandidates(
  text: string,
  candidates: Iterable<ConceptRecord>,
  page: PageRequest,
): Page<ConceptRecord> {
  const first = checkPage(page);
  const query = normalName(text);
  const after =
    page.after === undefined ? undefined : (decodeCursor(page.after, order, 4) as unknown as SortValues);
  const values = new Map<ConceptRecord, SortValues>();
  const seen = new Set<string>();
  for (const concept of candidates) {
    if (seen.has(concept.id)) continue;
    seen.add(concept.id);
    const match = matchConcept(query, concept);
    if (!match) continue;
    const place: SortValues = [match.tier, match.distance, -concept.documents, concept.id];
    if (!after || compare(place, after) > 0) values.set(concept, place);
  }
  const ranked = [...values.keys()].sort((a, b) => compare(values.get(a)!, values.get(b)!));
  return pageOf(ranked, first, (concept): Cursor => ({ order, values: values.get(concept)! }));
}

/** How many of what a store found match the text. */
export function countCandidates(text: string, candidates: Iterable<ConceptRecord>): number {
  const query = normalName(text);
  const found = new Map([...candidates].map((concept) => [concept.id, concept]));
  return [...found.values()].filter((concept) => matchConcept(query, concept) !== undefined).length;
}
