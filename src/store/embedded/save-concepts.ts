import { sameJson } from "../../domain/canonical-json.js";
import type { Concept } from "../../domain/concept.js";
import type { DocumentId } from "../../domain/document.js";
import { documentsOf, formerIdsOf, type StoredConcept, variantName } from "../concept-variants.js";
import { normalName } from "../name-match.js";
import type { GraphWrites, Put } from "../settle.js";
import type { DocumentEntry } from "../stored-document.js";
import { dropParents, indexParents } from "./concept-parents.js";
import type { Connection } from "./connection.js";
import { saveFormerIds } from "./former-ids.js";

const putConcept = `
  INSERT INTO concept (id, category, documents, triples, variants) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET category = excluded.category, documents = excluded.documents,
    triples = excluded.triples, variants = excluded.variants`;

export function saveConcepts(connection: Connection, concepts: GraphWrites["concepts"]): void {
  for (const id of concepts.drop) {
    const number = numberOf(connection, id);
    dropNames(connection, number);
    dropParents(connection, number);
    saveFormerIds(connection, id, []);
    connection.run("DELETE FROM concept WHERE id = ?", id);
  }
  for (const put of concepts.put) saveConcept(connection, put);
}

/** Names and parents are indexed anew only when the shown description has changed, former ids when any has. */
export function saveConcept(connection: Connection, { before, after }: Put<StoredConcept>): void {
  const { concept } = after.variants[0];
  const variants = JSON.stringify(after.variants);
  connection.run(putConcept, concept.id, concept.category, documentsOf(after), after.triples, variants);
  const formerly = formerIdsOf(after);
  if (formerly.join() !== (before ? formerIdsOf(before).join() : ""))
    saveFormerIds(connection, concept.id, formerly);
  if (before && sameJson(before.variants[0].concept, concept)) return;
  const number = numberOf(connection, concept.id);
  if (before) {
    dropNames(connection, number);
    dropParents(connection, number);
  }
  indexNames(connection, number, concept);
  indexParents(connection, number, concept);
}

/** @param entries all documents that changed, whether or not what they refer to did: their year stands beside each reference */
export function saveReferences(
  connection: Connection,
  references: GraphWrites["references"],
  entries: readonly DocumentEntry[],
): void {
  for (const { document, concept } of references.drop) {
    connection.run("DELETE FROM mention WHERE document = ? AND concept = ?", document, concept);
  }
  const years = new Map(entries.map((entry) => [entry.id, yearOf(entry)]));
  for (const [id, year] of years) saveYear(connection, id, year);
  for (const { document, reference } of references.put) {
    connection.run(
      putReference,
      document,
      reference.concept.id,
      variantName(reference.concept),
      JSON.stringify(reference.spans),
      years.get(document) ?? 0,
    );
  }
}

export const putReference =
  "INSERT OR REPLACE INTO mention (document, concept, variant, spans, year) VALUES (?, ?, ?, ?, ?)";

/** As it stands beside references: 0 without a year. */
export function yearOf({ delivery }: DocumentEntry): number {
  return delivery?.document.year ?? 0;
}

export function saveYear(connection: Connection, id: DocumentId, year: number): void {
  connection.run("UPDATE mention SET year = ? WHERE document = ? AND year <> ?", year, id, year);
}

function numberOf(connection: Connection, id: string): number {
  return Number(connection.get("SELECT number FROM concept WHERE id = ?", id)?.number);
}

export function dropNames(connection: Connection, number: number): void {
  connection.run("DELETE FROM concept_name WHERE concept = ?", number);
  connection.run("DELETE FROM concept_trigram WHERE rowid = ?", number);
}

export function indexNames(connection: Connection, number: number, concept: Concept): void {
  const names = namesOf(concept);
  for (const name of names)
    connection.run("INSERT INTO concept_name (name, concept) VALUES (?, ?)", name, number);
  connection.run("INSERT INTO concept_trigram (rowid, names) VALUES (?, ?)", number, [...names].join("\n"));
}

/** What a concept is found by, in normal form. */
export function namesOf(concept: Concept): ReadonlySet<string> {
  return new Set([concept.name, concept.id, ...concept.synonyms].map(normalName));
}
