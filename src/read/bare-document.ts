import { type Document, type DocumentId, layPassages, type Passage } from "../domain/document.js";
import { RecordError } from "./failure.js";

/**
 * A document of which a source tells little more than its text.
 *
 * @throws RecordError when all its passages are empty
 */
export function bareDocument(
  id: DocumentId,
  title: string,
  parts: readonly Omit<Passage, "offset">[],
  more: Partial<Pick<Document, "publishedAt" | "year" | "journal">> = {},
): Document {
  if (parts.every(({ text }) => text.trim() === "")) {
    throw new RecordError("the record has neither title nor text", { field: "title" });
  }
  return {
    id,
    version: 1,
    revisedAt: "",
    title,
    passages: layPassages(parts),
    ...more,
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
  };
}
