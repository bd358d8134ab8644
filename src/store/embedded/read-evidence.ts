import type { Evidence, EvidenceRecord } from "../../domain/evidence.js";
import type { EvidenceFilter, Page, PageRequest, TripleRecord } from "../../domain/graph-reader.js";
import type { TripleKey } from "../../domain/triple.js";
import { aggregateAsOf, dayAskedFor, type EvidenceSum } from "../as-of.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { rankOf, rankRange, tripleRecord } from "../records.js";
import { evidenceRecord } from "../standing.js";
import type { Connection } from "./connection.js";
import { placedColumns, placedOf } from "./load-evidence.js";
import { loadTriples } from "./load-triples.js";

const order = "evidence";

const pageOfTriple = `
  SELECT ${placedColumns} FROM evidence
  WHERE triple = ? AND rank >= ? AND rank < ? AND rank > ? AND (?5 IS NULL OR published <= ?5) ORDER BY rank LIMIT ?6`;
const pageOfRetracted = `
  SELECT record FROM retracted_evidence
  WHERE triple = ? AND rank >= ? AND rank < ? AND rank > ? AND (?5 IS NULL OR published <= ?5) ORDER BY rank LIMIT ?6`;

/** A page for each key, empty where there is no such triple. */
export function readEvidence(
  connection: Connection,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
  page: PageRequest,
): ReadonlyMap<TripleKey, Page<EvidenceRecord>> {
  const first = checkPage(page);
  const [after] = page.after === undefined ? [""] : decodeCursor(page.after, order, 1);
  const { from, to } = rankRange(filter.polarity);
  const day = dayAskedFor(filter.asOf) ?? null;
  const sql = filter.retracted ? pageOfRetracted : pageOfTriple;
  return new Map(
    keys.map((key) => {
      const rows = connection.all(sql, key, from, to, String(after), day, first + 1);
      const found = rows.map((row) =>
        filter.retracted ? (JSON.parse(row.record as string) as Evidence) : evidenceRecord(placedOf(row)),
      );
      return [key, pageOf(found, first, (evidence) => ({ order, values: [rankOf(evidence)] }))];
    }),
  );
}

const sumsOfTriple = `
  SELECT polarity, certainty, concern, year, count(*) AS documents, sum(micronats) AS micronats
  FROM evidence WHERE triple = ? AND published <= ? AND duplicate_of IS NULL GROUP BY 1, 2, 3, 4`;
const duplicatesOfTriple =
  "SELECT count(*) AS n FROM evidence WHERE triple = ? AND published <= ? AND duplicate_of IS NOT NULL";
const retractedOfTriple = "SELECT count(*) AS n FROM retracted_evidence WHERE triple = ? AND published <= ?";

/** Triples by what was published up to a day. */
export function readTriplesAsOf(
  connection: Connection,
  keys: readonly TripleKey[],
  date: string,
): ReadonlyMap<TripleKey, TripleRecord> {
  const day = dayAskedFor(date);
  const records = [...loadTriples(connection, keys)].flatMap(([key, { triple }]) => {
    const rows = connection.all(sumsOfTriple, key, day);
    if (rows.length === 0) return [];
    const sums = rows.map((row) => ({ ...row, concern: row.concern === 1 }) as unknown as EvidenceSum);
    const count = (sql: string) => Number(connection.get(sql, key, day)?.n);
    const others = { duplicates: count(duplicatesOfTriple), retracted: count(retractedOfTriple) };
    return [[key, tripleRecord({ triple, aggregate: aggregateAsOf(sums, others) })] as const];
  });
  return new Map(records);
}
