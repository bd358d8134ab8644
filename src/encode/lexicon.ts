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
   */
  features(text: string, tokens: TokenPlaces): Float32Array;
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
  return lexiconOf({ sums, checks, masks }, types.length, maxWords);
}

interface Entries {
  readonly sums: Uint32Array;
  readonly checks: Uint16Array;
  readonly masks: Uint8Array;
}

function lexiconOf(entries: Entries, types: number, maxWords: number): Lexicon {
  const width = 2 * types;
  return {
    width,
    features(text, tokens) {
      const features = new Float32Array(tokens.starts.length * width);
      const words = contentWords(text, tokens);
      /** For each type the first word that no name of it covers yet. */
      const free = new Uint32Array(types);
      const masks = new Uint8Array(maxWords);
      for (let word = 0; word < words.length; word += 1) {
        const longest = Math.min(maxWords, words.length - word);
        let sum = 0;
        let any = 0;
        for (let run = 0; run < longest; run += 1) {
          const { lower, last } = words[word + run]!;
          const mask = lookUp(crc32(last, sum), () => keyOf(words, word, run));
          masks[run] = mask;
          any |= mask;
          sum = crc32(`${lower} `, sum);
        }
        for (let type = 0; any >> type !== 0; type += 1) {
          if (((any >> type) & 1) === 0 || free[type]! > word) continue;
          let run = longest - 1;
          while (((masks[run]! >> type) & 1) === 0) run -= 1;
          free[type] = word + run + 1;
          const [first, end] = [words[word]!.first, words[word + run]!.end];
          features[first * width + 2 * type] = 1;
          for (let token = first + 1; token < end; token += 1) features[token * width + 2 * type + 1] = 1;
        }
      }
      return features;
    },
  };

  /** The types of a key; of several with the same sum, of the one whose check agrees. */
  function lookUp(sum: number, key: () => string): number {
    const { sums, checks, masks } = entries;
    let at = firstAtLeast(sums, sum);
    if (sums[at] !== sum) return 0;
    const check = crc32(Buffer.from(key()).reverse()) & 0xffff;
    for (; sums[at] === sum; at += 1) if (checks[at] === check) return masks[at]!;
    return 0;
  }
}

interface ContentWord {
  /** Tokens [first, end). */
  readonly first: number;
  readonly end: number;
  readonly lower: string;
  /** As it stands at the end of a key. */
  readonly last: string;
}

function contentWords(text: string, tokens: TokenPlaces): readonly ContentWord[] {
  const starts = wordStarts(text, tokens);
  const words: ContentWord[] = [];
  for (let word = 0; word + 1 < starts.length; word += 1) {
    const [first, end] = [starts[word]!, starts[word + 1]!];
    const slice = text.slice(tokens.starts[first]!, tokens.ends[end - 1]!);
    if (!wordCharacter.test(slice)) continue;
    const lower = slice.toLowerCase();
    words.push({ first, end, lower, last: singular(lower) });
  }
  return words;
}

/** Without a final “s” that may be the plural's: of words longer than 4 code points, not in “ss”, “us” or “is”. */
function singular(word: string): string {
  return word.endsWith("s") && /.{3}[^sui]s$/su.test(word) ? word.slice(0, -1) : word;
}

function keyOf(words: readonly ContentWord[], word: number, run: number): string {
  const before = words.slice(word, word + run).map(({ lower }) => `${lower} `);
  return `${before.join("")}${words[word + run]!.last}`;
}

function firstAtLeast(values: Uint32Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
