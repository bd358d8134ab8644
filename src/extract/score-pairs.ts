import type { LinkedMention } from "../domain/link.js";
import type { EntityType } from "../domain/mention.js";
import type { MentionGroup } from "../domain/relation.js";
import type { Span } from "../domain/span.js";
import type { TokenPlaces } from "../domain/words.js";
import { candidatePairs, nearestPairs, type PlacedConcept, type WorthAsking } from "./candidate-pairs.js";
import { type GroupScore, groupScores } from "./label-scores.js";
import type { RelationScheme, ScorePairs } from "./relation-scheme.js";
import { tokenRange, tokenSentences } from "./token-spans.js";

/** What relations need of the encoder's answer; hidden float32 [tokens, width]. */
export interface HiddenTokens {
  readonly tokens: TokenPlaces;
  readonly hidden: Float32Array;
}

/** The same with the sentences of the text, in order. */
export interface SentencedTokens extends HiddenTokens {
  readonly sentences: readonly Span[];
}

/** What one group of labels says of one pair of concepts. `first` comes before `second` in the order of types. */
export interface PairScore extends GroupScore {
  readonly first: MentionGroup;
  readonly second: MentionGroup;
  /** Probability that the relation is the document's own finding. */
  readonly novelty: number;
  /** What the head looked at: weights of the tokens from `firstToken` on; a view, to be copied if kept. */
  readonly attention: { readonly firstToken: number; readonly weights: Float32Array };
}

/** Tokens the head sees at once. An abstract fits whole; a full text goes in stretches, so that memory stays flat. */
const stretchTokens = 2_048;
const stretchOverlap = 512;
/** Pairs asked about in one stretch. Of 2,400 abstracts of BioRED and BC5CDR one has more, and none of PubMed's. */
const mostPairs = 1_024;
/** Pairs times tokens in one run of the head, which holds some hundred floats for each: at most 120 MiB. */
const cellsAtOnce = 262_144;

/** Mentions by concept, in order of first mention; a mention of several concepts is in several groups, NIL in none. */
export function mentionGroups(mentions: readonly LinkedMention[]): readonly MentionGroup[] {
  const groups = new Map<string, { id: MentionGroup["id"]; type: EntityType; mentions: Span[] }>();
  for (const mention of [...mentions].sort((a, b) => a.start - b.start || a.end - b.end)) {
    for (const id of new Set(mention.link.ids)) {
      const key = `${mention.type} ${id}`;
      const group = groups.get(key) ?? { id, type: mention.type, mentions: [] };
      groups.set(key, group);
      group.mentions.push({ start: mention.start, end: mention.end });
    }
  }
  return [...groups.values()];
}

/**
 * Asks the relation head about the pairs of concepts that {@link candidatePairs} names, where a stretch has more than
 * {@link mostPairs} about the {@link nearestPairs}. In a document longer than {@link stretchTokens}, pairs are asked about
 * in each stretch that mentions both. Answers come as they are made, and none is held here.
 */
export async function* scorePairsOf(
  concepts: readonly MentionGroup[],
  encoding: SentencedTokens,
  scheme: RelationScheme,
  scorePairs: ScorePairs,
  worthAsking?: WorthAsking,
): AsyncGenerator<PairScore> {
  const asked = new Set(scheme.relations.pairTypes.flat());
  const known = concepts.filter((concept) => asked.has(concept.type));
  const sentences = tokenSentences(encoding.tokens, encoding.sentences);
  for (const [from, to] of stretches(encoding.tokens.starts.length)) {
    const inside = conceptsWithin(known, encoding.tokens, from, to);
    const pairs = nearestPairs(candidatePairs(inside, scheme, worthAsking), inside, mostPairs);
    const hidden = encoding.hidden.subarray(from * scheme.hiddenSize, to * scheme.hiddenSize);
    const mentionEntity = inside.flatMap((concept, index) => concept.ranges.map(() => index));
    const mentionSpans = inside.flatMap((concept) => concept.ranges.flat());
    const entityTypes = inside.map((concept) => scheme.entityTypes.indexOf(concept.group.type));
    const pairsAtOnce = Math.floor(cellsAtOnce / (to - from));
    for (let at = 0; at < pairs.length; at += pairsAtOnce) {
      const batch = pairs.slice(at, at + pairsAtOnce);
      const answer = await scorePairs({
        hidden,
        sentences: sentences.slice(from, to),
        mentionSpans,
        mentionEntity,
        entityTypes,
        pairs: batch.flat(),
      });
      const labels = answer.logits.length / batch.length;
      for (const [row, [a, b]] of batch.entries()) {
        const [first, second] = [inside[a]!.group, inside[b]!.group];
        const logits = answer.logits.subarray(row * labels, (row + 1) * labels);
        const weights = answer.attention.subarray(row * (to - from), (row + 1) * (to - from));
        const novelty = 1 / (1 + Math.exp(-answer.novelty[row]!));
        for (const score of groupScores(logits, first.type, second.type, scheme)) {
          yield { ...score, first, second, novelty, attention: { firstToken: from, weights } };
        }
      }
    }
  }
}

function* stretches(tokens: number): Generator<readonly [number, number]> {
  for (let from = 0; from < tokens; from += stretchTokens - stretchOverlap) {
    const to = Math.min(from + stretchTokens, tokens);
    yield [from, to];
    if (to === tokens) return;
  }
}

function conceptsWithin(
  concepts: readonly MentionGroup[],
  tokens: TokenPlaces,
  from: number,
  to: number,
): readonly PlacedConcept[] {
  return concepts.flatMap((group) => {
    const ranges = group.mentions
      .map((span) => tokenRange(tokens, span))
      .filter(([first, last]) => first < last && from <= first && last <= to)
      .map(([first, last]) => [first - from, last - from] as const);
    return ranges.length === 0 ? [] : [{ group, ranges }];
  });
}
