import { LitweaveError } from "../../domain/errors.js";

/** A document with the abbreviations that it defines, as its annotators have them. */
export interface AbbreviationDocument {
  readonly id: string;
  /** Title and abstract, with a line feed between. */
  readonly text: string;
  readonly pairs: readonly AbbreviationPair[];
}

export interface AbbreviationPair {
  readonly short: string;
  readonly long: string;
}

const recordStart = /^\d+\s*$/u;
const pairLine = /^ {2}([^|]+)\|([^|]+)/u;

/**
 * The format of MED1250 (Sohn et al. 2008): a line with the PMID, one with the title, one with the abstract, then a line
 * `  short|long` for each definition; anything after a second bar and lines that begin with `//` are remarks.
 *
 * @throws LitweaveError `BAD_INPUT` naming the line that is out of place, or when there is no document
 */
export function readPairs(content: string, file: string): readonly AbbreviationDocument[] {
  const documents: { id: string; lines: string[]; pairs: AbbreviationPair[] }[] = [];
  for (const [index, line] of content.split(/\r?\n/u).entries()) {
    if (recordStart.test(line)) {
      documents.push({ id: `PMID:${line.trim()}`, lines: [], pairs: [] });
      continue;
    }
    if (line.trim() === "" || line.startsWith("//")) continue;
    const current = documents.at(-1);
    if (!current) {
      throw new LitweaveError(
        "BAD_INPUT",
        `${file}, line ${index + 1}: text before the first document's number`,
        {
          hint: "give a file in MED1250's format: PMID, title, abstract, then lines of two blanks and short|long",
        },
      );
    }
    const [, short, long] = pairLine.exec(line) ?? [];
    if (short !== undefined && long !== undefined) {
      current.pairs.push({ short: short.trim(), long: long.trim() });
    } else if (/^ {2}\S/u.test(line)) {
      throw new LitweaveError(
        "BAD_INPUT",
        `${file}, line ${index + 1}: “${line.trim()}” is no pair short|long`,
      );
    } else {
      current.lines.push(line.trimEnd());
    }
  }
  if (documents.length === 0) throw new LitweaveError("BAD_INPUT", `${file} holds no document`);
  return documents.map(({ id, lines, pairs }) => ({ id, text: lines.join("\n"), pairs }));
}
