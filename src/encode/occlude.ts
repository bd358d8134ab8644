import { LitweaveError } from "../domain/errors.js";
import type { ExtractorManifest } from "./extractor-manifest.js";
import type { Lexicon } from "./lexicon.js";
import type { Tokens } from "./tokenizer.js";

/** A stretch of a text, and what of it is to be hidden. */
export interface Occlusion {
  readonly text: string;
  /** The stretch's tokens, with places in the text. */
  readonly tokens: Tokens;
  /** Words to be hidden one after the other: half-open ranges of the stretch's tokens. */
  readonly hidden: readonly (readonly [number, number])[];
}

/** What the encoder takes of one window, without special tokens. */
export interface InputRow {
  readonly ids: Int32Array;
  /** float32 [tokens, lexicon's width], of an encoder that takes them. */
  readonly features: Float32Array | undefined;
}

/**
 * The stretch as it is, then once for each hidden word, whose tokens become mask tokens and which no dictionary knows.
 * The count of tokens stays, and with it the place of all others.
 *
 * @throws LitweaveError `BAD_MODEL` when the manifest names no mask token
 */
export function occludedRows(
  { text, tokens, hidden }: Occlusion,
  { name, version, specialTokenIds }: ExtractorManifest,
  lexicon: Lexicon | undefined,
): readonly InputRow[] {
  const mask = specialTokenIds?.mask;
  if (mask === undefined) {
    throw new LitweaveError("BAD_MODEL", `${name} ${version} names no mask token, which explanations need`, {
      hint: "add specialTokenIds.mask to its manifest, or ask without explanations",
    });
  }
  return [
    { ids: tokens.ids, features: lexicon?.features(text, tokens) },
    ...hidden.map((range) => ({
      ids: tokens.ids.slice().fill(mask, ...range),
      features: lexicon?.features(text, tokens, range),
    })),
  ];
}
