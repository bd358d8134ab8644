import { sameJson } from "../../../domain/canonical-json.js";
import type { StoredConcept } from "../../concept-variants.js";
import type { Connection, Row } from "../connection.js";
import { dropNames, indexNames, namesOf } from "../save-concepts.js";
import { column, countOf, type Fault, type Section } from "./section.js";

/** Whether the concept is found by all of its names: by their beginnings, and by their trigrams. */
export function nameFaults(connection: Connection, row: Row, stored: StoredConcept): readonly Fault[] {
  const number = row.number as number;
  const { concept } = stored.variants[0];
  const names = [...namesOf(concept)].sort();
  const found = connection
    .all("SELECT name FROM concept_name WHERE concept = ?", number)
    .map(({ name }) => String(name));
  const same = sameJson(found.sort(), names);
  if (same && foundByTrigrams(connection, number, names)) return [];
  const message = "it cannot be found by all of its names, or by a name that it does not have";
  const repair = (writer: Connection) => {
    dropNames(writer, number);
    indexNames(writer, number, concept);
  };
  return [{ finding: { invariant: "index", subject: concept.id, message }, repair }];
}

function foundByTrigrams(connection: Connection, number: number, names: readonly string[]): boolean {
  const row = "SELECT rowid FROM concept_trigram WHERE rowid = ?";
  const long = names.filter((name) => [...name].length >= 3);
  if (long.length === 0) return connection.get(row, number) !== undefined;
  const match = `${row} AND concept_trigram MATCH ?`;
  const phrases = long.map((name) => `"${name.replaceAll('"', '""')}"`).join(" AND ");
  return connection.get(row, number) !== undefined && connection.get(match, number, phrases) !== undefined;
}

/** Names of concepts that are not there. */
export const strayNameSection: Section = {
  kind: "names",
  total: countOf("concept_trigram_docsize"),
  *subjects(connection) {
    const missing = "NOT EXISTS (SELECT 1 FROM concept WHERE number =";
    yield* column(
      connection,
      `SELECT DISTINCT concept AS value FROM concept_name WHERE ${missing} concept_name.concept) ORDER BY concept`,
    );
    yield* column(
      connection,
      `SELECT id AS value FROM concept_trigram_docsize AS sizes
       WHERE ${missing} sizes.id) AND NOT EXISTS (SELECT 1 FROM concept_name WHERE concept = sizes.id)`,
    );
  },
  check(connection, subject) {
    const number = Number(subject);
    if (connection.get("SELECT 1 FROM concept WHERE number = ?", number)) return [];
    const message = "names of a concept that is not there";
    const finding = { invariant: "index", subject: `concept number ${number}`, message } as const;
    return [{ finding, repair: (writer) => dropNames(writer, number) }];
  },
};
