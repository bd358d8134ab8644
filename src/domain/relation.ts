import type { Curie } from "./curie.js";
import type { SectionRole } from "./document.js";
import type { RelationExplanation } from "./explanation.js";
import type { EntityType } from "./mention.js";
import type { Predicate } from "./predicate.js";
import type { Span } from "./span.js";

export type Polarity = "affirmed" | "negated";
/** `question`: the sentence asks or aims to find out, and says nothing of the answer (“whether X causes Y”, “we aimed to …”). */
export type Certainty = "asserted" | "hedged" | "question";

/** All the mentions of one concept in one document. */
export interface MentionGroup {
  readonly id: Curie;
  readonly type: EntityType;
  readonly mentions: readonly Span[];
}

/**
 * A sentence that carries a relation, with the mentions of both sides in it (one side may be empty across sentences),
 * and how it asserts the relation.
 */
export interface EvidenceSentence extends Span {
  readonly text: string;
  /** The section's label as printed (`MAIN RESULTS`), else the same as `role`. */
  readonly section: string;
  /** From the label or, where there is none, from the sentence itself. */
  readonly role: SectionRole;
  readonly subjectSpans: readonly Span[];
  readonly objectSpans: readonly Span[];
  readonly polarity: Polarity;
  readonly certainty: Certainty;
  /** The words that made it negated, hedged or a question. */
  readonly cues: readonly Span[];
}

/** A relation between two concepts as one document states it. */
export interface RelationMention {
  readonly subject: Curie;
  readonly predicate: Predicate;
  readonly object: Curie;
  /** The extractor's label, `group:label`, before it was mapped to the predicate: `biored:Negative_Correlation`. */
  readonly label: string;
  /** Probability given by the extractor, 0 to 1. */
  readonly score: number;
  readonly polarity: Polarity;
  readonly certainty: Certainty;
  /** Probability that the document presents the relation as its own finding, 0 to 1. */
  readonly novelty: number;
  /** The words that made it negated, hedged or a question. */
  readonly cues: readonly Span[];
  readonly sentences: readonly EvidenceSentence[];
  /** Only when it was asked for. */
  readonly explanation?: RelationExplanation;
}
