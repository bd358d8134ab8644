import { micronats } from "../../../domain/belief.js";
import type { DocumentId, DocumentStatus } from "../../../domain/document.js";
import type { Evidence } from "../../../domain/evidence.js";
import { checkKeys } from "../../audit.js";
import { changedFields } from "../../changed-fields.js";
import { rankOf } from "../../records.js";
import { evidenceRecord } from "../../standing.js";
import type { Connection, Row } from "../connection.js";
import { placedOf } from "../load-evidence.js";
import { saveEvidence, saveWithheld } from "../save-triples.js";
import { againHint, column, countOf, type Fault, processAgain, type Section } from "./section.js";

const isOf = "SELECT 1 FROM document WHERE id = ? AND status = ?";

/** Evidence of live documents, and what retracted ones said. */
export const evidenceSection = sectionOf("evidence", "live", columnsOf);
export const withheldSection = sectionOf("retracted_evidence", "retracted", keysOf);

function sectionOf(
  table: "evidence" | "retracted_evidence",
  status: DocumentStatus,
  columns: (evidence: Evidence, row: Row) => Row,
): Section {
  return {
    kind: status === "live" ? "evidence" : "retracted evidence",
    total: countOf(table),
    subjects: (connection) => column(connection, `SELECT key AS value FROM ${table} ORDER BY key`),
    check(connection, key) {
      const row = connection.get(`SELECT * FROM ${table} WHERE key = ?`, key);
      if (!row) return [];
      const document = row.document as DocumentId;
      const drop = (writer: Connection) => writer.run(`DELETE FROM ${table} WHERE key = ?`, key);
      if (!connection.get(isOf, document, status)) {
        const message = `evidence of ${document}, which is not ${status}`;
        return [{ finding: { invariant: "orphan", subject: key, message }, repair: drop }];
      }
      const evidence = parsed(row.record as string);
      if (!evidence) return [unreadable(key, document, drop)];
      const keys = checkKeys(evidence);
      if (keys) {
        const mark = (writer: Connection) => processAgain(writer, document);
        return [{ finding: { ...keys, subject: key, hint: againHint(document) }, mark }];
      }
      const right = columns(evidence, row);
      const found = Object.fromEntries(Object.keys(right).map((name) => [name, row[name]]));
      const changed = changedFields(found, right);
      if (!changed) return [];
      const message = "its columns do not say what its record says";
      const repair = (writer: Connection) => {
        drop(writer);
        if (status === "live") saveEvidence(writer, { put: [placedOf(row)], drop: [], move: [] });
        else saveWithheld(writer, { put: [{ ...placedOf(row), evidence }], drop: [] });
      };
      return [{ finding: { invariant: "record", subject: key, message, ...changed }, repair }];
    },
  };
}

function keysOf(evidence: Evidence): Row {
  return {
    key: evidence.key,
    triple: evidence.triple.key,
    document: evidence.documentId,
    rank: rankOf(evidence),
  };
}

function columnsOf(_evidence: Evidence, row: Row): Row {
  const record = evidenceRecord(placedOf(row));
  const { polarity, certainty, year = 0 } = record;
  return { ...keysOf(record), polarity, certainty, year, micronats: micronats(record) };
}

function unreadable(key: string, document: DocumentId, drop: (writer: Connection) => void): Fault {
  const message = `the record of this evidence of ${document} cannot be read`;
  const hint = `--repair takes it out; then ingest ${document} again`;
  return {
    finding: { invariant: "record", subject: key, message, hint },
    repair: (writer) => {
      drop(writer);
      processAgain(writer, document);
    },
  };
}

/** Undefined when the text is no evidence. */
function parsed(text: string): Evidence | undefined {
  try {
    const value = JSON.parse(text) as Evidence;
    rankOf(value);
    return value.triple.key === undefined ? undefined : value;
  } catch {
    return undefined;
  }
}

/** References of documents that are not live. */
export const strayMentionSection: Section = {
  kind: "references",
  total: countOf("mention"),
  subjects: (connection) =>
    column(
      connection,
      `SELECT json_array(document, concept) AS value FROM mention
       WHERE NOT EXISTS (SELECT 1 FROM document WHERE id = mention.document AND status = 'live')`,
    ),
  check(connection, subject) {
    const [document, concept] = JSON.parse(subject) as [string, string];
    if (connection.get(isOf, document, "live")) return [];
    const message = `a reference of ${document}, which is not live`;
    const repair = (writer: Connection) =>
      writer.run("DELETE FROM mention WHERE document = ? AND concept = ?", document, concept);
    return [{ finding: { invariant: "orphan", subject: `${document} ${concept}`, message }, repair }];
  },
};
