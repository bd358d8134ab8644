import type { Concept } from "../../domain/concept.js";
import type { Connection } from "./connection.js";

/** So that the concepts directly below one are found: what a concept's shown description names as its parents. */
export function indexParents(connection: Connection, number: number, { parents }: Concept): void {
  for (const parent of new Set(parents))
    connection.run("INSERT INTO concept_parent (parent, concept) VALUES (?, ?)", parent, number);
}

export function dropParents(connection: Connection, number: number): void {
  connection.run("DELETE FROM concept_parent WHERE concept = ?", number);
}
