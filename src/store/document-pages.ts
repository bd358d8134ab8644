import type { DocumentId } from "../domain/document.js";
import type { DocumentFilter } from "../domain/document-reader.js";
import type { Page, PageRequest } from "../domain/graph-reader.js";
import { decodeCursor, pageOf } from "./cursor.js";

/** A document in a list: the year is 0 without one. */
export interface ListedDocument {
  readonly id: DocumentId;
  readonly year: number;
}

const order = "year";
/** Behind every year and every id. */
const beforeAll: ListedDocument = { id: "\u{10FFFF}:" as DocumentId, year: 10_000 };

/** The document behind which a page begins. */
export function lastListed({ after }: PageRequest): ListedDocument {
  if (after === undefined) return beforeAll;
  const [year, id] = decodeCursor(after, order, 2) as [number, DocumentId];
  return { id, year };
}

export function documentPage(listed: readonly ListedDocument[], first: number): Page<DocumentId> {
  const { items, hasNext } = pageOf(listed, first, ({ id, year }) => ({ order, values: [year, id] }));
  return { items: items.map(({ node, cursor }) => ({ node: node.id, cursor })), hasNext };
}

/** The years that a filter lets through, 0 among them where it asks for none. */
export function yearsAskedFor({ fromYear, toYear }: DocumentFilter): {
  readonly from: number;
  readonly to: number;
} {
  if (fromYear === undefined && toYear === undefined) return { from: 0, to: 9999 };
  return { from: Math.max(fromYear ?? 1, 1), to: toYear ?? 9999 };
}

/** The statuses that a filter lets through. */
export function statusesAskedFor({
  mentioning = [],
  status,
}: DocumentFilter): readonly ("live" | "retracted")[] {
  if (mentioning.length > 0) return status === "retracted" ? [] : ["live"];
  return status === undefined ? ["live", "retracted"] : [status];
}
