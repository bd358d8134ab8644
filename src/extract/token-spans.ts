import type { Span } from "../domain/span.js";

/** Places of a document's tokens in its text, UTF-16 units; both arrays [tokens] and never decreasing. */
export interface TokenPlaces {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** The half-open range of tokens that overlap `span`; empty when none does. Two binary searches. */
export function tokenRange(tokens: TokenPlaces, span: Span): readonly [number, number] {
  const first = firstIndex(tokens.ends, (end) => end > span.start);
  const last = firstIndex(tokens.starts, (start) => start >= span.end);
  return [first, Math.max(first, last)];
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

/** A letter, mark or digit. */
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/**
 * Whether token `index` goes on with the word of the one before: they touch, and both touching characters are letters,
 * marks or digits. Independent of the tokenizer's own sign for it (`##`, `Ġ`), so it holds for every vocabulary.
 */
export function continuesWord(text: string, tokens: TokenPlaces, index: number): boolean {
  const start = tokens.starts[index]!;
  if (index === 0 || start === 0 || start !== tokens.ends[index - 1] || start >= text.length) return false;
  const isTail = /[\udc00-\udfff]/.test(text[start - 1]!) && start >= 2;
  const before = text.slice(isTail ? start - 2 : start - 1, start);
  return wordCharacter.test(before) && wordCharacter.test(String.fromCodePoint(text.codePointAt(start)!));
}
