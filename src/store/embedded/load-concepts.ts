import type { Curie } from "../../domain/curie.js";
import type { ConceptRecord } from "../../domain/graph-reader.js";
import type { StoredConcept } from "../concept-variants.js";
import { conceptRecord } from "../records.js";
import type { Connection, Row } from "./connection.js";
import { currentIds } from "./former-ids.js";

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

/** The concepts that `ids` stand for, by the id asked for. */
export function readConcepts(
  connection: Connection,
  ids: readonly Curie[],
): ReadonlyMap<Curie, ConceptRecord> {
  const standing = loadConcepts(connection, ids);
  const current = currentIds(
    connection,
    ids.filter((id) => !standing.has(id)),
  );
  const heirs = loadConcepts(connection, [...current.values()]);
  const found = [...new Set(ids)].map((id) => [id, standing.get(id) ?? heirs.get(current.get(id)!)] as const);
  return new Map(found.flatMap(([id, stored]) => (stored ? [[id, conceptRecord(stored)] as const] : [])));
}
