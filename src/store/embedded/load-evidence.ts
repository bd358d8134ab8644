import type { DocumentId } from "../../domain/document.js";
import type { Evidence } from "../../domain/evidence.js";
import type { TripleKey } from "../../domain/triple.js";
import type { WorkKey } from "../../domain/work.js";
import type { WorkOnTriple } from "../difference.js";
import type { Placed } from "../standing.js";
import type { Connection, Row } from "./connection.js";

/** The columns that {@link placedOf} reads. */
export const placedColumns = "record, work, published, concern, duplicate_of";

export function placedOf(row: Row): Placed {
  return {
    evidence: JSON.parse(row.record as string) as Evidence,
    work: row.work as WorkKey,
    published: row.published === null ? undefined : (row.published as string),
    concern: row.concern === 1,
    duplicateOf: row.duplicate_of === null ? undefined : (row.duplicate_of as DocumentId),
  };
}

/** All evidence of a triple. */
export function loadEvidence(connection: Connection, key: TripleKey): readonly Placed[] {
  return connection.all(`SELECT ${placedColumns} FROM evidence WHERE triple = ?`, key).map(placedOf);
}

/** All evidence of works on triples. */
export function loadWorks(connection: Connection, works: readonly WorkOnTriple[]): readonly Placed[] {
  const rows = connection.all(
    `SELECT ${placedColumns} FROM json_each(?) AS pair
     JOIN evidence ON evidence.triple = pair.value ->> 'triple' AND evidence.work = pair.value ->> 'work'`,
    JSON.stringify(works),
  );
  return rows.map(placedOf);
}

/** How many retracted documents speak of each triple; triples of which none does are left out. */
export function countRetracted(
  connection: Connection,
  keys: readonly TripleKey[],
): ReadonlyMap<TripleKey, number> {
  if (keys.length === 0) return new Map();
  const rows = connection.all(
    `SELECT triple, count(*) AS documents FROM retracted_evidence
     WHERE triple IN (SELECT value FROM json_each(?)) GROUP BY triple`,
    JSON.stringify(keys),
  );
  return new Map(rows.map((row) => [row.triple as TripleKey, row.documents as number]));
}
