/** Places of a document's tokens in its text, UTF-16 units; both arrays [tokens] and never decreasing. */
export interface TokenPlaces {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** A letter, mark or digit. */
export const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/**
 * Whether token `index` goes on with the word of the one before: they touch, and both touching characters are letters,
 * marks or digits. Independent of the tokenizer's own sign for it (`##`, `Ġ`), so it holds for every vocabulary.
 */
function continuesWord(text: string, tokens: TokenPlaces, index: number): boolean {
  const start = tokens.starts[index]!;
  if (index === 0 || start === 0 || start !== tokens.ends[index - 1] || start >= text.length) return false;
  const isTail = /[\udc00-\udfff]/.test(text[start - 1]!) && start >= 2;
  const before = text.slice(isTail ? start - 2 : start - 1, start);
  return wordCharacter.test(before) && wordCharacter.test(String.fromCodePoint(text.codePointAt(start)!));
}

/**
 * The first token of each word, then the count of tokens: int32 [words + 1]. A word is a token with those that
 * continue it; decoding, dictionary features and explanations read a text in the same words.
 */
export function wordStarts(text: string, tokens: TokenPlaces): Int32Array {
  const count = tokens.starts.length;
  const starts: number[] = [];
  for (let i = 0; i < count; i += 1) {
    if (!continuesWord(text, tokens, i)) starts.push(i);
  }
  return Int32Array.from([...starts, count]);
}
