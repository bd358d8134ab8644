import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { GraphFormat } from "./graph-format.js";
import { type Cell, type CellType, type Column, type TableName, tableColumns } from "./tables.js";
import { type TableWriter, writeTables } from "./write-tables.js";

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

/** Rows of a row group: what is held of a table at a time. */
const rowGroup = 20_000;

/** The tables of `csv` as Parquet with Snappy: lists are lists, and what is not known is null. */
export const parquet: GraphFormat = {
  files: ["nodes.parquet", "edges.parquet", "evidence.parquet"],
  reads: ["concept", "triple"],
  packed: true,
  write: (items) =>
    writeTables(
      items,
      { nodes: parquetTable("nodes"), edges: parquetTable("edges"), evidence: parquetTable("evidence") },
      rowGroup,
    ),
};

/** The library writes into memory; after each row group what it wrote is taken away. */
function parquetTable(table: TableName): TableWriter {
  const columns = tableColumns[table];
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: "litweave" });
  const taken = () => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  return {
    file: `${table}.parquet`,
    begin: taken,
    rows: (rows) => {
      const columnData = columns.map(({ name }, at) => ({
        name,
        data: rows.map((row): Exclude<Cell, undefined> | null => row[at] ?? null),
      }));
      writer.write({ columnData, rowGroupSize: rows.length });
      return taken();
    },
    end: () => {
      writer.finish();
      return taken();
    },
  };
}

const utf8 = { type: "BYTE_ARRAY", converted_type: "UTF8" } as const;
const plain: Readonly<Record<Exclude<CellType, "texts">, Partial<SchemaElement>>> = {
  text: utf8,
  whole: { type: "INT32" },
  real: { type: "DOUBLE" },
  truth: { type: "BOOLEAN" },
};

function schemaOf(columns: readonly Column<never>[]): SchemaElement[] {
  return [{ name: "root", num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

function elementsOf({ name, type }: Column<never>): SchemaElement[] {
  if (type !== "texts") return [{ name, repetition_type: "OPTIONAL", ...plain[type] }];
  return [
    { name, repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "OPTIONAL", ...utf8 },
  ];
}
