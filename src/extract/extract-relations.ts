import type { Document } from "../domain/document.js";
import type { LinkedMention } from "../domain/link.js";
import type { Sentence } from "../domain/mention.js";
import type { Predicate } from "../domain/predicate.js";
import type { MentionGroup, RelationMention } from "../domain/relation.js";
import { sectionWeights } from "../domain/section-weight.js";
import { type TripleKey, tripleOf } from "../domain/triple.js";
import { wordStarts } from "../domain/words.js";
import { assertionOf, combined } from "./assertion/assertion.js";
import {
  evidenceSentences,
  placeSentences,
  type SentencedDocument,
  type WeighedSentence,
} from "./evidence-sentences.js";
import { explainRelation } from "./explain-relation.js";
import { type Proposal, proposalsOf } from "./propose-relations.js";
import type { RelationHead } from "./relation-scheme.js";
import { type HiddenTokens, mentionGroups, scorePairsOf } from "./score-pairs.js";
import { worthAsking } from "./worth-asking.js";

/** A document as the stages before leave it. */
export interface RelationInput {
  readonly document: Document;
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly LinkedMention[];
  readonly encoding: HiddenTokens;
  /** Also says where the head looked for each relation. */
  readonly explain?: boolean;
}

export interface RelationSettings {
  /** Takes the place of the model's operating points: the least probability of any relation. */
  readonly minScore?: number;
}

/**
 * The relations that a document states between its linked concepts, best first.
 *
 * The pairs of concepts are put to each relation head that may say something of them, and each group of labels proposes what it finds at its operating
 * points (`propose-relations.ts`). A pair may have several relations, also ones that contradict each other. Proposals of
 * one triple support each other: the likeliest speaks for all. A plain association gives way to whatever says more.
 * Sentences, polarity and certainty come from where the head looked.
 *
 * @param heads the model's own first
 */
export async function extractRelations(
  { document, sentences, mentions, encoding, explain = false }: RelationInput,
  heads: readonly RelationHead[],
  settings: RelationSettings = {},
): Promise<readonly RelationMention[]> {
  const concepts = mentionGroups(mentions);
  const sentenced = { ...encoding, sentences };
  const placed = placeSentences(document, sentences, encoding.tokens);
  const together = sharedSentences(placed);
  const best = new Map<TripleKey, Proposal>();
  const noveltyOf = new Map<string, number>();
  for (const { scheme, scorePairs } of heads) {
    const tellsNovelty = scheme.relations.groups.some(({ novelty = true }) => novelty);
    const worth = worthAsking(scheme, together, settings.minScore);
    for await (const score of scorePairsOf(concepts, sentenced, scheme, scorePairs, worth)) {
      const { first, second, group } = score;
      if (group.mentions && !together(first, second)) continue;
      const pair = `${first.id} ${second.id}`;
      if (tellsNovelty) noveltyOf.set(pair, score.novelty);
      const told = tellsNovelty ? score : { ...score, novelty: noveltyOf.get(pair) ?? unknownNovelty };
      for (const proposal of proposalsOf(told, scheme, settings.minScore)) {
        const { key } = tripleOf(proposal.subject.id, proposal.predicate, proposal.object.id);
        const rival = best.get(key);
        if (rival === undefined || proposal.score > rival.score) best.set(key, kept(proposal));
      }
    }
  }
  const words = explain ? wordStarts(placed.text, encoding.tokens) : undefined;
  return tellingMost([...best.values()])
    .map((proposal) => ({
      ...relationOf(proposal, placed),
      ...(words && {
        explanation: explainRelation(placed.text, encoding.tokens, words, proposal.source.attention),
      }),
    }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        compare(a.subject, b.subject) ||
        compare(a.object, b.object) ||
        compare(a.predicate, b.predicate),
    );
}

/** Of a pair that only a head without novelty was asked about. */
const unknownNovelty = 0.5;

/** The proposal with attention of its own, so that the head's answer can go. */
function kept(proposal: Proposal): Proposal {
  const { attention } = proposal.source;
  const copied = { firstToken: attention.firstToken, weights: attention.weights.slice() };
  return { ...proposal, source: { ...proposal.source, attention: copied } };
}

/** Without the plain associations of pairs of which something more is said. */
function tellingMost(proposals: readonly Proposal[]): readonly Proposal[] {
  const pairOf = ({ subject, object }: Proposal) => [subject.id, object.id].sort().join(" ");
  const plain = (proposal: Proposal) => proposal.predicate === "associated_with";
  const told = new Set(proposals.filter((proposal) => !plain(proposal)).map(pairOf));
  return proposals.filter((proposal) => !plain(proposal) || !told.has(pairOf(proposal)));
}

/** Whether two concepts have mentions in one sentence. */
function sharedSentences({ sentences }: SentencedDocument): (a: MentionGroup, b: MentionGroup) => boolean {
  const known = new Map<MentionGroup, ReadonlySet<number>>();
  const placesOf = (group: MentionGroup) => {
    const places =
      known.get(group) ??
      new Set(
        group.mentions.map(({ start }) =>
          sentences.findIndex((sentence) => sentence.start <= start && start < sentence.end),
        ),
      );
    known.set(group, places);
    return places;
  };
  return (a, b) => [...placesOf(a)].some((place) => place >= 0 && placesOf(b).has(place));
}

function relationOf(
  { subject, object, predicate, label, score, source }: Proposal,
  placed: SentencedDocument,
): RelationMention {
  const carrying = evidenceSentences(placed, subject, object, source.attention);
  const judged = carrying.map((one) => ({
    ...judge(one, predicate),
    sentence: one.sentence,
    weight: sectionWeights[one.sentence.role] * (one.mass + 1e-6),
  }));
  const { polarity, certainty, decisive } = combined(judged);
  return {
    subject: subject.id,
    predicate,
    object: object.id,
    label,
    score,
    polarity,
    certainty,
    novelty: source.novelty,
    cues: decisive.flatMap(({ cues }) => cues),
    sentences: judged.map(({ sentence, assertion: { polarity, certainty }, cues }) => ({
      ...sentence,
      polarity,
      certainty,
      cues,
    })),
  };
}

function judge({ sentence }: WeighedSentence, predicate: Predicate) {
  const { start } = sentence;
  const local = (span: { readonly start: number; readonly end: number }) => ({
    start: span.start - start,
    end: span.end - start,
  });
  const assertion = assertionOf(
    {
      text: sentence.text,
      subjectSpans: sentence.subjectSpans.map(local),
      objectSpans: sentence.objectSpans.map(local),
    },
    predicate,
  );
  return {
    assertion,
    cues: assertion.cues.map((cue) => ({ start: cue.start + start, end: cue.end + start })),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
