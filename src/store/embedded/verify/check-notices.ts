import type { DocumentId } from "../../../domain/document.js";
import { checkNotices } from "../../audit-document.js";
import { type Notice, noticesOf } from "../../stored-document.js";
import { loadEntries } from "../load-entries.js";
import { saveNotices } from "../save-documents.js";
import { column, countOf, type Section } from "./section.js";

/** The notices in force, and those that documents declare; before the documents, whose status follows from them. */
export const noticeSection: Section = {
  kind: "notices",
  total: countOf("notice"),
  *subjects(connection) {
    yield* column(connection, "SELECT DISTINCT document AS value FROM notice ORDER BY document");
    yield* column(
      connection,
      `SELECT id AS value FROM document
       WHERE CASE WHEN json_valid(record) THEN coalesce(json_array_length(record, '$.retracts'), 0)
           + coalesce(json_array_length(record, '$.concernsAbout'), 0) > 0 END
         AND NOT EXISTS (SELECT 1 FROM notice WHERE document = id)`,
    );
  },
  check(connection, subject) {
    const id = subject as DocumentId;
    const entry = loadEntries(connection, [id]).get(id);
    const rows = connection.all("SELECT kind, target FROM notice WHERE document = ?", id);
    const finding = checkNotices(id, entry, rows as unknown as readonly Notice[]);
    if (!finding) return [];
    const notices = entry ? noticesOf(entry) : [];
    return [{ finding, repair: (writer) => saveNotices(writer, [{ by: id, notices }]) }];
  },
};
