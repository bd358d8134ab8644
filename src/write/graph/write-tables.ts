import type { GraphItem } from "../../domain/graph-store.js";
import type { Piece } from "./graph-format.js";
import { rowsOf, type TableName, type TableRow, tableNames } from "./tables.js";

/** How a format writes one table. */
export interface TableWriter {
  readonly file: string;
  readonly begin: () => string | Uint8Array;
  readonly rows: (rows: readonly TableRow[]) => string | Uint8Array;
  readonly end: () => string | Uint8Array;
}

/** Writes the graph's tables, `batch` rows of each at a time. */
export async function* writeTables(
  items: AsyncIterable<GraphItem>,
  writers: Readonly<Record<TableName, TableWriter>>,
  batch: number,
): AsyncGenerator<Piece> {
  const waiting: Record<TableName, TableRow[]> = { nodes: [], edges: [], evidence: [] };
  const flushed = (table: TableName): Piece => {
    const rows = waiting[table];
    waiting[table] = [];
    return { file: writers[table].file, data: writers[table].rows(rows), records: rows.length };
  };
  for (const table of tableNames) {
    yield { file: writers[table].file, data: writers[table].begin(), records: 0 };
  }
  for await (const item of items) {
    for (const { table, row } of rowsOf(item)) {
      waiting[table].push(row);
      if (waiting[table].length === batch) yield flushed(table);
    }
  }
  for (const table of tableNames) {
    if (waiting[table].length > 0) yield flushed(table);
    yield { file: writers[table].file, data: writers[table].end(), records: 0 };
  }
}
