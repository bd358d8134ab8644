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
  const ids = rows.map(({ id }) => id as DocumentId);
  const entries = loadEntries(connection, ids);
  return ids.flatMap((id) => {
    const entry = entries.get(id);
    return (entry && processedDocument(entry)) ?? [];
  });
}
