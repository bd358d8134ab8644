import { readFileSync } from "node:fs";
import { LitweaveError } from "../domain/errors.js";
import type { AddedToken } from "./added-tokens.js";
import type { NormalizerConfig } from "./normalise.js";
import type { PreTokenizerConfig } from "./split-words.js";

/** The parts of Hugging Face's `tokenizer.json` that we read ourselves; its library reads the model. */
export interface TokenizerFile {
  readonly normalizer: NormalizerConfig | null;
  readonly pre_tokenizer: PreTokenizerConfig | null;
  readonly model: {
    readonly type: string;
    readonly vocab: Readonly<Record<string, number>>;
    readonly unk_token?: string | null;
    readonly continuing_subword_prefix?: string;
  };
  readonly added_tokens: readonly AddedToken[];
}

/** @throws LitweaveError `BAD_MODEL` when the file is missing or is no tokenizer */
export function readTokenizerFile(path: string): TokenizerFile {
  let file: Partial<TokenizerFile>;
  try {
    file = JSON.parse(readFileSync(path, "utf8")) as Partial<TokenizerFile>;
  } catch (cause) {
    throw new LitweaveError("BAD_MODEL", `${path} cannot be read as a tokenizer`, {
      cause,
      hint: "it must be the tokenizer.json of a fast Hugging Face tokenizer",
    });
  }
  if (typeof file.model?.vocab !== "object" || file.model.vocab === null) {
    throw new LitweaveError("BAD_MODEL", `${path} has no model with a vocabulary`, {
      hint: "it must be the tokenizer.json of a fast Hugging Face tokenizer (WordPiece or byte-level BPE)",
    });
  }
  return {
    normalizer: file.normalizer ?? null,
    pre_tokenizer: file.pre_tokenizer ?? null,
    model: file.model,
    added_tokens: file.added_tokens ?? [],
  };
}

/** The ids that frame a window and fill a batch, under BERT's names or RoBERTa's. */
export interface SpecialIds {
  readonly begin: number;
  readonly end: number;
  readonly pad: number;
}

/** The same, as a manifest names them. */
export interface SpecialTokenIds {
  readonly cls?: number;
  readonly sep?: number;
  readonly pad?: number;
}

/** @throws LitweaveError `BAD_MODEL` when one of the three is neither given nor there under a known name */
export function specialIdsOf(file: TokenizerFile, path: string, given: SpecialTokenIds = {}): SpecialIds {
  const find = (...names: readonly string[]): number => {
    for (const name of names) {
      const id = file.added_tokens.find((token) => token.content === name)?.id ?? file.model.vocab[name];
      if (id !== undefined) return id;
    }
    throw new LitweaveError("BAD_MODEL", `${path} has no token ${names.join(" or ")}`, {
      hint: "let the manifest's specialTokenIds name the tokens that frame a window",
    });
  };
  return {
    begin: given.cls ?? find("[CLS]", "<s>"),
    end: given.sep ?? find("[SEP]", "</s>"),
    pad: given.pad ?? find("[PAD]", "<pad>"),
  };
}
