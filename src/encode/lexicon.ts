import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { LitweaveError } from "../domain/errors.js";
import { type TokenPlaces, wordCharacter, wordStarts } from "../domain/words.js";

/** What the manifest says of the dictionary that the encoder was trained with. */
export interface LexiconScheme {
  readonly file: string;
  /** Bit t of an entry is type t; features 2t and 2t + 1 are its. */
  readonly types: readonly string[];
  /** Content words in the longest entry. */
  readonly maxWords: number;
}

/** A loaded dictionary: names known to terminologies, as hashes. */
export interface Lexicon {
  /** Features of a token: two for each type. */
  readonly width: number;
  /**
   * Dictionary features of a whole document, float32 [tokens, 2 · types]: 1 at 2t where a name of type t begins, 1 at
   * 2t + 1 where one goes on. Names of one type never overlap. Time is linear in the text.
   *
   * Words are read as decoding reads them (`wordStarts`). Content words hold a letter, mark or digit; others are
   * passed over. For each type, from left to right, the longest run of content words whose key has the type is taken.
   * The key: the words in lower case, joined by single spaces, without the plural's “s” at the end of the last word.
   *
   * @param hidden tokens [first, end) of a word to be read as one that no name holds
   */
  features(text: string, tokens: TokenPlaces, hidden?: readonly [number, number]): Float32Array;
}

const magic = "LWLX";
const formatVersion = 1;
const headBytes = 16;
/** CRC-32 (u32), check (u16) and types (u8). */
const entryBytes = 7;

/**
 * Reads a `lexicon.bin` whose checksum was found right. Little endian, as are all hosts of ONNX Runtime for Node:
 * `LWLX`, version, count and most words (u32 each); then the entries in three columns: CRC-32 of the key in UTF-8
 * (u32, ascending), the low half of the CRC-32 of the same bytes from back to front (u16), types as bits (u8).
 *
 * @throws LitweaveError `BAD_MODEL` naming what the file has and what was wanted
 */
export function openLexicon(path: string, { types, maxWords }: LexiconScheme): Lexicon {
  const bytes = readFileSync(path);
  const refuse = (what: string): never => {
    throw new LitweaveError("BAD_MODEL", `${path} ${what}`, {
      hint: "lexicon and manifest belong to different models: restore the model folder",
    });
  };
  const begins = bytes.toString("latin1", 0, 4);
  if (begins !== magic) refuse(`begins with ${JSON.stringify(begins)}; “${magic}” was wanted`);
  if (bytes.length < headBytes) refuse(`has ${bytes.length} bytes; its head alone has ${headBytes}`);
  const [version, count, longest] = [4, 8, 12].map((at) => bytes.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  if (version !== formatVersion) refuse(`has format version ${version}; this program reads ${formatVersion}`);
  if (bytes.length !== headBytes + count * entryBytes) {
    refuse(
      `has ${bytes.length} bytes; its ${count} entries and head would be ${headBytes + count * entryBytes}`,
    );
  }
  if (longest !== maxWords) refuse(`has names of up to ${longest} words, its manifest says ${maxWords}`);
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const sums = new Uint32Array(buffer, byteOffset + headBytes, count);
  const checks = new Uint16Array(buffer, byteOffset + headBytes + 4 * count, count);
  const masks = new Uint8Array(buffer, byteOffset + headBytes + 6 * count, count);
  for (let i = 0; i < count; i += 1) {
    if (i > 0 && sums[i]! < sums[i - 1]!) refuse(`has entry ${i} out of order`);
    if (masks[i]! >> types.length !== 0) {
      refuse(
        `has an entry of types ${masks[i]!.toString(2)} in bits, its manifest has ${types.length} types`,
      );
    }
  }
  return lexiconOf({ sums, bounds: boundsOf(sums), checks, masks }, types.length, maxWords);
}

interface Entries {
  readonly sums: Uint32Array;
  /** Where the sums with each upper half begin, and their count at the end: uint32 [65,537]. */
  readonly bounds: Uint32Array;
  readonly checks: Uint16Array;
  readonly masks: Uint8Array;
}

function lexiconOf(entries: Entries, types: number, maxWords: number): Lexicon {
  const width = 2 * types;
  return {
    width,
    features(text, tokens, hidden) {
      const features = new Float32Array(tokens.starts.length * width);
      const words = contentWords(text, tokens, hidden);
      const count = words.first.length;
      /** For each type the first word that no name of it covers yet. */
      const free = new Uint32Array(types);
      const masks = new Uint8Array(maxWords);
      for (let word = 0; word < count; word += 1) {
        const runs = Math.min(maxWords, count - word);
        const any = lookUpRuns(entries, words, word, masks.subarray(0, runs));
        for (let type = 0; any >> type !== 0; type += 1) {
          if (((any >> type) & 1) === 0 || free[type]! > word) continue;
          let last = word + runs - 1;
          while (((masks[last - word]! >> type) & 1) === 0) last -= 1;
          free[type] = last + 1;
          const [first, end] = [words.first[word]!, words.end[last]!];
          features[first * width + 2 * type] = 1;
          for (let token = first + 1; token < end; token += 1) features[token * width + 2 * type + 1] = 1;
        }
      }
      return features;
    },
  };
}

/**
 * Content words in order. Since a key is its words joined by spaces, the key of every run stands in the keys' bytes:
 * it reaches from its first word's `from` to its last word's `to`, which leaves out the plural's “s”.
 */
interface ContentWords {
  /** Tokens [first, end) of each word. */
  readonly first: readonly number[];
  readonly end: readonly number[];
  /** The words in lower case, each with a space behind it, in UTF-8. */
  readonly bytes: Uint8Array;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const utf8 = new TextEncoder();

/** No key holds it: a key's words have letters, marks or digits. */
const unknownWord = "\0";

function contentWords(
  text: string,
  tokens: TokenPlaces,
  [hiddenFirst, hiddenEnd]: readonly [number, number] = [0, 0],
): ContentWords {
  const starts = wordStarts(text, tokens);
  const [first, end, from, to]: [number[], number[], number[], number[]] = [[], [], [], []];
  const lowers: string[] = [];
  let units = 0;
  for (let word = 0; word + 1 < starts.length; word += 1) {
    const [a, b] = [starts[word]!, starts[word + 1]!];
    const slice = text.slice(tokens.starts[a]!, tokens.ends[b - 1]!);
    if (!wordCharacter.test(slice)) continue;
    first.push(a);
    end.push(b);
    const lower = hiddenFirst <= a && a < hiddenEnd ? unknownWord : slice.toLowerCase();
    lowers.push(lower);
    units += lower.length + 1;
  }
  const bytes = new Uint8Array(3 * units);
  let at = 0;
  for (const lower of lowers) {
    from.push(at);
    at += utf8.encodeInto(lower, bytes.subarray(at)).written;
    to.push(at - (hasPlural(lower) ? 1 : 0));
    bytes[at] = 0x20;
    at += 1;
  }
  return { first, end, from, to, bytes };
}

/** Ends in an “s” that may be the plural's: longer than 4 code points, and not in “ss”, “us” or “is”. */
function hasPlural(lower: string): boolean {
  return lower.endsWith("s") && /.{3}[^sui]s$/su.test(lower);
}

/**
 * Types of the runs of 1, 2, … words from `word` on, written to `masks`; returns those of any. One walk over the bytes
 * gives the sums of all runs; with `crc32` of node:zlib, called for each word of each run, features took four times as long.
 */
function lookUpRuns(entries: Entries, words: ContentWords, word: number, masks: Uint8Array): number {
  const { bytes, from, to } = words;
  const begin = from[word]!;
  let at = begin;
  let state = -1;
  let any = 0;
  for (let run = 0; run < masks.length; run += 1) {
    const stop = to[word + run]!;
    for (; at < stop; at += 1) state = (state >>> 8) ^ crcTable[(state ^ bytes[at]!) & 0xff]!;
    const mask = lookUp(entries, ~state >>> 0, bytes, begin, stop);
    masks[run] = mask;
    any |= mask;
  }
  return any;
}

/** The types of the key bytes[begin, end) with sum `sum`; of several with the same sum, of the one whose check agrees. */
function lookUp(
  { sums, bounds, checks, masks }: Entries,
  sum: number,
  bytes: Uint8Array,
  begin: number,
  end: number,
): number {
  let at = firstAtLeast(sums, sum, bounds[sum >>> 16]!, bounds[(sum >>> 16) + 1]!);
  if (sums[at] !== sum) return 0;
  const check = crc32(bytes.slice(begin, end).reverse()) & 0xffff;
  for (; sums[at] === sum; at += 1) if (checks[at] === check) return masks[at]!;
  return 0;
}

/** CRC-32 as in zlib and PNG: polynomial 0xedb88320, low bit first. */
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

/** Sums are spread evenly, so each stretch is short, 15 of a million; without this a look-up takes twice as long. */
function boundsOf(sums: Uint32Array): Uint32Array {
  const bounds = new Uint32Array(0x10001);
  for (const sum of sums) bounds[(sum >>> 16) + 1]! += 1;
  for (let half = 1; half < bounds.length; half += 1) bounds[half]! += bounds[half - 1]!;
  return bounds;
}

function firstAtLeast(values: Uint32Array, wanted: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
