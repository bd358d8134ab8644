import type { Curie } from "../../../domain/curie.js";
import type { DocumentId, DocumentStatus } from "../../../domain/document.js";
import type { Span } from "../../../domain/span.js";
import {
  checkAlignment,
  checkReferences,
  checkStandings,
  checkStatus,
  type ReferenceFault,
} from "../../audit-document.js";
import { changedFields } from "../../changed-fields.js";
import { variantName } from "../../concept-variants.js";
import type { DocumentEntry } from "../../stored-document.js";
import type { Connection } from "../connection.js";
import { loadConcepts } from "../load-concepts.js";
import { loadEntries } from "../load-entries.js";
import { placedColumns, placedOf } from "../load-evidence.js";
import { putReference, saveYear, yearOf } from "../save-concepts.js";
import { saveDocuments } from "../save-documents.js";
import { saveEvidence } from "../save-triples.js";
import { rewriteDocument } from "./rewrite-document.js";
import { againHint, column, countOf, type Fault, processAgain, type Section } from "./section.js";

export const documentSection: Section = {
  kind: "documents",
  total: countOf("document"),
  subjects: (connection) => column(connection, "SELECT id AS value FROM document ORDER BY id"),
  check(connection, subject) {
    const id = subject as DocumentId;
    const row = connection.get("SELECT status, mention_count FROM document WHERE id = ?", id);
    const entry = row && loadEntries(connection, [id]).get(id);
    if (!entry) return [];
    const status = checkStatus(entry, row.status as DocumentStatus);
    if (status) return [{ finding: status, repair: (writer) => rewriteDocument(writer, entry) }];
    if (!entry.delivery) return [];
    return [
      ...countFaults(entry, row.mention_count as number),
      ...standingFaults(connection, entry),
      ...checkAlignment(entry.delivery).map((finding) => again(finding, id)),
      ...(row.status === "live"
        ? [...referenceFaults(connection, entry), ...yearFaults(connection, entry)]
        : []),
    ];
  },
};

function again(finding: Fault["finding"], id: DocumentId): Fault {
  return {
    finding: { ...finding, hint: againHint(id) },
    mark: (writer) => processAgain(writer, id),
  };
}

function countFaults(entry: DocumentEntry, mentionCount: number): readonly Fault[] {
  const right = entry.delivery?.mentions.length ?? 0;
  const changed = changedFields({ mentionCount }, { mentionCount: right });
  if (!changed) return [];
  const message = "its number of mentions is not that of its record";
  const finding = { invariant: "record", subject: entry.id, message, ...changed } as const;
  return [{ finding, repair: (writer) => saveDocuments(writer, [entry]) }];
}

function standingFaults(connection: Connection, entry: DocumentEntry): readonly Fault[] {
  const rows = connection
    .all(`SELECT ${placedColumns} FROM evidence WHERE document = ?`, entry.id)
    .map(placedOf);
  return checkStandings(
    entry,
    rows,
    rows.map(({ evidence }) => evidence.key),
  ).map(({ finding, right }) => {
    const stands = rows.find(({ evidence }) => evidence.key === finding.subject);
    const put = [{ ...right, duplicateOf: stands?.duplicateOf }];
    return { finding, repair: (writer) => saveEvidence(writer, { put, drop: [], move: [] }) };
  });
}

function referenceFaults(connection: Connection, entry: DocumentEntry): readonly Fault[] {
  const { id, delivery } = entry;
  if (!delivery) return [];
  const references = connection
    .all("SELECT concept, spans FROM mention WHERE document = ?", id)
    .map(({ concept, spans }) => [concept as Curie, JSON.parse(spans as string) as Span[]] as const);
  return checkReferences(delivery, new Map(references)).map((fault) =>
    referenceFault(connection, entry, fault),
  );
}

/** A missing reference is put back when there is no doubt which description of the concept it brought. */
function referenceFault(
  connection: Connection,
  entry: DocumentEntry,
  { finding, concept, spans }: ReferenceFault,
): Fault {
  const { id } = entry;
  if (spans === undefined) {
    const drop = "DELETE FROM mention WHERE document = ? AND concept = ?";
    return { finding, repair: (writer) => writer.run(drop, id, concept) };
  }
  const stands = connection.get(
    "SELECT variant FROM mention WHERE document = ? AND concept = ?",
    id,
    concept,
  );
  const variants = loadConcepts(connection, [concept]).get(concept)?.variants ?? [];
  const only = variants.length === 1 ? variantName(variants[0]!.concept) : undefined;
  const variant = (stands?.variant as string | undefined) ?? only;
  if (variant === undefined) return again(finding, id);
  const values = [id, concept, variant, JSON.stringify(spans), yearOf(entry)];
  return { finding, repair: (writer) => writer.run(putReference, ...values) };
}

/** Whether the year beside its references, by which the documents of a concept are listed, is its own. */
function yearFaults(connection: Connection, entry: DocumentEntry): readonly Fault[] {
  const right = yearOf(entry);
  const stands = connection.get(
    "SELECT year FROM mention WHERE document = ? AND year <> ? LIMIT 1",
    entry.id,
    right,
  );
  if (!stands) return [];
  const message = "the year beside its references is not its own";
  const changed = changedFields({ year: stands.year }, { year: right });
  const finding = { invariant: "index", subject: entry.id, message, ...changed } as const;
  return [{ finding, repair: (writer) => saveYear(writer, entry.id, right) }];
}
