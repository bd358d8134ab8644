import { type Document, documentText } from "../domain/document.js";
import type { Sentence } from "../domain/mention.js";
import type { EvidenceSentence, MentionGroup } from "../domain/relation.js";
import type { Span } from "../domain/span.js";
import type { TokenPlaces } from "../domain/words.js";
import { type SentenceSection, sectionsOfSentences } from "./sections/sections-of-sentences.js";
import { tokenRange } from "./token-spans.js";

/** At most so many sentences are kept for one relation; the rest add length, not trust. */
const mostSentences = 3;

/** A document with its sentences, prepared once for all its relations. */
export interface SentencedDocument {
  readonly document: Document;
  readonly text: string;
  readonly sentences: readonly PlacedSentence[];
}

interface PlacedSentence extends Span, SentenceSection {
  /** Tokens that overlap it, half-open. */
  readonly tokens: readonly [number, number];
}

/** A sentence before it is told how it asserts the relation. */
type CarryingSentence = Omit<EvidenceSentence, "polarity" | "certainty" | "cues">;

export interface WeighedSentence {
  readonly sentence: CarryingSentence;
  /** Share of the relation head's attention that lies on it. */
  readonly mass: number;
}

export function placeSentences(
  document: Document,
  sentences: readonly Sentence[],
  tokens: TokenPlaces,
): SentencedDocument {
  const text = documentText(document);
  const sections = sectionsOfSentences(document, text, sentences);
  return {
    document,
    text,
    sentences: sentences.map(({ start, end }, index) => ({
      start,
      end,
      ...sections[index]!,
      tokens: tokenRange(tokens, { start, end }),
    })),
  };
}

/**
 * The sentences that carry a relation, in the order of the text. Those with mentions of both sides come first, by the
 * attention they drew; where there are none, the best sentence of each side stands for it.
 */
export function evidenceSentences(
  { text, sentences }: SentencedDocument,
  subject: MentionGroup,
  object: MentionGroup,
  attention: { readonly firstToken: number; readonly weights: Float32Array },
): readonly WeighedSentence[] {
  const weighed = sentences.flatMap(({ start, end, role, section, tokens }) => {
    const subjectSpans = beginningIn({ start, end }, subject.mentions);
    const objectSpans = beginningIn({ start, end }, object.mentions);
    if (subjectSpans.length + objectSpans.length === 0) return [];
    const sentence = { start, end, text: text.slice(start, end), section, role, subjectSpans, objectSpans };
    return [{ sentence, mass: massOf(attention, tokens) }];
  });
  const best = (chosen: readonly WeighedSentence[], most: number) =>
    [...chosen].sort((a, b) => b.mass - a.mass || a.sentence.start - b.sentence.start).slice(0, most);
  const both = weighed.filter(
    ({ sentence }) => sentence.subjectSpans.length > 0 && sentence.objectSpans.length > 0,
  );
  const kept =
    both.length > 0
      ? best(both, mostSentences)
      : [
          ...best(
            weighed.filter(({ sentence }) => sentence.subjectSpans.length > 0),
            1,
          ),
          ...best(
            weighed.filter(({ sentence }) => sentence.objectSpans.length > 0),
            1,
          ),
        ];
  return kept.sort((a, b) => a.sentence.start - b.sentence.start);
}

/** The mentions that begin in the sentence, cut at its end, so that every mention has its one sentence. */
function beginningIn(sentence: Span, mentions: readonly Span[]): readonly Span[] {
  return mentions
    .filter(({ start }) => sentence.start <= start && start < sentence.end)
    .map(({ start, end }) => ({ start, end: Math.min(end, sentence.end) }));
}

function massOf(
  { firstToken, weights }: { readonly firstToken: number; readonly weights: Float32Array },
  [first, last]: readonly [number, number],
): number {
  let sum = 0;
  for (const weight of weights.subarray(Math.max(0, first - firstToken), Math.max(0, last - firstToken)))
    sum += weight;
  return sum;
}
