import { LitweaveError } from "../../domain/errors.js";

export type ImportCell = string | boolean | number | bigint | readonly string[] | readonly bigint[];

/** Stands between the items of a list: “unit separator”, which XML forbids and no text of ours has been seen to hold. */
export const listSeparator = "\u001f";

/**
 * A cell as `neo4j-admin database import` reads it: text and lists in quotes, which are doubled inside; nothing at all for what is
 * absent, so that it differs from text that is empty. This is RFC 4180, for which `csv-stringify` took four times as long as this line.
 *
 * @throws LitweaveError `BAD_INPUT` for a list that cannot be told from another one
 */
export function importCell(cell: ImportCell | undefined): string {
  if (cell === undefined) return "";
  if (typeof cell === "object") return quoted(listText(cell));
  return typeof cell === "string" ? quoted(cell) : String(cell);
}

const types = { string: "string", boolean: "boolean", number: "double", bigint: "long" } as const;

/** The type of a column with such cells, in the words of `neo4j-admin`. */
export function importType(cell: ImportCell): string {
  return typeof cell === "object"
    ? `${importType(cell[0] ?? "")}[]`
    : types[typeof cell as keyof typeof types];
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function listText(items: readonly (string | bigint)[]): string {
  const text = items.join(listSeparator);
  const separators = items.length - 1;
  if (text !== "" && text.split(listSeparator).length - 1 === separators) return text;
  throw new LitweaveError("BAD_INPUT", `${JSON.stringify(items.map(String))} cannot be imported as a list`, {
    hint: "a list is not empty, nor one empty item, and no item holds U+001F: put it right where it came from, or write to Neo4j live",
  });
}
