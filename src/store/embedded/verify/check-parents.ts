import { sameJson } from "../../../domain/canonical-json.js";
import type { StoredConcept } from "../../concept-variants.js";
import { dropParents, indexParents } from "../concept-parents.js";
import type { Connection, Row } from "../connection.js";
import { column, countOf, type Fault, type Section } from "./section.js";

/** Whether the concept is found below each of its parents, and nowhere else. */
export function parentFaults(connection: Connection, row: Row, stored: StoredConcept): readonly Fault[] {
  const number = row.number as number;
  const { concept } = stored.variants[0];
  const found = connection
    .all("SELECT parent FROM concept_parent WHERE concept = ?", number)
    .map(({ parent }) => String(parent));
  if (sameJson(found.sort(), [...new Set(concept.parents)].sort())) return [];
  const message = "it cannot be found below all of its parents, or is found below another concept";
  const repair = (writer: Connection) => {
    dropParents(writer, number);
    indexParents(writer, number, concept);
  };
  return [{ finding: { invariant: "index", subject: concept.id, message }, repair }];
}

/** Parents of concepts that are not there. */
export const strayParentSection: Section = {
  kind: "parents",
  total: countOf("concept_parent"),
  subjects: (connection) =>
    column(
      connection,
      `SELECT DISTINCT concept AS value FROM concept_parent
       WHERE NOT EXISTS (SELECT 1 FROM concept WHERE number = concept_parent.concept) ORDER BY concept`,
    ),
  check(connection, subject) {
    const number = Number(subject);
    if (connection.get("SELECT 1 FROM concept WHERE number = ?", number)) return [];
    const message = "parents of a concept that is not there";
    const finding = { invariant: "index", subject: `concept number ${number}`, message } as const;
    return [{ finding, repair: (writer) => dropParents(writer, number) }];
  },
};
