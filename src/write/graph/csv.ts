import { stringify } from "csv-stringify/sync";
import type { GraphFormat } from "./graph-format.js";
import { type Cell, type TableName, tableColumns } from "./tables.js";
import { type TableWriter, writeTables } from "./write-tables.js";

/**
 * Three tables of comma-separated values as RFC 4180 has them, but for plain line feeds between rows. Lists are JSON; truth
 * is `true` or `false`; what is not known is empty.
 */
export const csv: GraphFormat = {
  files: ["nodes.csv", "edges.csv", "evidence.csv"],
  reads: ["concept", "triple"],
  write: (items) =>
    writeTables(
      items,
      { nodes: csvTable("nodes"), edges: csvTable("edges"), evidence: csvTable("evidence") },
      rowsAtOnce,
    ),
};

const rowsAtOnce = 256;

function csvTable(table: TableName): TableWriter {
  return {
    file: `${table}.csv`,
    begin: () => stringify([tableColumns[table].map(({ name }) => name)]),
    rows: (rows) => stringify(rows.map((row) => row.map(printed))),
    end: () => "",
  };
}

function printed(cell: Cell): string {
  if (cell === undefined) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
