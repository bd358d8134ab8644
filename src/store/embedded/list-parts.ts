import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { Span } from "../../domain/span.js";
import type { GraphPart, StoredMentions } from "../graph-parts.js";
import type { Connection } from "./connection.js";
import { storedConcept } from "./load-concepts.js";
import { loadEntries } from "./load-entries.js";
import { placedColumns, placedOf } from "./load-evidence.js";
import { storedTriple } from "./load-triples.js";

/** Lists all that the graph is made of; to be called inside a transaction that lasts until the last part. */
export function* listParts(connection: Connection): Generator<GraphPart> {
  for (const row of connection.iterate("SELECT * FROM concept")) {
    yield { kind: "concept", stored: storedConcept(row) };
  }
  for (const row of connection.iterate("SELECT * FROM triple")) {
    yield { kind: "triple", stored: storedTriple(row) };
  }
  yield* documents(connection, "SELECT id FROM document");
  // Those that are only expected have no row of their own.
  yield* documents(
    connection,
    "SELECT DISTINCT target AS id FROM notice WHERE target NOT IN (SELECT id FROM document)",
  );
  for (const row of connection.iterate("SELECT * FROM mention")) {
    const [document, concept] = [row.document as DocumentId, row.concept as Curie];
    const spans = JSON.parse(row.spans as string) as Span[];
    yield { kind: "mention", document, concept, variant: row.variant as string, spans };
  }
  for (const row of connection.iterate(`SELECT ${placedColumns} FROM evidence`)) {
    yield { kind: "evidence", placed: placedOf(row) };
  }
}

/** Documents that are held at a time. */
const stride = 100;

function* documents(connection: Connection, sql: string): Generator<GraphPart> {
  let ids: DocumentId[] = [];
  for (const { id } of connection.iterate(sql)) {
    ids.push(id as DocumentId);
    if (ids.length < stride) continue;
    yield* entries(connection, ids);
    ids = [];
  }
  yield* entries(connection, ids);
}

function* entries(connection: Connection, ids: readonly DocumentId[]): Generator<GraphPart> {
  const mentions = loadStoredMentions(connection, ids);
  for (const entry of loadEntries(connection, ids, { bare: true }).values()) {
    const stored = mentions.get(entry.id);
    yield { kind: "document", entry, ...(stored && { mentions: stored }) };
  }
}

function loadStoredMentions(
  connection: Connection,
  ids: readonly DocumentId[],
): ReadonlyMap<DocumentId, StoredMentions> {
  const rows = connection.all(
    `SELECT id, mentions, mention_count FROM document
     WHERE mentions IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(
    rows.map(({ id, mentions, mention_count }) => [
      id as DocumentId,
      { packed: mentions as Uint8Array, count: mention_count as number },
    ]),
  );
}
