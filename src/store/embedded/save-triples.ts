import { micronats } from "../../domain/belief.js";
import { rankOf, sortValue, tripleRecord } from "../records.js";
import type { GraphWrites, StoredTriple } from "../settle.js";
import { evidenceRecord } from "../standing.js";
import type { Connection } from "./connection.js";

const putTriple = `
  INSERT INTO triple (key, subject, predicate, object, belief, documents, last_year, aggregate)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET belief = excluded.belief, documents = excluded.documents,
    last_year = excluded.last_year, aggregate = excluded.aggregate`;

export function saveTriples(connection: Connection, triples: GraphWrites["triples"]): void {
  for (const { key } of triples.drop) connection.run("DELETE FROM triple WHERE key = ?", key);
  for (const { after } of triples.put) saveTriple(connection, after);
}

export function saveTriple(connection: Connection, stored: StoredTriple): void {
  const record = tripleRecord(stored);
  connection.run(
    putTriple,
    record.key,
    record.subject,
    record.predicate,
    record.object,
    record.belief,
    record.documents,
    sortValue(record, "lastYear"),
    JSON.stringify(record.aggregate),
  );
}

export function saveEvidence(connection: Connection, evidence: GraphWrites["evidence"]): void {
  for (const key of evidence.drop) connection.run("DELETE FROM evidence WHERE key = ?", key);
  for (const placed of evidence.put) {
    const record = evidenceRecord(placed);
    connection.run(
      `INSERT OR REPLACE INTO evidence (key, triple, document, rank, work, published, concern, duplicate_of, polarity,
         certainty, year, micronats, record)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      record.key,
      record.triple.key,
      record.documentId,
      rankOf(record),
      placed.work,
      placed.published ?? null,
      placed.concern ? 1 : 0,
      placed.duplicateOf ?? null,
      record.polarity,
      record.certainty,
      record.year ?? 0,
      micronats(record),
      JSON.stringify(placed.evidence),
    );
  }
  for (const placed of evidence.move) {
    const record = evidenceRecord(placed);
    const values = [record.duplicateOf ?? null, rankOf(record), record.key];
    connection.run("UPDATE evidence SET duplicate_of = ?, rank = ? WHERE key = ?", ...values);
  }
}

export function saveWithheld(connection: Connection, withheld: GraphWrites["withheld"]): void {
  for (const key of withheld.drop) connection.run("DELETE FROM retracted_evidence WHERE key = ?", key);
  for (const { evidence, published } of withheld.put) {
    connection.run(
      `INSERT OR REPLACE INTO retracted_evidence (key, triple, document, rank, published, record)
       VALUES (?, ?, ?, ?, ?, ?)`,
      evidence.key,
      evidence.triple.key,
      evidence.documentId,
      rankOf(evidence),
      published ?? null,
      JSON.stringify(evidence),
    );
  }
}
