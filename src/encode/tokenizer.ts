import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";
import { LitweaveError } from "../domain/errors.js";
import { sectionerOf } from "./added-tokens.js";
import { type MappedText, normaliserOf, whiteSpace } from "./normalise.js";
import { byteCharacters, type Word, wordSplitterOf } from "./split-words.js";
import {
  readTokenizerFile,
  type SpecialIds,
  type SpecialTokenIds,
  specialIdsOf,
  type TokenizerFile,
} from "./tokenizer-file.js";

/** Content tokens of one text, without special ones. Arrays of shape [tokens]; places in UTF-16 units of the text. */
export interface Tokens {
  readonly ids: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface Tokenizer {
  readonly special: SpecialIds;
  /**
   * Tokens with their places: within the text, never decreasing, never inside a surrogate pair. Time and memory are
   * linear in the text.
   */
  tokenise(text: string): Tokens;
}

/** Ids and lengths, in units of the word's piece, of the tokens of one word. */
interface WordTokens {
  readonly ids: readonly number[];
  readonly lengths: readonly number[];
}

/** Words whose tokens are remembered; text repeats its words, and a look-up is 20 times cheaper than the model. */
const rememberedWords = 50_000;

/**
 * Reads a `tokenizer.json`. The model (WordPiece, byte-level BPE) is Hugging Face's own library, which gives no
 * character offsets; so the text is normalised and split here, with every unit's source kept, and the library is
 * asked word by word.
 *
 * @param special ids that a manifest gives; what it leaves out is looked up by BERT's name, then RoBERTa's
 * @throws LitweaveError `BAD_MODEL` when the file is damaged or of a kind we do not align
 */
export function openTokenizer(path: string, special?: SpecialTokenIds): Tokenizer {
  const file = readTokenizerFile(path);
  const normalise = normaliserOf(file.normalizer);
  const words = wordSplitterOf(file.pre_tokenizer);
  const cut = remembered(wordCutterOf(file, path));
  const sectionsOf = sectionerOf(file.added_tokens.filter((token) => !token.normalized));
  const normalisedSectionsOf = sectionerOf(
    file.added_tokens
      .filter((token) => token.normalized)
      .map((token) => ({ ...token, content: normalise(token.content).text })),
  );

  return {
    special: specialIdsOf(file, path, special),
    tokenise(text) {
      const found = new Collected(text);
      for (const { start: offset, end, id } of sectionsOf(text)) {
        if (id !== undefined) {
          found.add(id, offset, end);
          continue;
        }
        const mapped = normalise(text.slice(offset, end));
        for (const section of normalisedSectionsOf(mapped.text)) {
          const part = partOf(mapped, section.start, section.end);
          if (section.id !== undefined) {
            found.add(section.id, offset + part.starts[0]!, offset + part.ends.at(-1)!);
            continue;
          }
          for (const word of words(part)) found.addWord(word, cut(word.piece), offset);
        }
      }
      return found.tokens();
    },
  };
}

function partOf({ text, starts, ends }: MappedText, start: number, end: number): MappedText {
  if (start === 0 && end === text.length) return { text, starts, ends };
  return {
    text: text.slice(start, end),
    starts: starts.subarray(start, end),
    ends: ends.subarray(start, end),
  };
}

/** Tokens as they are found. */
class Collected {
  private readonly ids: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(private readonly text: string) {}

  /** A token's leading space (byte-level BPE counts it in) is no part of its place. */
  add(id: number, start: number, end: number): void {
    let first = start;
    while (first < end && whiteSpace.test(this.text[first]!)) first += 1;
    this.ids.push(id);
    this.starts.push(first);
    this.ends.push(end);
  }

  addWord(word: Word, { ids, lengths }: WordTokens, offset: number): void {
    let at = 0;
    for (let i = 0; i < ids.length; i += 1) {
      const last = at + lengths[i]! - 1;
      this.add(ids[i]!, offset + word.starts[at]!, offset + word.ends[last]!);
      at = last + 1;
    }
  }

  tokens(): Tokens {
    return {
      ids: Int32Array.from(this.ids),
      starts: Int32Array.from(this.starts),
      ends: Int32Array.from(this.ends),
    };
  }
}

function wordCutterOf(file: TokenizerFile, path: string): (piece: string) => WordTokens {
  const { type, vocab } = file.model;
  const isByteLevel = type === "BPE" && file.pre_tokenizer?.type === "ByteLevel";
  if (type !== "WordPiece" && !isByteLevel) {
    throw new LitweaveError("BAD_MODEL", `${path} has a ${type} model after ${file.pre_tokenizer?.type}`, {
      hint: "aligned are WordPiece and byte-level BPE",
    });
  }
  if (isByteLevel && byteCharacters.some((character) => vocab[character] === undefined)) {
    throw new LitweaveError("BAD_MODEL", `${path} lacks some of the 256 bytes in its vocabulary`, {
      hint: "train the tokenizer with the whole byte-level alphabet",
    });
  }
  const unknown = file.model.unk_token ?? undefined;
  const prefix = type === "WordPiece" ? (file.model.continuing_subword_prefix ?? "##") : "";
  const bare = {
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    added_tokens: [],
  };
  const model = new HuggingFaceTokenizer({ ...bare, model: file.model }, {}).model!;
  return (piece) => {
    const tokens: readonly string[] = model.encode([piece]);
    const ids = tokens.map((token) => vocab[token] ?? vocab[unknown ?? ""] ?? 0);
    // WordPiece gives up on the whole word.
    const lengths = tokens.map((token, i) => {
      if (token === unknown) return piece.length;
      return token.length - (i > 0 ? prefix.length : 0);
    });
    return { ids, lengths };
  };
}

function remembered(cut: (piece: string) => WordTokens): (piece: string) => WordTokens {
  const answers = new Map<string, WordTokens>();
  return (piece) => {
    let answer = answers.get(piece);
    if (answer === undefined) {
      answer = cut(piece);
      if (answers.size >= rememberedWords) answers.clear();
      if (piece.length <= 64) answers.set(piece, answer);
    }
    return answer;
  };
}
