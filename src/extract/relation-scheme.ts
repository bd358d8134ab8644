import type { EntityType } from "../domain/mention.js";

/** Labels of one corpus, "None" first. */
export interface LabelGroup {
  readonly name: string;
  readonly labels: readonly string[];
  /** Pairs of types that the group answers for; all of the head's when left out. */
  readonly pairTypes?: readonly (readonly [EntityType, EntityType])[];
  /** Whether the head's novelty was taught with this group; yes when left out. */
  readonly novelty?: boolean;
  /** Taught on mentions of one sentence: such a group is heard only where both concepts stand in one sentence. */
  readonly mentions?: boolean;
}

/** How log-odds z become a probability: sigmoid(scale · z + bias). */
export interface LogOddsFit {
  readonly scale: number;
  readonly bias: number;
}

/** What relations need of the model's manifest. */
export interface RelationScheme {
  readonly entityTypes: readonly EntityType[];
  readonly hiddenSize: number;
  readonly relations: {
    readonly pairTypes: readonly (readonly [EntityType, EntityType])[];
    readonly groups: readonly LabelGroup[];
    /** Least probability of any relation, by group; that of the best F1 of pairs. */
    readonly threshold: Readonly<Record<string, number>>;
    /** By group; log-odds stand as they are where there is no fit. */
    readonly calibration?: Readonly<
      Record<
        string,
        { readonly any?: LogOddsFit; readonly labels?: Readonly<Record<string, LogOddsFit | undefined>> }
      >
    >;
    /** Least probability of any relation and of each label that extraction takes, by group; 2 takes none. */
    readonly operatingPoint?: {
      readonly any?: Readonly<Record<string, number>>;
      readonly labels?: Readonly<Record<string, Readonly<Record<string, number>>>>;
    };
  };
}

/** The relation head's question about one stretch of a document. Shapes: M mentions, E entities, P pairs. */
export interface PairQuestion {
  /** float32 [tokens, width]. */
  readonly hidden: Float32Array;
  /** The sentence in which each token starts, counted up [tokens]. */
  readonly sentences: readonly number[];
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

/** A head with what its labels mean. */
export interface RelationHead {
  readonly scheme: RelationScheme;
  readonly scorePairs: ScorePairs;
}
