import { rankOf, sortValue, tripleRecord } from "../records.js";
import type { GraphWrites, StoredTriple } from "../settle.js";
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
  for (const { key } of evidence.drop) connection.run("DELETE FROM evidence WHERE key = ?", key);
  for (const item of evidence.put) {
    connection.run(
      "INSERT OR REPLACE INTO evidence (key, triple, document, rank, record) VALUES (?, ?, ?, ?, ?)",
      item.key,
      item.triple.key,
      item.documentId,
      rankOf(item),
      JSON.stringify(item),
    );
  }
}
