/**
 * Offsets of one text in both countings: UTF-16 code units (inside the program) and Unicode code points
 * (BioC and PubTator files). A lone surrogate counts as one code point, as it does in string iteration.
 */
export interface OffsetMap {
  /** Code points before the UTF-16 offset; an offset within a surrogate pair counts as its end. */
  toCodePoints(utf16: number): number;
  /** UTF-16 offset of the nth code point; past the end it goes on one by one. */
  toUtf16(codePoints: number): number;
}

const identity: OffsetMap = { toCodePoints: (offset) => offset, toUtf16: (offset) => offset };

/** Built in one pass over `text`; each look-up is a binary search among its astral characters. */
export function offsetMap(text: string): OffsetMap {
  // UTF-16 offsets of the second halves of surrogate pairs, ascending.
  const tails = [...text.matchAll(/[\uD800-\uDBFF](?=[\uDC00-\uDFFF])/g)].map((match) => match.index + 1);
  if (tails.length === 0) return identity;
  return {
    toCodePoints: (utf16) => utf16 - firstIndex(tails.length, (n) => tails[n]! >= utf16),
    // Before the nth tail stand n earlier tails, so its character is code point tails[n] − n − 1.
    toUtf16: (codePoints) => codePoints + firstIndex(tails.length, (n) => tails[n]! - n > codePoints),
  };
}

/** The least n in 0..count for which `holds` (once true, true from there on), else `count`. */
function firstIndex(count: number, holds: (n: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
