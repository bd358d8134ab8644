import type { Evidence, EvidenceRecord } from "../../domain/evidence.js";
import type { EvidenceFilter, Page, PageRequest, TripleRecord } from "../../domain/graph-reader.js";
import { groupBy } from "../../domain/group-by.js";
import type { TripleKey } from "../../domain/triple.js";
import { aggregateAsOf, dayAskedFor, type EvidenceSum } from "../as-of.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { rankOf, rankRange, tripleRecord } from "../records.js";
import { evidenceRecord } from "../standing.js";
import type { Connection, Row, Value } from "./connection.js";
import { placedColumns, placedOf } from "./load-evidence.js";
import { loadTriples } from "./load-triples.js";

const order = "evidence";

/** What a filter lets through of a triple's evidence, in either table; what stands in the record alone is read from there. */
const ofTriple = (key: string) => `
  WHERE triple = ${key} AND rank >= ?2 AND rank < ?3 AND (?4 IS NULL OR published <= ?4)
    AND (?5 IS NULL OR record ->> 'certainty' = ?5) AND (?6 IS NULL OR record ->> 'score' >= ?6)
    AND (?7 IS NULL OR record ->> 'novelty' >= ?7)
    AND (?8 IS NULL OR EXISTS (SELECT 1 FROM json_each(record, '$.sentences') AS s WHERE s.value ->> 'role' = ?8))`;
const tables = { standing: "evidence", retracted: "retracted_evidence" } as const;
const columns = { standing: placedColumns, retracted: "record" } as const;

const sideOf = ({ retracted }: EvidenceFilter) => (retracted ? "retracted" : "standing");

/** In the order in which {@link ofTriple} numbers them, behind the triple. */
function valuesOf(filter: EvidenceFilter): readonly Value[] {
  const { from, to } = rankRange(filter.polarity);
  const { certainty = null, minScore = null, minNovelty = null, section = null } = filter;
  return [from, to, dayAskedFor(filter.asOf) ?? null, certainty, minScore, minNovelty, section];
}

/** A page for each key, empty where there is no such triple. One statement for all: to begin one costs more than to read a page. */
export function readEvidence(
  connection: Connection,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
  page: PageRequest,
): ReadonlyMap<TripleKey, Page<EvidenceRecord>> {
  const first = checkPage(page);
  const [after] = page.after === undefined ? [""] : decodeCursor(page.after, order, 1);
  const side = sideOf(filter);
  const table = tables[side];
  const ofPage = `SELECT rowid FROM ${table} ${ofTriple("asked.value")} AND rank > ?9 ORDER BY rank LIMIT ?10`;
  const sql = `SELECT found.triple, ${columns[side]} FROM json_each(?1) AS asked
    CROSS JOIN ${table} AS found ON found.rowid IN (${ofPage}) ORDER BY found.rank`;
  const asked = JSON.stringify([...new Set(keys)]);
  const rows = connection.all(sql, asked, ...valuesOf(filter), String(after), first + 1);
  const found = groupBy(rows, (row) => row.triple as TripleKey);
  const read = (row: Row) =>
    filter.retracted ? (JSON.parse(row.record as string) as Evidence) : evidenceRecord(placedOf(row));
  const cursor = (evidence: EvidenceRecord) => ({ order, values: [rankOf(evidence)] });
  return new Map(keys.map((key) => [key, pageOf((found.get(key) ?? []).map(read), first, cursor)]));
}

/** How much of the evidence of each triple a filter lets through. */
export function countEvidence(
  connection: Connection,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
): ReadonlyMap<TripleKey, number> {
  const sql = `SELECT count(*) AS n FROM ${tables[sideOf(filter)]} ${ofTriple("?1")}`;
  const values = valuesOf(filter);
  return new Map(keys.map((key) => [key, Number(connection.get(sql, key, ...values)?.n)]));
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
