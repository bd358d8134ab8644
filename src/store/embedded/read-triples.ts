import type { Page, PageRequest, TripleFilter, TripleRecord } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { sortValue, tripleRecord } from "../records.js";
import type { Connection } from "./connection.js";
import { storedTriple } from "./load-triples.js";
import { branchesOf, type Condition, sortColumns, whereOf } from "./triple-conditions.js";

/** Each branch is read in index order and stops at the end of the page. */
export function readTriples(
  connection: Connection,
  filter: TripleFilter,
  page: PageRequest,
): Page<TripleRecord> {
  const first = checkPage(page);
  const order = filter.order ?? "belief";
  const column = sortColumns[order];
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
