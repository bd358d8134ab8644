import type { Curie } from "../../domain/curie.js";
import type { TripleFilter } from "../../domain/graph-reader.js";
import type { Predicate } from "../../domain/predicate.js";
import type { Sides, Step } from "../../domain/walk-reader.js";
import { checkedFilter } from "../triple-filter.js";
import type { Connection } from "./connection.js";
import { branchesOf, type Condition, sortColumns, valuesOf, whereOf } from "./triple-conditions.js";

const stepColumns = "key, subject, predicate, object, belief";

/** The first of the triples that meet all conditions of any branch, each once. */
function stepsOf(
  connection: Connection,
  branches: readonly (readonly Condition[])[],
  order: NonNullable<TripleFilter["order"]>,
  most: number,
): readonly Step[] {
  const column = sortColumns[order];
  const sorted = `ORDER BY ${column} DESC, key LIMIT ?`;
  const parts = branches.map(
    (conditions) =>
      `SELECT * FROM (SELECT ${stepColumns}, ${column} AS place FROM triple ${whereOf(conditions)} ${sorted})`,
  );
  const values = branches.flatMap((conditions) => [...valuesOf(conditions), most]);
  const sql = `SELECT ${stepColumns} FROM (${parts.join(" UNION ")}) ORDER BY place DESC, key LIMIT ?`;
  return connection.all(sql, ...values, most) as unknown as readonly Step[];
}

/** Each end of each concept is read in index order and left when there is enough. */
export function readTriplesAround(
  connection: Connection,
  ids: readonly Curie[],
  filter: TripleFilter,
  most: number,
): ReadonlyMap<Curie, readonly Step[]> {
  const { order = "belief" } = filter;
  return new Map(
    ids.map((id) => [
      id,
      stepsOf(connection, branchesOf(checkedFilter({ ...filter, involving: id }), order), order, most),
    ]),
  );
}

/** Pairs of concepts are looked up in the index of both ends, so that it costs no more where one of them has many triples. */
export function readTriplesBetween(
  connection: Connection,
  pairs: readonly Sides[],
  filter: TripleFilter,
  most: number,
): readonly (readonly Step[])[] {
  const { order = "belief" } = filter;
  return pairs.map(({ these, those }) => {
    const ways =
      these === those
        ? [[these, those]]
        : ([
            [these, those],
            [those, these],
          ] as const);
    const branches = ways.flatMap(([subjects = [], objects = []]) =>
      branchesOf(checkedFilter(filter), undefined, [
        isOneOf("subject", subjects),
        isOneOf("object", objects),
      ]),
    );
    return stepsOf(connection, branches, order, most);
  });
}

function isOneOf(end: "subject" | "object", ids: readonly Curie[]): Condition {
  return { sql: `${end} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(ids)] };
}

const countsOfConcept = `
  SELECT predicate, sum(triples) AS triples FROM (
    SELECT predicate, count(*) AS triples FROM triple WHERE subject = ?1 GROUP BY predicate
    UNION ALL
    SELECT predicate, count(*) AS triples FROM triple WHERE object = ?1 GROUP BY predicate
  ) GROUP BY predicate`;

export function readTripleCounts(
  connection: Connection,
  ids: readonly Curie[],
): ReadonlyMap<Curie, ReadonlyMap<Predicate, number>> {
  const countsOf = (id: Curie) =>
    connection
      .all(countsOfConcept, id)
      .map(({ predicate, triples }) => [predicate as Predicate, triples as number] as const);
  return new Map(ids.map((id) => [id, new Map(countsOf(id))]));
}
