import type { MentionExplanation } from "../domain/explanation.js";
import type { EntityType, Mention, Sentence } from "../domain/mention.js";
import { overlaps, type Span } from "../domain/span.js";
import { type TokenPlaces, wordStarts } from "../domain/words.js";
import { begin, inside, outside, type TagColumn } from "./best-tags.js";
import type { TagScheme } from "./decode-mentions.js";
import { meanInside } from "./mention-score.js";
import { tokenRange } from "./token-spans.js";

/** Words that are hidden for one mention at most; a longer sentence is read around the mention. */
const mostWords = 64;
/** Tokens of a stretch at most. With as many words, one run of the encoder takes 65 rows of it: 80 MB of attention. */
const mostTokens = 160;

/** Sentences that are asked about together: work for every thread, and answers of a few at a time in memory. */
const runsAtOnce = 8;

interface PlacedTokens extends TokenPlaces {
  readonly ids: Int32Array;
}

/** A stretch of a text with the words to be hidden in turn: half-open ranges of the stretch's tokens. */
interface Hiding {
  readonly text: string;
  readonly tokens: PlacedTokens;
  readonly hidden: readonly (readonly [number, number])[];
}

/** Tag logits float32 [tokens, heads, 3] of the stretch as it is, then with each word hidden; `encode` brings it. */
export type HideWords = (hiding: Hiding) => Promise<readonly Float32Array[]>;

/** What explaining needs of the model's manifest. */
interface ExplainScheme extends TagScheme {
  readonly decoding: TagScheme["decoding"] & { readonly windowTokens: number };
}

/** A document whose mentions are to be explained. */
export interface ExplainInput<M extends Mention> {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly tokens: PlacedTokens;
  readonly mentions: readonly M[];
}

/**
 * Mentions with what made them, by occlusion (Zeiler & Fergus 2014; for text, Li, Monroe & Jurafsky 2016, “erasure”).
 * It asks the model and nothing of its inside, so it holds for any encoder: each word of the sentence is replaced by
 * mask tokens in turn, and its weight is the fall of the log-odds ln((1 − P(O)) / P(O)), mean over the mention's tokens,
 * in nats (“weight of evidence”, Robnik-Šikonja & Kononenko 2008). Of the score itself the fall says little where the model
 * is sure: any one word of “type 2 diabetes” could go for less than 0.07 of it, while “type” and “diabetes” weigh 3
 * nats each. Where two words each suffice, both weigh little; that is as far as hiding one at a time can see.
 *
 * The sentence stands alone here: hiding in the whole document would cost a window for each word. One run of the encoder
 * serves all mentions of a sentence, over (words + 1) times its tokens.
 *
 * @returns the mentions in their order; one longer than {@link mostWords} words or {@link mostTokens} tokens goes without
 */
export async function explainMentions<M extends Mention>(
  { text, sentences, tokens, mentions }: ExplainInput<M>,
  scheme: ExplainScheme,
  guideline: Readonly<Partial<Record<EntityType, number>>>,
  hideWords: HideWords,
): Promise<readonly (M & { readonly explanation?: MentionExplanation })[]> {
  const words = wordStarts(text, tokens);
  const most = Math.min(mostTokens, scheme.decoding.windowTokens);
  const groups = byStretch(mentions, (mention) => stretchOf(mention, sentences, tokens, words, most));
  const explained: (M & { readonly explanation?: MentionExplanation })[] = [];
  for (let at = 0; at < groups.length; at += runsAtOnce) {
    const answers = await Promise.all(groups.slice(at, at + runsAtOnce).map((group) => explainGroup(group)));
    explained.push(...answers.flat());
  }
  return explained;

  async function explainGroup({ stretch, mentions }: StretchGroup<M>) {
    if (stretch === undefined) return mentions;
    const [from, to] = [words[stretch.first]!, words[stretch.end]!];
    const hidden = Array.from(
      { length: stretch.end - stretch.first },
      (_, i) => [words[stretch.first + i]! - from, words[stretch.first + i + 1]! - from] as const,
    );
    const answers = await hideWords({ ...cutOut(text, tokens, from, to), hidden });
    return mentions.map((mention) => {
      const column = guideline[mention.type] ?? scheme.entityTypes.indexOf(mention.type);
      const [first, last] = tokenRange(tokens, mention);
      const heads = answers.map((logits) => ({ logits, heads: scheme.heads, column }));
      const [odds, ...without] = heads.map((head) => meanLogOdds(head, first - from, last - from));
      const weighed = hidden.map(([begin, end], word) => {
        const span = { start: tokens.starts[from + begin]!, end: tokens.ends[from + end - 1]! };
        return { ...span, text: text.slice(span.start, span.end), weight: odds! - without[word]! };
      });
      const score = meanInside(heads[0]!, first - from, last - from);
      return { ...mention, explanation: { score, words: weighed } };
    });
  }
}

/** Words [first, end) of a document. */
interface Stretch {
  readonly first: number;
  readonly end: number;
}

interface StretchGroup<M> {
  readonly stretch: Stretch | undefined;
  readonly mentions: readonly M[];
}

/** Mentions in their order, those that follow each other in one stretch together. */
function byStretch<M>(
  mentions: readonly M[],
  stretchFor: (mention: M) => Stretch | undefined,
): readonly StretchGroup<M>[] {
  const groups: { readonly stretch: Stretch | undefined; readonly mentions: M[] }[] = [];
  for (const mention of mentions) {
    const stretch = stretchFor(mention);
    const before = groups.at(-1);
    if (before && before.stretch?.first === stretch?.first && before.stretch?.end === stretch?.end)
      before.mentions.push(mention);
    else groups.push({ stretch, mentions: [mention] });
  }
  return groups;
}

/** Mean over tokens [first, last) of ln((P(B) + P(I)) / P(O)); finite for finite logits. */
function meanLogOdds({ logits, heads, column }: TagColumn, first: number, last: number): number {
  let sum = 0;
  for (let token = first; token < last; token += 1) {
    const at = (token * heads + column) * 3;
    const [o, b, i] = [logits[at + outside]!, logits[at + begin]!, logits[at + inside]!];
    const top = Math.max(b, i);
    sum += top + Math.log1p(Math.exp(Math.min(b, i) - top)) - o;
  }
  return sum / (last - first);
}

/** Words [first, end) of the mention's sentence or sentences or, when these hold too many, those around the mention. */
function stretchOf(
  mention: Span,
  sentences: readonly Sentence[],
  tokens: TokenPlaces,
  words: Int32Array,
  most: number,
): Stretch | undefined {
  const around = sentences.filter((sentence) => overlaps(sentence, mention));
  const start = Math.min(mention.start, ...around.map((sentence) => sentence.start));
  const stop = Math.max(mention.end, ...around.map((sentence) => sentence.end));
  const [low, high] = wordRange(tokenRange(tokens, { start, end: stop }), words);
  let [first, end] = wordRange(tokenRange(tokens, mention), words);
  const fits = (a: number, b: number) => b - a <= mostWords && words[b]! - words[a]! <= most;
  if (first === end || !fits(first, end)) return undefined;
  for (let grows = true; grows; ) {
    grows = false;
    if (first > low && fits(first - 1, end)) {
      first -= 1;
      grows = true;
    }
    if (end < high && fits(first, end + 1)) {
      end += 1;
      grows = true;
    }
  }
  return { first, end };
}

/** The words that tokens [first, last) belong to, half-open. */
function wordRange([first, last]: readonly [number, number], words: Int32Array): readonly [number, number] {
  const count = words.length - 1;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle + 1]! > first) high = middle;
    else low = middle + 1;
  }
  let end = low;
  while (end < count && words[end]! < last) end += 1;
  return [low, end];
}

/** Tokens [from, to) with their text alone: what goes to another thread is copied. */
function cutOut(
  text: string,
  { ids, starts, ends }: PlacedTokens,
  from: number,
  to: number,
): Pick<Hiding, "text" | "tokens"> {
  const [start, end] = [starts[from]!, ends[to - 1]!];
  const moved = (places: Int32Array) => places.slice(from, to).map((place) => place - start);
  return {
    text: text.slice(start, end),
    tokens: { ids: ids.slice(from, to), starts: moved(starts), ends: moved(ends) },
  };
}
