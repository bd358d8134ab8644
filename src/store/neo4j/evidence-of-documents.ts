import type { DocumentId } from "../../domain/document.js";
import type { EvidenceRecord } from "../../domain/evidence.js";
import type { Page, PageRequest } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { evidenceRecord } from "../standing.js";
import { type GraphDatabase, wholeNumber } from "./graph-database.js";
import { type Properties, placedOf } from "./properties.js";
import { statement } from "./statements.js";

const order = "triple";

/** What documents say, each of any triple once. */
export async function readEvidenceOfDocuments(
  database: GraphDatabase,
  ids: readonly DocumentId[],
  page: PageRequest,
): Promise<ReadonlyMap<DocumentId, Page<EvidenceRecord> & { readonly total: number }>> {
  const first = checkPage(page);
  const [after] = page.after === undefined ? [""] : decodeCursor(page.after, order, 1);
  const parameters = { ids, after, limit: wholeNumber(first + 1) };
  const rows = await database.read((transaction) =>
    transaction.run(statement("evidence-of-documents"), parameters),
  );
  return new Map(
    rows.map(({ id, evidence, total }) => {
      const found = (evidence as readonly Properties[]).map((item) => evidenceRecord(placedOf(item)));
      const shown = pageOf(found, first, ({ triple }) => ({ order, values: [triple.key] }));
      return [id as DocumentId, { ...shown, total: total as number }];
    }),
  );
}
