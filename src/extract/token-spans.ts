import type { Span } from "../domain/span.js";
import type { TokenPlaces } from "../domain/words.js";

/** The half-open range of tokens that overlap `span`; empty when none does. Two binary searches. */
export function tokenRange(tokens: TokenPlaces, span: Span): readonly [number, number] {
  const first = firstIndex(tokens.ends, (end) => end > span.start);
  const last = firstIndex(tokens.starts, (start) => start >= span.end);
  return [first, Math.max(first, last)];
}

/** Of each token, the sentence in which it starts: the last that begins no later. Sentences in the order of the text. */
export function tokenSentences(tokens: TokenPlaces, sentences: readonly Span[]): readonly number[] {
  let at = 0;
  return Array.from(tokens.starts, (start) => {
    while (at + 1 < sentences.length && sentences[at + 1]!.start <= start) at += 1;
    return at;
  });
}

function firstIndex(values: Int32Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(values[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
