/**
 * Character n-grams of a normal form as numbers: all substrings of two and three characters of the form with a space
 * at each end. Works on UTF-8 bytes; what is no letter, digit or space shares a few codes, which costs
 * nothing on normal forms, nearly all of which are ASCII.
 */

/** Codes of 3-grams are below this, those of 2-grams from here on. */
export const trigramCodes = 1 << 18;
export const gramCodes = trigramCodes + (1 << 12);

/** Six bits. */
export const codeOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0x20) return 0;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x60;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 27;
  return 37 + (byte % 27);
});

/** Reusable memory for {@link readGrams}: the distinct grams of the form last read, and how often each occurs in it. */
export interface GramReader {
  readonly grams: Uint32Array;
  /** By gram code; 0 for grams that the form does not have. */
  readonly counts: Uint16Array;
  count: number;
}

/** @param longest length in bytes of the longest form to be read */
export function gramReader(longest: number): GramReader {
  return { grams: new Uint32Array(2 * longest + 3), counts: new Uint16Array(gramCodes), count: 0 };
}

function take(reader: GramReader, gram: number): void {
  if (reader.counts[gram] === 0) {
    reader.grams[reader.count] = gram;
    reader.count += 1;
  }
  reader.counts[gram]! += 1;
}

/** Reads the grams of `bytes[start, end)` in place of those read before. */
export function readGrams(reader: GramReader, bytes: Uint8Array, start: number, end: number): void {
  for (let at = 0; at < reader.count; at += 1) reader.counts[reader.grams[at]!] = 0;
  reader.count = 0;
  if (start >= end) return;
  let gram = codeOfByte[bytes[start]!]!;
  take(reader, trigramCodes + gram);
  for (let at = start + 1; at <= end; at += 1) {
    gram = ((gram << 6) | (at < end ? codeOfByte[bytes[at]!]! : 0)) & (trigramCodes - 1);
    take(reader, gram);
    take(reader, trigramCodes + (gram & 0xfff));
  }
}
