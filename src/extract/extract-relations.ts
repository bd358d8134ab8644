import { type Category, categoryOf } from "../domain/concept.js";
import type { Document } from "../domain/document.js";
import type { LinkedMention } from "../domain/link.js";
import type { Sentence } from "../domain/mention.js";
import { type Predicate, predicateOf } from "../domain/predicate.js";
import type { MentionGroup, RelationMention } from "../domain/relation.js";
import { sectionWeights } from "../domain/section-weight.js";
import { wordStarts } from "../domain/words.js";
import { assertionOf, combined } from "./assertion/assertion.js";
import {
  evidenceSentences,
  placeSentences,
  type SentencedDocument,
  type WeighedSentence,
} from "./evidence-sentences.js";
import { explainRelation } from "./explain-relation.js";
import type { RelationScheme, ScorePairs } from "./relation-scheme.js";
import { type HiddenTokens, mentionGroups, type PairScore, scorePairsOf } from "./score-pairs.js";

/** A document as the stages before leave it. */
export interface RelationInput {
  readonly document: Document;
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly LinkedMention[];
  readonly encoding: HiddenTokens;
  /** Also says where the head looked for each relation. */
  readonly explain?: boolean;
}

/**
 * The relations that a document states between its linked concepts, best first.
 *
 * Every pair of concepts is put to the relation head; a group of labels speaks when P(any relation) reaches its
 * threshold. Of a pair, one relation is kept: the likeliest, where a plain association gives way to whatever says more.
 * Sentences, polarity and certainty come from where the head looked.
 */
export async function extractRelations(
  { document, sentences, mentions, encoding, explain = false }: RelationInput,
  scheme: RelationScheme,
  scorePairs: ScorePairs,
): Promise<readonly RelationMention[]> {
  const concepts = mentionGroups(mentions);
  const placed = placeSentences(document, sentences, encoding.tokens);
  const best = new Map<string, Proposal>();
  for await (const score of scorePairsOf(concepts, encoding, scheme, scorePairs)) {
    const proposal = proposalOf(score, scheme.relations.threshold);
    if (proposal === undefined || proposal.subject.id === proposal.object.id) continue;
    const key = `${proposal.subject.id} ${proposal.object.id}`;
    const rival = best.get(key);
    if (rival === undefined || outranks(proposal, rival)) best.set(key, kept(proposal));
  }
  const words = explain ? wordStarts(placed.text, encoding.tokens) : undefined;
  return [...best.values()]
    .map((proposal) => ({
      ...relationOf(proposal, placed),
      ...(words && {
        explanation: explainRelation(placed.text, encoding.tokens, words, proposal.source.attention),
      }),
    }))
    .sort((a, b) => b.score - a.score || compare(a.subject, b.subject) || compare(a.object, b.object));
}

interface Proposal {
  readonly subject: MentionGroup;
  readonly object: MentionGroup;
  readonly predicate: Predicate;
  readonly label: string;
  readonly score: number;
  readonly source: PairScore;
}

/** The proposal with attention of its own, so that the head's answer can go. */
function kept(proposal: Proposal): Proposal {
  const { attention } = proposal.source;
  const copied = { firstToken: attention.firstToken, weights: attention.weights.slice() };
  return { ...proposal, source: { ...proposal.source, attention: copied } };
}

/** Agents before what they act on; equal categories by CURIE. */
const agency: readonly Category[] = [
  "ChemicalEntity",
  "Gene",
  "SequenceVariant",
  "OrganismTaxon",
  "CellLine",
  "Disease",
];

function proposalOf(score: PairScore, threshold: Readonly<Record<string, number>>): Proposal | undefined {
  const { group, probabilities } = score;
  if (1 - probabilities[0]! < (threshold[group.name] ?? 0.5)) return undefined;
  const [subject, object] = inOrder(score.first, score.second);
  const predicateFor = (label: string) =>
    predicateOf(`${group.name}:${label}`, categoryOf(subject.type), categoryOf(object.type));
  const likeliest = group.labels.slice(1).reduce((a, b) => (at(score, b) > at(score, a) ? b : a));
  const predicate = predicateFor(likeliest);
  if (predicate === undefined) return undefined;
  // Labels that mean the same predicate support each other.
  const allied = group.labels.slice(1).filter((label) => predicateFor(label) === predicate);
  return {
    subject,
    object,
    predicate,
    label: `${group.name}:${likeliest}`,
    score: Math.max(...allied.map((label) => at(score, label))),
    source: score,
  };
}

function at({ group, probabilities }: PairScore, label: string): number {
  return probabilities[group.labels.indexOf(label)]!;
}

function inOrder(first: MentionGroup, second: MentionGroup): readonly [MentionGroup, MentionGroup] {
  const rank = (concept: MentionGroup) => agency.indexOf(categoryOf(concept.type));
  const swap = rank(second) < rank(first) || (rank(second) === rank(first) && second.id < first.id);
  return swap ? [second, first] : [first, second];
}

function outranks(a: Proposal, b: Proposal): boolean {
  const saysLittle = (proposal: Proposal) => proposal.predicate === "associated_with";
  if (saysLittle(a) !== saysLittle(b)) return saysLittle(b);
  return a.score > b.score;
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
