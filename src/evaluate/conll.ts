import { layPassages } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { GoldDocument, GoldMention } from "../domain/gold.js";

interface Row {
  readonly token: string;
  readonly tag: string;
}

/**
 * CoNLL columns: `token⇥tag`, a blank line between sentences, tags `O`, `B`, `I` (also `B-Type`, whose type is not read:
 * `type` names what the file annotates). Each sentence becomes a document, its tokens joined by single spaces, since
 * the format keeps neither the original spacing nor the documents. An `I` after `O` begins a mention.
 *
 * @param name stands in the documents' ids: `name:line`
 * @throws LitweaveError `BAD_INPUT` for a line that is no row
 */
export function readConll(text: string, type: string, name: string): readonly GoldDocument[] {
  const documents: GoldDocument[] = [];
  let rows: Row[] = [];
  let firstLine = 1;
  const lines = text.split(/\r?\n/u);
  for (const [index, line] of [...lines, ""].entries()) {
    if (!isBreak(line)) {
      rows.push(parseRow(line, name, index + 1));
      continue;
    }
    if (rows.length > 0) documents.push(sentenceDocument(`${name}:${firstLine}`, rows, type));
    rows = [];
    firstLine = index + 2;
  }
  return documents;
}

const tagShape = /^[BIO](?:-\S+)?$/u;
const documentMark = "-DOCSTART-";

/** Whether `text` begins with CoNLL rows; a PubTator file or XML does not. */
export function looksLikeConll(text: string): boolean {
  const lines = text
    .slice(0, 4000)
    .split(/\r?\n/u, 20)
    .filter((line) => !isBreak(line));
  return lines.length > 1 && lines.slice(0, -1).every((line) => splitRow(line) !== undefined);
}

function isBreak(line: string): boolean {
  return line.trim() === "" || line.startsWith(documentMark);
}

/** First and last column; columns are parted by tabs or, in a line without one, by spaces. */
function splitRow(line: string): Row | undefined {
  const columns = line.trimEnd().split(line.includes("\t") ? "\t" : " ");
  const [token, tag] = [columns[0]!, columns.at(-1)!];
  return columns.length > 1 && token !== "" && tagShape.test(tag) ? { token, tag } : undefined;
}

function parseRow(line: string, name: string, number: number): Row {
  const row = splitRow(line);
  if (row) return row;
  throw new LitweaveError(
    "BAD_INPUT",
    `${name}, line ${number}: “${line.slice(0, 60)}” is no row of CoNLL columns`,
    {
      hint: "each line holds a token, a tab and O, B or I; a blank line ends a sentence",
    },
  );
}

function sentenceDocument(id: string, rows: readonly Row[], type: string): GoldDocument {
  const text = rows.map((row) => row.token).join(" ");
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  let before = "O";
  for (const { token, tag } of rows) {
    const end = start + token.length;
    if (tag.startsWith("I") && before !== "O") spans.at(-1)!.end = end;
    else if (tag !== "O") spans.push({ start, end });
    before = tag;
    start = end + 1;
  }
  const mentions = spans.map(
    (span): GoldMention => ({ ...span, type, text: text.slice(span.start, span.end), ids: [] }),
  );
  return {
    document: {
      id: `conll:${id}`,
      version: 1,
      revisedAt: "",
      title: "",
      passages: layPassages([{ kind: "abstract", role: "other", text }]),
      publicationTypes: [],
      meshHeadings: [],
      retracted: false,
      retracts: [],
    },
    mentions,
    relations: [],
  };
}
