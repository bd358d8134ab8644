import type { Curie } from "../../domain/curie.js";
import type {
  PageRequest,
  TripleCompany,
  TripleFilter,
  TriplePage,
  TripleRecord,
} from "../../domain/graph-reader.js";
import type { Triple } from "../../domain/triple.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { sortValue, tripleRecord } from "../records.js";
import { checkedFilter } from "../triple-filter.js";
import type { Connection, Row } from "./connection.js";
import { readConcepts } from "./load-concepts.js";
import { storedTriple } from "./load-triples.js";
import { readEvidence } from "./read-evidence.js";
import {
  branchesOf,
  type Condition,
  type Sorting,
  sortColumns,
  valuesOf,
  whereOf,
} from "./triple-conditions.js";

type Place = readonly [value: number, key: string];

function behind(sorting: Sorting, [value, key]: Place): Condition {
  if (sorting === "key") return { sql: "key > ?", values: [key] };
  const column = sortColumns[sorting];
  return { sql: `${column} <= ? AND (${column} < ? OR key > ?)`, values: [value, value, key] };
}

/** The first rows of one sorting; each branch is read in index order and stops at the end of the page. */
function rowsOf(
  connection: Connection,
  filter: TripleFilter,
  sorting: Sorting,
  limit: number,
  further: readonly Condition[],
): readonly Row[] {
  const branches = branchesOf(filter, sorting, further);
  const sorted = `ORDER BY ${sorting === "key" ? "" : `${sortColumns[sorting]} DESC, `}key LIMIT ?`;
  const parts = branches.map(
    (conditions) => `SELECT * FROM (SELECT * FROM triple ${whereOf(conditions)} ${sorted})`,
  );
  const values = branches.flatMap((conditions) => [...valuesOf(conditions), limit]);
  if (branches.length === 1) return connection.all(parts[0]!, ...values);
  return connection.all(`SELECT * FROM (${parts.join(" UNION ALL ")}) ${sorted}`, ...values, limit);
}

/** First those that are contested, the most contested first, then the rest by key. */
function contestedRows(
  connection: Connection,
  filter: TripleFilter,
  limit: number,
  after: Place | undefined,
): readonly Row[] {
  const { stance } = filter;
  const rest = { sql: `NOT (${sortColumns.contested} > 0)`, values: [] };
  const place = (sorting: Sorting) => (after ? [behind(sorting, after)] : []);
  const contested =
    stance === "asked" || after?.[0] === 0
      ? []
      : rowsOf(connection, { ...filter, stance: "contested" }, "contested", limit, place("contested"));
  if (stance === "contested" || contested.length === limit) return contested;
  const begun = after?.[0] === 0 ? place("key") : [];
  return [...contested, ...rowsOf(connection, filter, "key", limit - contested.length, [rest, ...begun])];
}

/** @param asked its ids those of today */
export function readTriples(
  connection: Connection,
  asked: TripleFilter,
  page: PageRequest,
  along: TripleCompany = {},
): TriplePage {
  const first = checkPage(page);
  const filter = checkedFilter(asked);
  const order = filter.order ?? "belief";
  const after =
    page.after === undefined ? undefined : (decodeCursor(page.after, order, 2) as unknown as Place);
  const rows =
    order === "contested"
      ? contestedRows(connection, filter, first + 1, after)
      : rowsOf(connection, filter, order, first + 1, after ? [behind(order, after)] : []);
  const records = rows.map((row) => tripleRecord(storedTriple(row)));
  const cursor = (record: TripleRecord) => ({ order, values: [sortValue(record, order), record.key] });
  const shown = records.slice(0, first);
  return {
    ...pageOf(records, first, cursor),
    ends: along.ends ? readConcepts(connection, endsOf(shown)) : new Map(),
    evidence: along.evidence
      ? readEvidence(
          connection,
          shown.map(({ key }) => key),
          along.evidence.filter,
          along.evidence.page,
        )
      : new Map(),
  };
}

function endsOf(triples: readonly Triple[]): readonly Curie[] {
  return [...new Set(triples.flatMap(({ subject, object }) => [subject, object]))];
}

/** @param asked its ids those of today */
export function countTriples(connection: Connection, asked: TripleFilter): number {
  return branchesOf(checkedFilter(asked))
    .map((conditions) => {
      const sql = `SELECT count(*) AS n FROM triple ${whereOf(conditions)}`;
      return Number(connection.get(sql, ...valuesOf(conditions))?.n);
    })
    .reduce((sum, count) => sum + count, 0);
}
