import type { DocumentId } from "../../domain/document.js";
import type { EvidenceRecord } from "../../domain/evidence.js";
import type { GraphItem } from "../../domain/graph-store.js";
import { conceptRecord, tripleRecord } from "../records.js";
import { evidenceRecord } from "../standing.js";
import type { Connection } from "./connection.js";
import { storedConcept } from "./load-concepts.js";
import { placedColumns, placedOf } from "./load-evidence.js";
import { storedTriple } from "./load-triples.js";
import { readDocuments } from "./read-documents.js";

/** Reads the graph out, kind after kind; to be called inside a transaction that lasts until the last item. */
export function* listItems(
  connection: Connection,
  kinds: readonly GraphItem["kind"][],
): Generator<GraphItem> {
  for (const kind of kinds) yield* list[kind](connection);
}

const list = { concept: listConcepts, triple: listTriples, document: listDocuments } as const;

function* listConcepts(connection: Connection): Generator<GraphItem> {
  for (const row of connection.iterate("SELECT * FROM concept ORDER BY id")) {
    yield { kind: "concept", concept: conceptRecord(storedConcept(row)) };
  }
}

function* listTriples(connection: Connection): Generator<GraphItem> {
  for (const row of connection.iterate("SELECT * FROM triple ORDER BY key")) {
    const triple = tripleRecord(storedTriple(row));
    yield {
      kind: "triple",
      triple,
      evidence: evidenceBy(connection, "triple = ? ORDER BY rank", triple.key),
    };
  }
}

function* listDocuments(connection: Connection): Generator<GraphItem> {
  // Ids first: to sort whole documents would take room for them all.
  for (const row of connection.iterate("SELECT id FROM document WHERE status = 'live' ORDER BY id")) {
    const id = row.id as DocumentId;
    const record = readDocuments(connection, [id]).get(id);
    if (!record) continue;
    yield { kind: "document", record, evidence: evidenceBy(connection, "document = ? ORDER BY key", id) };
  }
}

function evidenceBy(connection: Connection, where: string, value: string): readonly EvidenceRecord[] {
  const rows = connection.all(`SELECT ${placedColumns} FROM evidence WHERE ${where}`, value);
  return rows.map((row) => evidenceRecord(placedOf(row)));
}
