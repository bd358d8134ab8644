import type { Curie } from "../../domain/curie.js";
import type { TripleFilter } from "../../domain/graph-reader.js";
import { idsNamed, withCurrentIds } from "../former-ids.js";
import type { Connection } from "./connection.js";

/** What the former ones among `ids` stand for today: by a former id, the smallest id of the concepts that took its place. */
export function currentIds(connection: Connection, ids: readonly Curie[]): ReadonlyMap<Curie, Curie> {
  if (ids.length === 0) return new Map();
  const rows = connection.all(
    `SELECT former_id.id, min(former_id.concept) AS concept FROM former_id
     WHERE former_id.id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM concept WHERE concept.id = former_id.id)
     GROUP BY former_id.id`,
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ id, concept }) => [id as Curie, concept as Curie]));
}

/** The filter as it is to be read today. */
export function currentFilter(connection: Connection, filter: TripleFilter): TripleFilter {
  return withCurrentIds(filter, currentIds(connection, idsNamed(filter)));
}

/** Former ids that the store holds of a concept. */
export function formerIdsHeld(connection: Connection, concept: Curie): readonly Curie[] {
  const rows = connection.all("SELECT id FROM former_id WHERE concept = ? ORDER BY id", concept);
  return rows.map(({ id }) => id as Curie);
}

export function saveFormerIds(connection: Connection, concept: Curie, ids: readonly Curie[]): void {
  connection.run("DELETE FROM former_id WHERE concept = ?", concept);
  for (const id of ids) connection.run("INSERT INTO former_id (id, concept) VALUES (?, ?)", id, concept);
}
