import { packMentions } from "../packed-mentions.js";
import type { GraphWrites } from "../settle.js";
import { type DocumentEntry, stateOf, statusOf } from "../stored-document.js";
import type { Connection } from "./connection.js";

const putDocument = `
  INSERT INTO document (id, status, revision, content_hash, fingerprint, extractor, terminology, mention_count, record,
    mentions, withheld)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, revision = excluded.revision,
    content_hash = excluded.content_hash, fingerprint = excluded.fingerprint,
    extractor = excluded.extractor, terminology = excluded.terminology, mention_count = excluded.mention_count,
    record = excluded.record, mentions = excluded.mentions, withheld = excluded.withheld`;

/** Documents that are only expected leave no row: the notice against them says all. */
export function saveDocuments(connection: Connection, entries: readonly DocumentEntry[]): void {
  for (const entry of entries) {
    const state = stateOf(entry);
    if (!state) continue;
    const { delivery } = entry;
    // A row that shrinks keeps its page: what is left of a deleted document goes to others of its kind.
    if (!delivery) connection.run("DELETE FROM document WHERE id = ?", entry.id);
    const withheld = delivery && statusOf(entry) === "retracted" ? JSON.stringify(delivery.concepts) : null;
    connection.run(
      putDocument,
      entry.id,
      state.status,
      state.revision,
      state.contentHash,
      state.fingerprint,
      state.extractor ?? null,
      state.terminology ?? null,
      delivery?.mentions.length ?? 0,
      delivery ? JSON.stringify(delivery.document) : null,
      delivery ? packMentions(delivery.mentions) : null,
      withheld,
    );
  }
}

export function saveNotices(connection: Connection, notices: GraphWrites["notices"]): void {
  for (const { by, notices: inForce } of notices) {
    connection.run("DELETE FROM notice WHERE document = ?", by);
    for (const { target, kind } of inForce) {
      connection.run("INSERT INTO notice (target, document, kind) VALUES (?, ?, ?)", target, by, kind);
    }
  }
}
