import { type Document, documentText } from "../domain/document.js";
import type { EntityType, Mention } from "../domain/mention.js";
import { type TokenPlaces, wordStarts } from "../domain/words.js";
import { begin, bestTags, inside, outside } from "./best-tags.js";
import { type Calibration, mentionScore } from "./mention-score.js";

/** What decoding needs of the model's manifest. */
export interface TagScheme {
  /** The types' own heads, in order: the first on axis 1 of the logits. */
  readonly entityTypes: readonly EntityType[];
  /** Size of axis 1 of the logits. */
  readonly heads: number;
  readonly decoding: {
    /** What a mention's beginning costs, in nats. */
    readonly beginCost: number;
    readonly calibration?: Calibration;
  };
}

/** What decoding needs of the encoder's answer; logits float32 [tokens, heads, 3] over O, B, I. */
export interface TaggedTokens {
  readonly tokens: TokenPlaces;
  readonly tagLogits: Float32Array;
}

/**
 * Mentions from tags; the same rule stands in the training tools, in `labels.py`.
 *
 * For each type alone: words, tokens that continue one taken with it, get the likeliest path of tags (`bestTags`). A
 * mention begins at B and reaches over the I that follow; where a passage begins, it is cut in two. For its score see
 * `mention-score.ts`.
 *
 * @param guideline heads that take the place of types' own, so that mentions follow one corpus' annotation rules
 * @returns mentions by place, then type; those of one type never overlap, and each text equals the document's at the span
 */
export function decodeMentions(
  document: Pick<Document, "passages">,
  { tokens, tagLogits }: TaggedTokens,
  scheme: TagScheme,
  guideline: Readonly<Partial<Record<EntityType, number>>> = {},
): readonly Mention[] {
  const text = documentText(document);
  const { heads } = scheme;
  const words = wordStarts(text, tokens);
  const cut = passageStarts(document, tokens);
  const mentions: Mention[] = [];
  for (const [own, type] of scheme.entityTypes.entries()) {
    const head = { logits: tagLogits, heads, column: guideline[type] ?? own };
    const tags = bestTags(head, words, scheme.decoding.beginCost);
    let end = 0;
    for (const [firstWord, lastWord] of runs(tags, words, cut)) {
      const [first, last] = [words[firstWord]!, words[lastWord]!];
      // Byte-level tokens may share a character: what one mention has, the next of its type leaves out.
      const start = Math.max(tokens.starts[first]!, end);
      if (start >= tokens.ends[last - 1]!) continue;
      end = tokens.ends[last - 1]!;
      const score = mentionScore(head, words, firstWord, lastWord, scheme.decoding.calibration);
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

/** Half-open ranges of words; a passage's first word ends a run and may begin one. */
function* runs(tags: Uint8Array, words: Int32Array, cut: Uint8Array): Generator<readonly [number, number]> {
  let start = -1;
  for (let word = 0; word <= tags.length; word += 1) {
    const tag = word === tags.length ? outside : tags[word]!;
    if (start >= 0 && (tag !== inside || cut[words[word]!])) {
      yield [start, word];
      start = -1;
    }
    if (tag === begin || (tag === inside && start < 0)) start = word;
  }
}
