import type { EvidenceSentence } from "../domain/relation.js";
import type { Span } from "../domain/span.js";

/**
 * A sentence on one line with the mentions of subject and object in brackets, and the words that make it negated,
 * hedged or a question in braces. Where spans overlap, the one that begins first is marked, the longer of equals.
 *
 * @example “Here [metformin] {did not} improve [type 2 diabetes].”
 */
export function markedSentence({ start, text, subjectSpans, objectSpans, cues }: EvidenceSentence): string {
  const marks = [
    ...[...subjectSpans, ...objectSpans].map((span) => ({ ...span, around: "[]" })),
    ...cues.map((span) => ({ ...span, around: "{}" })),
  ].sort((a: Span, b: Span) => a.start - b.start || b.end - a.end);
  let marked = "";
  let at = start;
  for (const { start: from, end, around } of marks) {
    if (from < at) continue;
    marked += `${text.slice(at - start, from - start)}${around[0]}${text.slice(from - start, end - start)}${around[1]}`;
    at = end;
  }
  return `“${marked}${text.slice(at - start)}”`.replace(/\s+/gu, " ");
}
