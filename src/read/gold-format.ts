import { formatOf, type SourceFormat } from "./source-format.js";

/** Formats that hold relations between mentions; each is read for evaluation only. */
type MentionLevelFormat = "protein-tsv" | "ddi" | "masked-tsv" | "pure";

/** What an anonymised sentence has in place of a mention: `@GENE$`, `@CHEM-GENE$`. */
export const maskPattern = /@[A-Z]+(?:-[A-Z]+)?\$/u;

/** The format of an annotated file by what it begins with. */
export function goldFormatOf(head: Buffer): SourceFormat | MentionLevelFormat {
  const text = head.toString("utf8").trimStart();
  if (/^(?:<\?xml[^>]*\?>\s*)?<document\s[^>]*id=/u.test(text)) return "ddi";
  const line = text.slice(0, text.search(/\r?\n|$/u));
  if (line.startsWith("{") && /"doc_key"\s*:/u.test(text)) return "pure";
  if (line.includes("\t")) {
    const rows = text.split(/\r?\n/u, 3);
    if (rows.some((row) => row.includes("\t") && maskPattern.test(row))) return "masked-tsv";
    if (/^\d+\t[^\t]+\t[^\t]*$/u.test(line) || isProteinRow(line)) return "protein-tsv";
  }
  return formatOf(head);
}

/** A line of the entities or relations that belong to a file of abstracts. */
function isProteinRow(line: string): boolean {
  return /^\d+\t(?:T\d+\t|.*\tArg1:T\d+\tArg2:T\d+\s*$)/u.test(line);
}
