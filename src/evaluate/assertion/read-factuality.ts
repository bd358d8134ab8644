import { LitweaveError } from "../../domain/errors.js";
import type { Span } from "../../domain/span.js";

export const factualities = ["Factual", "Negated", "Unknown"] as const;
export type Factuality = (typeof factualities)[number];

/** A relation between two mentions of one sentence, with what its annotators say of it; places count in `text`. */
export interface FactualityRelation {
  readonly text: string;
  readonly subject: Span;
  readonly object: Span;
  readonly label: string;
  readonly factuality: Factuality;
}

export interface FactualityDocument {
  readonly id: string;
  readonly relations: readonly FactualityRelation[];
  /** Relations whose mentions stand in different sentences; they are left out. */
  readonly acrossSentences: number;
}

interface Row {
  readonly doc_key: string;
  readonly sentences: readonly (readonly string[])[];
  readonly relations: readonly (readonly (readonly [number, number, number, number, string, string])[])[];
}

/**
 * DiMB-RE (Hong et al. 2024): a document a line, in PURE's format with tokens, where a relation is first and last token of
 * both mentions (inclusive, counted through the document), label and factuality. Its tokens are joined as print has them.
 *
 * @throws LitweaveError `BAD_INPUT` naming the line that does not fit
 */
export function readFactuality(content: string, file: string): readonly FactualityDocument[] {
  return content
    .trim()
    .split(/\r?\n/u)
    .map((line, index) => {
      const fail = (what: string): never => {
        throw new LitweaveError("BAD_INPUT", `${file}, line ${index + 1}: ${what}`, {
          hint: "give BioScope's XML, or DiMB-RE's JSON lines with doc_key, sentences and relations",
        });
      };
      const row = parsed(line) ?? fail("it is no document with doc_key, sentences and relations");
      return readDocument(row, fail);
    });
}

function parsed(line: string): Row | undefined {
  try {
    const row = JSON.parse(line) as Partial<Row>;
    const fits =
      typeof row.doc_key === "string" &&
      Array.isArray(row.sentences) &&
      Array.isArray(row.relations) &&
      row.sentences.length === row.relations.length;
    return fits ? (row as Row) : undefined;
  } catch {
    return undefined;
  }
}

function readDocument(row: Row, fail: (what: string) => never): FactualityDocument {
  const relations: FactualityRelation[] = [];
  let acrossSentences = 0;
  let first = 0;
  for (const [index, tokens] of row.sentences.entries()) {
    const { text, places } = joined(tokens);
    for (const [from, to, objectFrom, objectTo, label, factuality] of row.relations[index]!) {
      if (!isFactuality(factuality)) fail(`“${factuality}” is none of ${factualities.join(", ")}`);
      const span = (start: number, end: number): Span | undefined => {
        const [a, b] = [places[start - first], places[end - first]];
        return a && b && { start: a.start, end: b.end };
      };
      const [subject, object] = [span(from, to), span(objectFrom, objectTo)];
      if (subject && object) {
        relations.push({ text, subject, object, label, factuality: factuality as Factuality });
      } else acrossSentences += 1;
    }
    first += tokens.length;
  }
  return { id: row.doc_key, relations, acrossSentences };
}

function isFactuality(text: string): text is Factuality {
  return (factualities as readonly string[]).includes(text);
}

/** Tokens with the blanks of print: none before closing marks, after opening ones, around hyphens, in numbers and contractions. */
function joined(tokens: readonly string[]): { readonly text: string; readonly places: readonly Span[] } {
  let text = "";
  const places = tokens.map((token) => {
    const glued =
      text === "" ||
      /^[,.;:)\]%\-/’'?]/u.test(token) ||
      /[([\-/]$/u.test(text) ||
      (/^\d/u.test(token) && /\d[.:,]$/u.test(text)) ||
      /^n[’']t$/u.test(token) ||
      (/^[ts]$/u.test(token) && /[’']$/u.test(text));
    const start = text.length + (glued ? 0 : 1);
    text += glued ? token : ` ${token}`;
    return { start, end: text.length };
  });
  return { text, places };
}
