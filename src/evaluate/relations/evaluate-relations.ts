import { type BootstrapOptions, type Interval, interval } from "../bootstrap.js";
import { f1, type Scores, scoresOf, sumCounts } from "../counts.js";
import { type RelationError, type RelationErrorKind, relationErrorsOf, worstRelations } from "./errors.js";
import { countsAt, type Level, type RelatedDocument } from "./facts.js";

type ScoredLevel = Scores & { readonly f1Interval: Interval };

export interface RelationEvaluation {
  readonly documents: number;
  readonly pair: ScoredLevel;
  readonly type: ScoredLevel;
  /** Only where the corpus tells new findings from known ones. */
  readonly novelty?: ScoredLevel;
  /** Type level, of one label each. */
  readonly byLabel: Readonly<Record<string, Scores>>;
  readonly errors: Readonly<Record<RelationErrorKind, number>>;
  readonly worst: readonly RelationError[];
}

export interface RelationOptions extends BootstrapOptions {
  readonly examples?: number;
}

/** Every relation of the corpus counts as gold, also those between kinds of pair that the program never asks about. */
export function evaluateRelations(
  documents: readonly RelatedDocument[],
  options: RelationOptions = {},
): RelationEvaluation {
  const at = (level: Level): ScoredLevel => {
    const counts = documents.map((document) => countsAt(document, level));
    return { ...scoresOf(sumCounts(counts)), f1Interval: interval(counts, f1, options) };
  };
  const gold = documents.flatMap((document) => document.gold);
  const labels = [...new Set(gold.map((fact) => fact.label))].sort();
  const errors = documents.flatMap(relationErrorsOf);
  const counts = { label: 0, novelty: 0, missed: 0, spurious: 0 };
  for (const { kind } of errors) counts[kind] += 1;
  return {
    documents: documents.length,
    pair: at("pair"),
    type: at("type"),
    ...(gold.some((fact) => fact.novel !== undefined) ? { novelty: at("novelty") } : {}),
    byLabel: Object.fromEntries(
      labels.map((label) => [
        label,
        scoresOf(sumCounts(documents.map((one) => countsAt(only(one, label), "type")))),
      ]),
    ),
    errors: counts,
    worst: worstRelations(errors, options.examples ?? 20),
  };
}

function only({ id, gold, found }: RelatedDocument, label: string): RelatedDocument {
  return {
    id,
    gold: gold.filter((fact) => fact.label === label),
    found: found.filter((fact) => fact.label === label),
  };
}
