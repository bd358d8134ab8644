import type { Curie } from "../../../domain/curie.js";
import { formerIdsOf } from "../../concept-variants.js";
import { checkFormerIds } from "../../former-ids.js";
import { formerIdsHeld, saveFormerIds } from "../former-ids.js";
import { loadConcepts } from "../load-concepts.js";
import { column, countOf, type Section } from "./section.js";

/** The redirects to each concept, also to those that are not there. */
export const formerIdSection: Section = {
  kind: "former ids",
  total: countOf("concept"),
  subjects: (connection) =>
    column(connection, "SELECT id AS value FROM concept UNION SELECT concept FROM former_id ORDER BY 1"),
  check(connection, subject) {
    const id = subject as Curie;
    const stored = loadConcepts(connection, [id]).get(id);
    const finding = checkFormerIds(id, stored, formerIdsHeld(connection, id));
    if (!finding) return [];
    return [{ finding, repair: (writer) => saveFormerIds(writer, id, stored ? formerIdsOf(stored) : []) }];
  },
};
