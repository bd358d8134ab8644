import { LitweaveError } from "../domain/errors.js";
import { type MappedText, whiteSpace } from "./normalise.js";

/**
 * A stretch of normalised text that the model cuts into tokens by itself. `piece` is what the model is given;
 * its unit i comes from [starts[i], ends[i]) of the original.
 */
export interface Word {
  readonly piece: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** The `pre_tokenizer` of a `tokenizer.json`. */
export interface PreTokenizerConfig {
  readonly type: string;
  readonly add_prefix_space?: boolean;
  readonly use_regex?: boolean;
}

/** @throws LitweaveError `BAD_MODEL` for a kind that we do not know */
export function wordSplitterOf(config: PreTokenizerConfig | null): (text: MappedText) => Iterable<Word> {
  switch (config?.type) {
    case "BertPreTokenizer":
      return (text) => matches(text, bertWords);
    case "WhitespaceSplit":
      return (text) => matches(text, spacedWords);
    case "ByteLevel":
      return (text) => byteWords(config, text);
    default:
      throw new LitweaveError(
        "BAD_MODEL",
        `the tokenizer's pre-tokenizer is ${config?.type}, which is not known here`,
        {
          hint: "known are BertPreTokenizer, WhitespaceSplit and ByteLevel",
        },
      );
  }
}

const space = whiteSpace.source.slice(1, -1);
const punctuation = "!-\\/:-@\\[-`{-~\\p{P}";
/** Punctuation stands alone; the rest goes by white space. */
const bertWords = new RegExp(`[${punctuation}]|[^${space}${punctuation}]+`, "gu");
const spacedWords = new RegExp(`[^${space}]+`, "gu");
/** GPT-2's pattern (Radford et al., 2019). */
const byteLevelWords = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

function* matches(text: MappedText, pattern: RegExp): Generator<Word> {
  for (const { 0: piece, index } of text.text.matchAll(pattern)) {
    const end = index + piece.length;
    yield { piece, starts: text.starts.subarray(index, end), ends: text.ends.subarray(index, end) };
  }
}

/** Words in UTF-8, each byte written as the printable character that stands for it; every byte keeps its character's place. */
function* byteWords(config: PreTokenizerConfig, mapped: MappedText): Generator<Word> {
  const text = config.add_prefix_space && !mapped.text.startsWith(" ") ? prefixed(mapped) : mapped;
  const words = (config.use_regex ?? true) ? matches(text, byteLevelWords) : [{ piece: text.text, ...text }];
  for (const word of words) {
    const starts = new Int32Array(word.piece.length * 3);
    const ends = new Int32Array(word.piece.length * 3);
    let piece = "";
    let at = 0;
    for (const character of word.piece) {
      for (const byte of utf8.encode(character)) {
        starts[piece.length] = word.starts[at]!;
        ends[piece.length] = word.ends[at]!;
        piece += byteCharacters[byte];
      }
      at += character.length;
    }
    yield { piece, starts: starts.subarray(0, piece.length), ends: ends.subarray(0, piece.length) };
  }
}

/** A space that comes from nowhere: an empty span before the first character. */
function prefixed(mapped: MappedText): MappedText {
  const first = mapped.starts[0] ?? 0;
  const shifted = (values: Int32Array) => {
    const longer = new Int32Array(values.length + 1);
    longer[0] = first;
    longer.set(values, 1);
    return longer;
  };
  return { text: ` ${mapped.text}`, starts: shifted(mapped.starts), ends: shifted(mapped.ends) };
}

const utf8 = new TextEncoder();

/** Byte → character: printable Latin-1 stands for itself, the others for U+0100 onwards in order. */
export const byteCharacters: readonly string[] = (() => {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    return String.fromCharCode(printable ? byte : next++);
  });
})();
