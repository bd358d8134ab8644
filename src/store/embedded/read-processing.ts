import type { DocumentId } from "../../domain/document.js";
import type { ProcessedDocument, Processing } from "../../domain/graph-store.js";
import { processedDocument } from "../stored-document.js";
import type { Connection } from "./connection.js";
import { loadEntries, namesOfRow } from "./load-entries.js";

/**
 * Counted on the index alone, but for documents without a fingerprint: those that were deleted, which do not count, and those that
 * `verify` marked to be processed again. A fingerprint goes with its names.
 */
export function readProcessing(connection: Connection): readonly Processing[] {
  const rows = connection.all(
    `SELECT fingerprint, count(*) AS documents FROM document WHERE fingerprint > '' GROUP BY fingerprint
     UNION ALL
     SELECT fingerprint, count(*) FROM document WHERE fingerprint = '' AND status <> 'deleted' GROUP BY fingerprint
     ORDER BY documents DESC, fingerprint`,
  );
  return rows.map(({ fingerprint, documents }) => {
    const names =
      "SELECT extractor, terminology FROM document WHERE fingerprint = ? AND status <> 'deleted' LIMIT 1";
    const row = connection.get(names, fingerprint!) ?? {};
    return { fingerprint: fingerprint as string, ...namesOfRow(row), documents: documents as number };
  });
}

/** The next documents of a fingerprint after an id, by id. */
export function nextProcessed(
  connection: Connection,
  fingerprint: string,
  after: string,
  most: number,
): readonly ProcessedDocument[] {
  const rows = connection.all(
    "SELECT id FROM document WHERE fingerprint = ? AND id > ? AND status <> 'deleted' ORDER BY id LIMIT ?",
    fingerprint,
    after,
    most,
  );
  return [
    ...readProcessed(
      connection,
      rows.map(({ id }) => id as DocumentId),
    ).values(),
  ];
}

export function readProcessed(
  connection: Connection,
  ids: readonly DocumentId[],
): ReadonlyMap<DocumentId, ProcessedDocument> {
  const entries = loadEntries(connection, ids);
  const processed = new Map<DocumentId, ProcessedDocument>();
  for (const id of ids) {
    const entry = entries.get(id);
    const document = entry && processedDocument(entry);
    if (document) processed.set(id, document);
  }
  return processed;
}
