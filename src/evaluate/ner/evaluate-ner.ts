import type { EntityType } from "../../domain/mention.js";
import { entityTypes } from "../../domain/mention.js";
import { type BootstrapOptions, type Interval, intervals } from "../bootstrap.js";
import { f1, precision, recall, type Scores, scoresOf, sumCounts } from "../counts.js";
import { type Folds, scoreFolds } from "../folds.js";
import { type Calibration, calibrationOf, judgedOf } from "./calibration.js";
import { countErrors, type ErrorCounts, errorsOf, typeOfError } from "./errors.js";
import { exactCounts } from "./exact.js";
import { type ErrorExample, worstExamples } from "./examples.js";
import { relaxedCounts } from "./relaxed.js";
import type { TaggedDocument } from "./spans.js";

export interface TypeScores {
  readonly exact: Scores;
  readonly relaxed: Scores;
  /** Exact scores' 95 % intervals. */
  readonly intervals: Readonly<Record<"precision" | "recall" | "f1", Interval>>;
  readonly errors: ErrorCounts;
  readonly calibration: Calibration;
}

export interface NerEvaluation extends TypeScores {
  readonly documents: number;
  /** What is scored; `exact` and `relaxed` are micro averages over these. */
  readonly types: readonly EntityType[];
  readonly byType: Readonly<Partial<Record<EntityType, TypeScores>>>;
  readonly folds?: Folds;
  readonly worst: readonly ErrorExample[];
}

export interface NerOptions extends BootstrapOptions {
  /** What the corpus annotates; mentions of other types are neither right nor wrong. */
  readonly types: readonly EntityType[];
  /** How many wordings of errors to show. */
  readonly examples?: number;
  /** Score as many parts of the corpus too. */
  readonly folds?: number;
}

/** Scores found mentions against gold ones. The order of documents is without effect. */
export function evaluateNer(given: readonly TaggedDocument[], options: NerOptions): NerEvaluation {
  const types = new Set(options.types);
  // Drawing depends on places: the order of ids, not of the file, decides them.
  const documents = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const errors = documents.flatMap((document) => errorsOf(document, types));
  const scored = (of: ReadonlySet<EntityType>): TypeScores => {
    const perDocument = documents.map((document) => exactCounts(document, of));
    return {
      exact: scoresOf(sumCounts(perDocument)),
      relaxed: scoresOf(sumCounts(documents.map((document) => relaxedCounts(document, of)))),
      intervals: intervals(perDocument, { precision, recall, f1 }, options),
      errors: countErrors(errors.filter((error) => of.has(typeOfError(error, types)))),
      calibration: calibrationOf(documents.flatMap((document) => judgedOf(document, of))),
    };
  };
  return {
    documents: documents.length,
    types: options.types,
    ...scored(types),
    byType: Object.fromEntries(options.types.map((type) => [type, scored(new Set([type]))])),
    ...(options.folds === undefined ? {} : { folds: foldsOf(documents, types, options.folds, options.seed) }),
    worst: worstExamples(documents, errors, options.examples ?? 20),
  };
}

function foldsOf(
  documents: readonly TaggedDocument[],
  types: ReadonlySet<EntityType>,
  count: number,
  seed: number | undefined,
): Folds {
  const counted = documents.map((document) => ({ id: document.id, ...exactCounts(document, types) }));
  return scoreFolds(counted, count, seed);
}

/** The types that occur in the gold mentions, in the order of the program's types. */
export function annotatedTypes(documents: readonly Pick<TaggedDocument, "gold">[]): readonly EntityType[] {
  const present = new Set(documents.flatMap((document) => document.gold.map((span) => span.type)));
  return entityTypes.filter((type) => present.has(type));
}
