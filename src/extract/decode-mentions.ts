import { type Document, documentText } from "../domain/document.js";
import type { EntityType, Mention } from "../domain/mention.js";
import { continuesWord, type TokenPlaces } from "./token-spans.js";

/** What decoding needs of the model's manifest. */
export interface TagScheme {
  /** The heads in order: axis 1 of the logits. */
  readonly entityTypes: readonly EntityType[];
  /** Whether the tokens of a word take the tag of its first one. */
  readonly decoding: { readonly wholeWords: boolean };
}

/** What decoding needs of the encoder's answer; logits float32 [tokens, types, 3] over O, B, I. */
export interface TaggedTokens {
  readonly tokens: TokenPlaces;
  readonly tagLogits: Float32Array;
}

const outside = 0;
const begin = 1;
const inside = 2;

/**
 * Mentions from tags; the same rule stands in the training tools, in `labels.py`.
 *
 * For each type alone: a token's tag is the likeliest of O, B, I (the first on a tie). With `wholeWords`, a token that
 * continues a word takes the tag of the word's first token, B becoming I. A mention begins at B, or at an I after O, and
 * reaches over the I that follow; it never crosses passages. Its score is the mean of 1 − P(O) over its tokens.
 *
 * @returns mentions by place, then type; those of one type never overlap, and each text equals the document's at the span
 */
export function decodeMentions(
  document: Pick<Document, "passages">,
  { tokens, tagLogits }: TaggedTokens,
  scheme: TagScheme,
): readonly Mention[] {
  const text = documentText(document);
  const types = scheme.entityTypes.length;
  const count = tokens.starts.length;
  const cut = passageStarts(document, tokens);
  const continues = Uint8Array.from({ length: count }, (_, i) =>
    scheme.decoding.wholeWords && continuesWord(text, tokens, i) ? 1 : 0,
  );
  const mentions: Mention[] = [];
  for (const [column, type] of scheme.entityTypes.entries()) {
    const tags = tagsOf(tagLogits, types, column, continues);
    let end = 0;
    for (const [first, last] of runs(tags, cut)) {
      // Byte-level tokens may share a character: what one mention has, the next of its type leaves out.
      const start = Math.max(tokens.starts[first]!, end);
      if (start >= tokens.ends[last - 1]!) continue;
      end = tokens.ends[last - 1]!;
      const score = meanInside(tagLogits, types, column, first, last);
      mentions.push({ type, start, end, text: text.slice(start, end), score });
    }
  }
  const order = (mention: Mention) => scheme.entityTypes.indexOf(mention.type);
  return mentions.sort((a, b) => a.start - b.start || a.end - b.end || order(a) - order(b));
}

/** 1 where a token is the first of its passage. */
function passageStarts(document: Pick<Document, "passages">, tokens: TokenPlaces): Uint8Array {
  const flags = new Uint8Array(tokens.starts.length);
  let passage = 0;
  for (let i = 0; i < flags.length; i += 1) {
    const before = passage;
    while (
      passage + 1 < document.passages.length &&
      document.passages[passage + 1]!.offset <= tokens.starts[i]!
    )
      passage += 1;
    if (passage !== before) flags[i] = 1;
  }
  return flags;
}

function tagsOf(logits: Float32Array, types: number, column: number, continues: Uint8Array): Uint8Array {
  const tags = new Uint8Array(continues.length);
  for (let i = 0; i < tags.length; i += 1) {
    if (continues[i]) {
      tags[i] = tags[i - 1] === begin ? inside : tags[i - 1]!;
      continue;
    }
    const at = (i * types + column) * 3;
    const [o, b, within] = [logits[at]!, logits[at + begin]!, logits[at + inside]!];
    tags[i] = o >= b && o >= within ? outside : b >= within ? begin : inside;
  }
  return tags;
}

function* runs(tags: Uint8Array, cut: Uint8Array): Generator<readonly [number, number]> {
  let start = -1;
  for (let i = 0; i <= tags.length; i += 1) {
    const tag = i === tags.length ? outside : tags[i]!;
    if (start >= 0 && (tag !== inside || cut[i])) {
      yield [start, i];
      start = -1;
    }
    if (tag === begin || (tag === inside && start < 0)) start = i;
  }
}

/** Mean over tokens [first, last) of 1 − softmax(O, B, I)[O]. */
function meanInside(
  logits: Float32Array,
  types: number,
  column: number,
  first: number,
  last: number,
): number {
  let sum = 0;
  for (let i = first; i < last; i += 1) {
    const at = (i * types + column) * 3;
    const o = logits[at]!;
    const others = Math.exp(logits[at + begin]! - o) + Math.exp(logits[at + inside]! - o);
    sum += others === Infinity ? 1 : others / (1 + others);
  }
  return sum / (last - first);
}
