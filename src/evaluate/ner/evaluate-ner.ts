import type { EntityType } from "../../domain/mention.js";
import { entityTypes } from "../../domain/mention.js";
import { type BootstrapOptions, type Interval, interval } from "../bootstrap.js";
import { type Counts, f1, precision, recall, type Scores, scoresOf, sumCounts } from "../counts.js";
import { countErrors, type ErrorKind, errorsOf } from "./errors.js";
import { exactCounts } from "./exact.js";
import { type ErrorExample, worstExamples } from "./examples.js";
import { relaxedCounts } from "./relaxed.js";
import type { TaggedDocument } from "./spans.js";

export interface NerEvaluation {
  readonly documents: number;
  readonly types: readonly EntityType[];
  /** Micro average over `types`. */
  readonly exact: Scores;
  readonly intervals: Readonly<Record<"precision" | "recall" | "f1", Interval>>;
  readonly relaxed: Scores;
  readonly byType: Readonly<
    Partial<Record<EntityType, { readonly exact: Scores; readonly relaxed: Scores }>>
  >;
  readonly errors: Readonly<Record<ErrorKind, number>>;
  readonly worst: readonly ErrorExample[];
}

export interface NerOptions extends BootstrapOptions {
  /** What the corpus annotates; mentions of other types are neither right nor wrong. */
  readonly types: readonly EntityType[];
  /** How many wordings of errors to show. */
  readonly examples?: number;
}

export function evaluateNer(documents: readonly TaggedDocument[], options: NerOptions): NerEvaluation {
  const types = new Set(options.types);
  const perDocument = documents.map((document) => exactCounts(document, types));
  const total = (count: typeof exactCounts, of: ReadonlySet<EntityType>) =>
    scoresOf(sumCounts(documents.map((document) => count(document, of))));
  const errors = documents.flatMap((document) => errorsOf(document, types));
  const of = (statistic: (counts: Counts) => number) => interval(perDocument, statistic, options);
  return {
    documents: documents.length,
    types: options.types,
    exact: scoresOf(sumCounts(perDocument)),
    intervals: { precision: of(precision), recall: of(recall), f1: of(f1) },
    relaxed: total(relaxedCounts, types),
    byType: Object.fromEntries(
      options.types.map((type) => {
        const one = new Set([type]);
        return [type, { exact: total(exactCounts, one), relaxed: total(relaxedCounts, one) }];
      }),
    ),
    errors: countErrors(errors),
    worst: worstExamples(documents, errors, options.examples ?? 20),
  };
}

/** The types that occur in the gold mentions, in the order of the program's types. */
export function annotatedTypes(documents: readonly Pick<TaggedDocument, "gold">[]): readonly EntityType[] {
  const present = new Set(documents.flatMap((document) => document.gold.map((span) => span.type)));
  return entityTypes.filter((type) => present.has(type));
}
