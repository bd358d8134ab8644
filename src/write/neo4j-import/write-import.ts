import type { Piece } from "../graph/graph-format.js";
import { listSeparator } from "./import-cell.js";
import { type ImportRow, type ImportTable, importTable } from "./import-table.js";

export const argumentsFile = "import.args";
/** What an import's folder may hold beside {@link argumentsFile}: tables, and the report that `neo4j-admin` writes. */
export const importFiles = /^(?:[a-z-]+-\d+\.csv(?:\.gz)?|import\.report)$/u;

/**
 * Files for `neo4j-admin database import full`, and the arguments that name them. Memory holds a batch of rows of each table.
 *
 * @param parts rows that come together
 * @param suffix what stands behind the names of compressed files
 */
export async function* writeImport(
  parts: AsyncIterable<readonly ImportRow[]>,
  suffix: "" | ".gz",
): AsyncGenerator<Piece> {
  const tables = new Map<string, ImportTable>();
  for await (const rows of parts) {
    for (const row of rows) {
      let table = tables.get(row.table.name);
      if (!table) {
        table = importTable(row.table);
        tables.set(row.table.name, table);
      }
      const ready = table.add(row);
      if (ready) yield ready;
    }
  }
  for (const table of tables.values()) {
    const rest = table.end();
    if (rest) yield rest;
  }
  const lines = importArguments([...tables.values()], suffix);
  yield { file: argumentsFile, data: `${lines.join("\n")}\n`, records: 0 };
}

/** What `neo4j-admin` gives a value at most by default, 4 MiB. */
const usualBuffer = 2 ** 22;

/** Paths are those inside the folder, so that it may be moved. */
function importArguments(tables: readonly ImportTable[], suffix: string): readonly string[] {
  const longest = Math.max(...tables.map((table) => table.longest));
  // Twice, since a buffer holds the end of one row and the beginning of the next.
  const buffer = 2 ** Math.ceil(Math.log2(2 * longest + 1));
  return [
    "# In this folder, while the server is stopped:",
    "#   neo4j-admin database import full neo4j @import.args",
    "# To replace what the database holds, add --overwrite-destination",
    ...tables.flatMap(({ holds, files }) => files.map((file) => `--${holds}=${file}${suffix}`)),
    `--array-delimiter=U+${listSeparator.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
    // Over one line each, fields are read faster.
    `--multiline-fields=${tables.some(({ multiline }) => multiline)}`,
    ...(buffer > usualBuffer ? [`--read-buffer-size=${buffer}`] : []),
    "--ignore-empty-strings=false",
    "--trim-strings=false",
    "--strict=true",
    "--bad-tolerance=0",
  ];
}
