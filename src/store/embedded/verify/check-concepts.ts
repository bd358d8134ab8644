import type { Curie } from "../../../domain/curie.js";
import { checkConcept } from "../../audit.js";
import { changedFields } from "../../changed-fields.js";
import { documentsOf, type StoredConcept } from "../../concept-variants.js";
import type { Connection, Row } from "../connection.js";
import { storedConcept } from "../load-concepts.js";
import { saveConcept, saveConcepts } from "../save-concepts.js";
import { nameFaults } from "./check-names.js";
import { parentFaults } from "./check-parents.js";
import { column, countOf, type Fault, type Section } from "./section.js";

const missing = (id: string) => `NOT EXISTS (SELECT 1 FROM concept WHERE id = ${id})`;

export const conceptSection: Section = {
  kind: "concepts",
  total: countOf("concept"),
  *subjects(connection) {
    yield* column(connection, "SELECT id AS value FROM concept ORDER BY id");
    yield* column(
      connection,
      `SELECT DISTINCT concept AS value FROM mention WHERE ${missing("mention.concept")} ORDER BY concept`,
    );
    const unmentioned = (end: string) =>
      `${missing(end)} AND NOT EXISTS (SELECT 1 FROM mention WHERE concept = ${end})`;
    yield* column(
      connection,
      `SELECT DISTINCT subject AS value FROM triple WHERE ${unmentioned("triple.subject")} ORDER BY subject`,
    );
    yield* column(
      connection,
      `SELECT DISTINCT object AS value FROM triple WHERE ${unmentioned("triple.object")}
         AND NOT EXISTS (SELECT 1 FROM triple AS other WHERE other.subject = triple.object) ORDER BY object`,
    );
  },
  check(connection, subject) {
    const id = subject as Curie;
    const row = connection.get("SELECT * FROM concept WHERE id = ?", id);
    const before = row && storedConcept(row);
    const counts = recount(connection, id);
    if (!before && counts.documents.size === 0 && counts.triples === 0) return [];
    const fault = checkConcept(id, before, counts);
    if (!fault)
      return row && before
        ? [
            ...columnFaults(row, before),
            ...nameFaults(connection, row, before),
            ...parentFaults(connection, row, before),
          ]
        : [];
    const { finding, repair } = fault;
    if (repair === "drop") {
      return [{ finding, repair: (writer) => saveConcepts(writer, { put: [], drop: [id] }) }];
    }
    if (repair === "reprocess") return [again(connection, finding, id)];
    return [{ finding, repair: (writer) => saveConcept(writer, { after: repair.put, before }) }];
  },
};

function recount(connection: Connection, id: Curie) {
  const counts = connection
    .all("SELECT variant, count(*) AS documents FROM mention WHERE concept = ? GROUP BY variant", id)
    .map(({ variant, documents }) => [variant as string, documents as number] as const);
  const triples = connection.get("SELECT count(*) AS n FROM triple WHERE subject = ? OR object = ?", id, id);
  return { documents: new Map(counts), triples: triples?.n as number };
}

function columnFaults(row: Row, stored: StoredConcept): readonly Fault[] {
  const { id, category } = stored.variants[0].concept;
  const changed = changedFields(
    { category: row.category, documents: row.documents, id: row.id },
    { category, documents: documentsOf(stored), id },
  );
  if (!changed) return [];
  const message = "its columns do not say what its descriptions say";
  const finding = { invariant: "record", subject: String(row.id), message, ...changed } as const;
  return [{ finding, repair: (writer) => saveConcept(writer, { after: stored, before: stored }) }];
}

/** Every document that refers to the concept describes it when it is processed again. */
function again(connection: Connection, finding: Fault["finding"], id: Curie): Fault {
  const referring = "SELECT document FROM mention WHERE concept = ?";
  const documents = connection.all(`${referring} LIMIT 4`, id).map(({ document }) => String(document));
  const named = documents.length > 3 ? `${documents.slice(0, 3).join(", ")}, …` : documents.join(", ");
  const hint = `ingest the documents that refer to it again (${named}); --repair marks them, so that this does not count as unchanged`;
  return {
    finding: { ...finding, hint },
    mark: (writer) => writer.run(`UPDATE document SET fingerprint = '' WHERE id IN (${referring})`, id),
  };
}
