import { type TokenPlaces, wordCharacter, wordStarts } from "../domain/words.js";
import { type LexiconEntries, type LexiconScheme, readLexicon, typesOfKey } from "./lexicon-file.js";

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

/** @throws LitweaveError `BAD_MODEL` naming what the file has and what its manifest says */
export function openLexicon(path: string, scheme: LexiconScheme): Lexicon {
  const entries = readLexicon(path, scheme);
  const { maxWords } = scheme;
  const types = scheme.types.length;
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
function lookUpRuns(entries: LexiconEntries, words: ContentWords, word: number, masks: Uint8Array): number {
  const { bytes, from, to } = words;
  const begin = from[word]!;
  let at = begin;
  let state = -1;
  let any = 0;
  for (let run = 0; run < masks.length; run += 1) {
    const stop = to[word + run]!;
    for (; at < stop; at += 1) state = (state >>> 8) ^ crcTable[(state ^ bytes[at]!) & 0xff]!;
    const mask = typesOfKey(entries, ~state >>> 0, bytes, begin, stop);
    masks[run] = mask;
    any |= mask;
  }
  return any;
}

/** CRC-32 as in zlib and PNG: polynomial 0xedb88320, low bit first. */
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});
