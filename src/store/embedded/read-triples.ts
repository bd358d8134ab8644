import type { Page, PageRequest, TripleFilter, TripleRecord } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { sortValue, tripleRecord } from "../records.js";
import type { Connection, Value } from "./connection.js";
import { storedTriple } from "./load-triples.js";

const columns = { belief: "belief", documents: "documents", lastYear: "last_year" } as const;

interface Condition {
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
function branchesOf(filter: TripleFilter, further: readonly Condition[]): readonly (readonly Condition[])[] {
  const shared = [...conditionsOf(filter), ...further];
  if (filter.involving === undefined) return [shared];
  return ["subject", "object"].map((end) => [{ sql: `${end} = ?`, values: [filter.involving!] }, ...shared]);
}

function whereOf(conditions: readonly Condition[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`;
}

/** Each branch is read in index order and stops at the end of the page. */
export function readTriples(
  connection: Connection,
  filter: TripleFilter,
  page: PageRequest,
): Page<TripleRecord> {
  const first = checkPage(page);
  const order = filter.order ?? "belief";
  const column = columns[order];
  const further: Condition[] = [];
  if (page.after !== undefined) {
    const [value, key] = decodeCursor(page.after, order, 2) as [number, string];
    further.push({ sql: `${column} <= ? AND (${column} < ? OR key > ?)`, values: [value, value, key] });
  }
  const branches = branchesOf(filter, further);
  const sorted = `ORDER BY ${column} DESC, key LIMIT ?`;
  const parts = branches.map(
    (conditions) => `SELECT * FROM (SELECT * FROM triple ${whereOf(conditions)} ${sorted})`,
  );
  const values = branches.flatMap((conditions) => [
    ...conditions.flatMap((condition) => condition.values),
    first + 1,
  ]);
  const rows = connection.all(`${parts.join(" UNION ALL ")} ${sorted}`, ...values, first + 1);
  const records = rows.map((row) => tripleRecord(storedTriple(row)));
  return pageOf(records, first, (record) => ({ order, values: [sortValue(record, order), record.key] }));
}

export function countTriples(connection: Connection, filter: TripleFilter): number {
  return branchesOf(filter, [])
    .map((conditions) => {
      const values = conditions.flatMap((condition) => condition.values);
      return Number(connection.get(`SELECT count(*) AS n FROM triple ${whereOf(conditions)}`, ...values)?.n);
    })
    .reduce((sum, count) => sum + count, 0);
}
