import type { Evidence } from "../../domain/evidence.js";
import type { EvidenceFilter, Page, PageRequest } from "../../domain/graph-store.js";
import type { TripleKey } from "../../domain/triple.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { rankOf, rankRange } from "../records.js";
import type { Connection } from "./connection.js";

const order = "evidence";

const pageOfTriple = `
  SELECT record FROM evidence WHERE triple = ? AND rank >= ? AND rank < ? AND rank > ? ORDER BY rank LIMIT ?`;

/** A page for each key, empty where there is no such triple. */
export function readEvidence(
  connection: Connection,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
  page: PageRequest,
): ReadonlyMap<TripleKey, Page<Evidence>> {
  const first = checkPage(page);
  const [after] = page.after === undefined ? [""] : decodeCursor(page.after, order, 1);
  const { from, to } = rankRange(filter.polarity);
  return new Map(
    keys.map((key) => {
      const found = connection
        .all(pageOfTriple, key, from, to, String(after), first + 1)
        .map((row) => JSON.parse(row.record as string) as Evidence);
      return [key, pageOf(found, first, (evidence) => ({ order, values: [rankOf(evidence)] }))];
    }),
  );
}
