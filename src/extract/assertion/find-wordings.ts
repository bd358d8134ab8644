import type { Span } from "../../domain/span.js";
import { denyingWordings } from "./denials.js";
import { doubtingWordings } from "./doubts.js";
import { askingWordings } from "./questions.js";
import type { Wording } from "./wording.js";

export interface FoundWording extends Span {
  readonly wording: Wording;
}

// No more than three blanks in a row, so that a long run of them costs nothing.
const compiled = (words: string) =>
  new RegExp(
    `\\b(?:${words.replaceAll(" ?", "\\s?").replaceAll(" ", "\\s{1,3}")})(?![\\w\\u00c0-\\u03ff])`,
    "g",
  );

const groups = [denyingWordings, doubtingWordings, askingWordings].map((wordings) => ({
  // One look for them all: most sentences hold none.
  any: new RegExp(compiled(wordings.map(({ words }) => words).join("|")), ""),
  rows: wordings.map((wording) => ({ wording, pattern: compiled(wording.words) })),
}));

/** Every place of every wording in a sentence; they may overlap. */
export function findWordings(sentence: string): readonly FoundWording[] {
  const lower = sentence.toLowerCase();
  // A few letters of other scripts grow in lower case; then places would be off.
  const text = lower.length === sentence.length ? lower : sentence;
  const found: FoundWording[] = [];
  for (const { any, rows } of groups) {
    if (!any.test(text)) continue;
    for (const { pattern, wording } of rows) {
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        found.push({ start: match.index, end: pattern.lastIndex, wording });
      }
    }
  }
  return found;
}
