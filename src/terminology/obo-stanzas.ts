import { LitweaveError } from "../domain/errors.js";
import type { SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";

/** A `tag: value` line; escapes, trailing qualifiers and comments are still in the value. */
export interface OboTag {
  readonly line: number;
  readonly tag: string;
  readonly value: string;
}

/** The header (`kind` is `""`) or a stanza such as `[Term]`. */
export interface OboStanza {
  readonly kind: string;
  readonly line: number;
  readonly tags: readonly OboTag[];
}

/**
 * The header and the stanzas of an OBO file, in order.
 *
 * Format 1.4: https://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file does not begin with a tag or a stanza
 */
export async function* oboStanzas(path: string, report: SourceReport): AsyncGenerator<OboStanza> {
  let tags: OboTag[] = [];
  let stanza: OboStanza = { kind: "", line: 1, tags };
  let begun = false;
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text.trim() === "" || text.startsWith("!")) continue;
      const kind = /^\[([A-Za-z]+)\]\s*$/u.exec(text)?.[1];
      const colon = text.indexOf(":");
      const isTag = colon > 0 && /^[\w-]+$/u.test(text.slice(0, colon));
      if (!begun && kind === undefined && !isTag) throw noObo(path, `it begins with “${text.slice(0, 60)}”`);
      begun = true;
      if (kind !== undefined) {
        yield stanza;
        tags = [];
        stanza = { kind, line: number, tags };
      } else if (isTag) {
        tags.push({ line: number, tag: text.slice(0, colon), value: text.slice(colon + 1).trim() });
      } else {
        const message = `“${text.slice(0, 40)}” does not read tag: value; the line is skipped`;
        report.problem({ file: path, line: number, message });
      }
    }
  }
  if (!begun) throw noObo(path, "it is empty");
  yield stanza;
}

export function noObo(path: string, why: string): LitweaveError {
  return new LitweaveError("BAD_TERMINOLOGY", `${path} is no OBO file: ${why}`, {
    hint: "take the .obo file of the ontology; OWL is not read, obographs JSON is",
  });
}

/** Characters as they were before they were escaped: `\"`, `\,`, `\{`; `\n`, `\t` and `\W` are white space. */
export function unescaped(text: string): string {
  return text.includes("\\")
    ? text.replace(/\\(.)/gsu, (_, char: string) =>
        char === "n" || char === "t" || char === "W" ? " " : char,
      )
    : text;
}

const qualifiers = /\s+\{(?:[^{}"\\]|\\.|"(?:[^"\\]|\\.)*")*=(?:[^{}"\\]|\\.|"(?:[^"\\]|\\.)*")*\}\s*$/u;

/** A name without its trailing qualifiers (`{source="…"}`). */
export function plainText(value: string): string {
  return unescaped(value.endsWith("}") ? value.replace(qualifiers, "") : value).trim();
}

/** An id without description, qualifiers and comment: of `MESH:D003924 {source="…"} ! diabetes`. */
export function idOf(value: string): string {
  const end = value.search(/(?<!\\)\s/u);
  return unescaped(end < 0 ? value : value.slice(0, end));
}

/** The text in quotation marks at the beginning, and what follows; undefined when it is not closed. */
export function quoted(value: string): { readonly text: string; readonly rest: string } | undefined {
  const match = /^"((?:[^"\\]|\\.)*)"\s*(.*)$/su.exec(value);
  return match ? { text: unescaped(match[1]!), rest: match[2]! } : undefined;
}
