import type { DocumentId } from "../../domain/document.js";
import type { EvidenceRecord } from "../../domain/evidence.js";
import type { Page, PageRequest } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { evidenceRecord } from "../standing.js";
import type { Connection } from "./connection.js";
import { placedColumns, placedOf } from "./load-evidence.js";

const order = "triple";

const pageOfDocument = `
  SELECT ${placedColumns} FROM evidence WHERE document = ? AND triple > ? ORDER BY triple LIMIT ?`;
const countOfDocument = "SELECT count(*) AS n FROM evidence WHERE document = ?";

/** What documents say, each of any triple once. */
export function readEvidenceOfDocuments(
  connection: Connection,
  ids: readonly DocumentId[],
  page: PageRequest,
): ReadonlyMap<DocumentId, Page<EvidenceRecord> & { readonly total: number }> {
  const first = checkPage(page);
  const [after] = page.after === undefined ? [""] : decodeCursor(page.after, order, 1);
  return new Map(
    ids.map((id) => {
      const rows = connection.all(pageOfDocument, id, String(after), first + 1);
      const found = rows.map((row) => evidenceRecord(placedOf(row)));
      const total = Number(connection.get(countOfDocument, id)?.n);
      const shown = pageOf(found, first, ({ triple }) => ({ order, values: [triple.key] }));
      return [id, { ...shown, total }];
    }),
  );
}
