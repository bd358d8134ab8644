import type { TripleFilter } from "../../domain/graph-reader.js";
import type { Value } from "./connection.js";

export const sortColumns = { belief: "belief", documents: "documents", lastYear: "last_year" } as const;

export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Everything a filter asks but which end of the triple; `involving` makes two branches of it. */
function conditionsOf(filter: TripleFilter): readonly Condition[] {
  const conditions: Condition[] = [];
  if (filter.subject !== undefined) conditions.push({ sql: "subject = ?", values: [filter.subject] });
  if (filter.object !== undefined) conditions.push({ sql: "object = ?", values: [filter.object] });
  if (filter.minBelief !== undefined) conditions.push({ sql: "belief >= ?", values: [filter.minBelief] });
  if (filter.predicates !== undefined && filter.predicates.length > 0) {
    const list = JSON.stringify(filter.predicates);
    conditions.push({ sql: "predicate IN (SELECT value FROM json_each(?))", values: [list] });
  }
  return conditions;
}

/** One list of conditions per way in; no triple meets two of them, since none joins a concept with itself. */
export function branchesOf(
  filter: TripleFilter,
  further: readonly Condition[] = [],
): readonly (readonly Condition[])[] {
  const shared = [...conditionsOf(filter), ...further];
  if (filter.involving === undefined) return [shared];
  return ["subject", "object"].map((end) => [{ sql: `${end} = ?`, values: [filter.involving!] }, ...shared]);
}

export function whereOf(conditions: readonly Condition[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`;
}

export function valuesOf(conditions: readonly Condition[]): readonly Value[] {
  return conditions.flatMap(({ values }) => values);
}
