import type { EntityType } from "../domain/mention.js";

/** One softmax of the relation head, "None" first. */
export interface LabelGroup {
  readonly name: string;
  readonly labels: readonly string[];
  /** Pairs of types that the group answers for; all of the head's when left out. */
  readonly pairTypes?: readonly (readonly [EntityType, EntityType])[];
}

/** What relations need of the model's manifest. */
export interface RelationScheme {
  readonly entityTypes: readonly EntityType[];
  readonly hiddenSize: number;
  readonly relations: {
    readonly pairTypes: readonly (readonly [EntityType, EntityType])[];
    readonly groups: readonly LabelGroup[];
    /** Least probability of any relation (1 − P(None)), by group. */
    readonly threshold: Readonly<Record<string, number>>;
  };
}

/** The relation head's question about one stretch of a document. Shapes: M mentions, E entities, P pairs. */
export interface PairQuestion {
  /** float32 [tokens, width]. */
  readonly hidden: Float32Array;
  /** Token ranges, half-open, [M, 2] flattened. */
  readonly mentionSpans: readonly number[];
  /** Entity of each mention [M]. */
  readonly mentionEntity: readonly number[];
  /** Index in `entityTypes` of each entity [E]. */
  readonly entityTypes: readonly number[];
  /** Entity indices [P, 2] flattened. */
  readonly pairs: readonly number[];
}

interface PairAnswer {
  /** float32 [P, labels], the groups one after the other. */
  readonly logits: Float32Array;
  /** float32 [P], a logit. */
  readonly novelty: Float32Array;
  /** float32 [P, tokens]; rows sum to 1. */
  readonly attention: Float32Array;
}

/** The relation head; `encode` brings one. */
export type ScorePairs = (question: PairQuestion) => Promise<PairAnswer>;
