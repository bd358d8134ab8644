import type { Piece } from "../graph/graph-format.js";
import { type ImportCell, importCell, importType } from "./import-cell.js";

/** Nodes or relationships of one kind. */
interface Kind {
  readonly holds: "nodes" | "relationships";
  /** Names the files. */
  readonly name: string;
  /** The columns, in the words of `neo4j-admin`, that make a row what it is: `id:ID(Concept)`, `:LABEL`. */
  readonly identity: readonly string[];
}

/** One node or relationship. */
export interface ImportRow {
  readonly table: Kind;
  /** One for each of the table's. */
  readonly identity: readonly (string | readonly string[])[];
  /** What it has, by name; what is absent is not there. */
  readonly properties: Readonly<Record<string, ImportCell>>;
}

/** The rows of one kind, in one or more files; each file begins with its header. */
export interface ImportTable {
  readonly holds: Kind["holds"];
  /** @returns what is ready to be written */
  add(row: ImportRow): Piece | undefined;
  end(): Piece | undefined;
  /** Names of the files so far. */
  readonly files: readonly string[];
  /** UTF-16 units of the longest row. */
  readonly longest: number;
  /** Some text goes over several lines. */
  readonly multiline: boolean;
}

/** Rows that are held until it is known which columns they have. */
const batch = 500;

/**
 * The columns are the properties that the rows have, in the order in which they turn up, each of the type of its values. When a
 * row brings one more, a new file with a wider header begins: `neo4j-admin` asks of each row all the columns of its header.
 */
export function importTable({ holds, name: table, identity: heads }: Kind): ImportTable {
  const files: string[] = [];
  const types = new Map<string, string>();
  let waiting: ImportRow[] = [];
  let longest = 0;
  let multiline = false;

  function learn({ properties }: ImportRow): void {
    for (const name in properties) {
      const [known, found] = [types.get(name), importType(properties[name]!)];
      if (known === undefined) types.set(name, found);
      else if (known !== found) throw new Error(`${name} of ${table} is ${known} here and ${found} there`);
    }
  }

  function written(): Piece | undefined {
    if (waiting.length === 0) return undefined;
    const before = types.size;
    for (const row of waiting) learn(row);
    const names = [...types.keys()];
    let data = "";
    if (types.size > before || files.length === 0) {
      files.push(`${table}-${files.length + 1}.csv`);
      const columns = [...heads, ...names.map((name) => `${name}:${types.get(name)}`)];
      data = `${columns.map(importCell).join(",")}\n`;
    }
    const rows = waiting.map(({ identity, properties }) =>
      [...identity, ...names.map((name) => properties[name])].map(importCell).join(","),
    );
    const text = rows.join("\n");
    longest = rows.reduce((most, row) => Math.max(most, row.length), longest);
    multiline ||= text.includes("\r") || text.split("\n").length > rows.length;
    waiting = [];
    return { file: files.at(-1)!, data: `${data}${text}\n`, records: rows.length };
  }

  return {
    holds,
    add(row) {
      waiting.push(row);
      return waiting.length === batch ? written() : undefined;
    },
    end: written,
    files,
    get longest() {
      return longest;
    },
    get multiline() {
      return multiline;
    },
  };
}
