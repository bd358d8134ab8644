import type { Aggregate } from "../../domain/belief.js";
import type { TripleKey } from "../../domain/triple.js";
import type { StoredTriple } from "../settle.js";
import type { Connection, Row } from "./connection.js";

export function storedTriple(row: Row): StoredTriple {
  const { key, subject, predicate, object, aggregate } = row;
  return {
    triple: { key, subject, predicate, object } as StoredTriple["triple"],
    aggregate: JSON.parse(aggregate as string) as Aggregate,
  };
}

/** The triples of `keys` that exist. */
export function loadTriples(
  connection: Connection,
  keys: readonly TripleKey[],
): ReadonlyMap<TripleKey, StoredTriple> {
  const rows = connection.all(
    "SELECT * FROM triple WHERE key IN (SELECT value FROM json_each(?))",
    JSON.stringify(keys),
  );
  return new Map(rows.map((row) => [row.key as TripleKey, storedTriple(row)]));
}
