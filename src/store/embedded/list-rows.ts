import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { GraphRow } from "../../domain/graph-store.js";
import type { Span } from "../../domain/span.js";
import { conceptRow, documentRow, evidenceRow, mentionRow, tripleRow } from "../graph-rows.js";
import type { Connection } from "./connection.js";
import { storedConcept } from "./load-concepts.js";
import { loadEntries } from "./load-entries.js";
import { placedColumns, placedOf } from "./load-evidence.js";
import { storedTriple } from "./load-triples.js";

/** Lists the whole graph; to be called inside a transaction that lasts until the last row. */
export function* listRows(connection: Connection): Generator<GraphRow> {
  for (const { id } of connection.iterate("SELECT id FROM document ORDER BY id")) {
    for (const entry of loadEntries(connection, [id as DocumentId]).values()) yield documentRow(entry);
  }
  for (const row of connection.iterate("SELECT * FROM concept ORDER BY id"))
    yield conceptRow(storedConcept(row));
  for (const row of connection.iterate("SELECT * FROM triple ORDER BY key"))
    yield tripleRow(storedTriple(row));
  for (const row of connection.iterate(`SELECT ${placedColumns} FROM evidence ORDER BY key`)) {
    yield evidenceRow(placedOf(row));
  }
  for (const row of connection.iterate("SELECT * FROM mention ORDER BY document, concept")) {
    const spans = JSON.parse(row.spans as string) as Span[];
    yield mentionRow(row.document as DocumentId, row.concept as Curie, spans);
  }
}
