import type { Curie } from "../../domain/curie.js";
import type { StoredConcept } from "../concept-variants.js";
import type { Connection, Row } from "./connection.js";

export function storedConcept(row: Row): StoredConcept {
  return {
    variants: JSON.parse(row.variants as string) as StoredConcept["variants"],
    triples: row.triples as number,
  };
}

/** The concepts of `ids` that the graph has. */
export function loadConcepts(
  connection: Connection,
  ids: readonly Curie[],
): ReadonlyMap<Curie, StoredConcept> {
  const rows = connection.all(
    "SELECT id, variants, triples FROM concept WHERE id IN (SELECT value FROM json_each(?))",
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.id as Curie, storedConcept(row)]));
}
