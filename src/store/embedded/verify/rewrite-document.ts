import type { Concept } from "../../../domain/concept.js";
import { countVariant, variantName } from "../../concept-variants.js";
import { contributionOf, type DocumentEntry } from "../../stored-document.js";
import type { Connection } from "../connection.js";
import { loadConcepts } from "../load-concepts.js";
import { saveConcept, saveReferences } from "../save-concepts.js";
import { saveDocuments } from "../save-documents.js";
import { saveEvidence, saveWithheld } from "../save-triples.js";

/**
 * Puts a document into the graph, or takes it out, as its entry says, whatever the graph holds of it. The counts of triples and
 * concepts are left to the sections that follow.
 */
export function rewriteDocument(connection: Connection, entry: DocumentEntry): void {
  const { evidence, withheld, references } = contributionOf(entry);
  saveDocuments(connection, [entry]);
  for (const table of ["evidence", "retracted_evidence", "mention"])
    connection.run(`DELETE FROM ${table} WHERE document = ?`, entry.id);
  const placed = evidence.map((standing) => ({ ...standing, duplicateOf: undefined }));
  saveEvidence(connection, { put: placed, drop: [], move: [] });
  saveWithheld(connection, { put: withheld, drop: [] });
  for (const { concept } of references.values()) describe(connection, concept);
  const put = [...references.values()].map((reference) => ({ document: entry.id, reference }));
  saveReferences(connection, { put, drop: [] }, [entry]);
}

function describe(connection: Connection, concept: Concept): void {
  const before = loadConcepts(connection, [concept.id]).get(concept.id);
  const known = before?.variants ?? [];
  if (known.some((variant) => variantName(variant.concept) === variantName(concept))) return;
  const [first, ...rest] = countVariant(known, concept, 1);
  if (first)
    saveConcept(connection, { before, after: { variants: [first, ...rest], triples: before?.triples ?? 0 } });
}
