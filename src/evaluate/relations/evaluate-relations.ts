import { type BootstrapOptions, type Interval, interval } from "../bootstrap.js";
import { f1, type Scores, scoresOf, sumCounts } from "../counts.js";
import { candidatePairs, type PairTypes, pairTypesOf } from "./candidates.js";
import { type Causes, causesOf } from "./causes.js";
import { type RelationError, type RelationErrorKind, relationErrorsOf, worstRelations } from "./errors.js";
import { countsAt, type Level, pairKey, type RelatedDocument } from "./facts.js";
import { areaUnderRoc } from "./roc.js";

export type ScoredLevel = Scores & { readonly f1Interval: Interval };

/** How pairs are told apart, over all candidate pairs; a pair that was not asked about scores below all others. */
export interface Ranking {
  /** Area under the ROC curve, percent; null where the corpus relates all candidates or none. */
  readonly auc: number | null;
  /** Share of candidate pairs that are rightly related or rightly not, percent. */
  readonly accuracy: number;
  readonly candidates: number;
  readonly related: number;
}

export interface RelationEvaluation {
  readonly documents: number;
  /** The level that published figures give: pairs of concepts, or labels of mentions' relations (micro F1). */
  readonly headline: "pair" | "type";
  readonly pair: ScoredLevel;
  readonly type: ScoredLevel;
  /** Only where the corpus tells new findings from known ones. */
  readonly novelty?: ScoredLevel;
  /** Type level, of one label each. */
  readonly byLabel: Readonly<Record<string, ScoredLevel>>;
  readonly ranking: Ranking;
  readonly errors: Readonly<Record<RelationErrorKind, number>>;
  readonly causes: Causes;
  readonly worst: readonly RelationError[];
}

export interface RelationOptions extends BootstrapOptions {
  readonly examples?: number;
}

/** Every relation of the corpus counts as gold, also those between kinds of pair that the program never asks about. */
export function evaluateRelations(
  given: readonly RelatedDocument[],
  options: RelationOptions = {},
): RelationEvaluation {
  // Drawing depends on places: the order of ids, not of the file, decides them.
  const documents = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const errors = documents.flatMap(relationErrorsOf);
  const counts = { label: 0, novelty: 0, missed: 0, spurious: 0 };
  for (const { kind } of errors) counts[kind] += 1;
  const facts = documents.flatMap(({ gold, found }) => [...gold, ...found]);
  const labels = [...new Set(facts.map(({ label }) => label))].sort();
  const tellsNovelty = documents.some(({ gold }) => gold.some((fact) => fact.novel !== undefined));
  return {
    documents: documents.length,
    headline: headlineOf(documents),
    pair: scoredAt(documents, "pair", options),
    type: scoredAt(documents, "type", options),
    ...(tellsNovelty ? { novelty: scoredAt(documents, "novelty", options) } : {}),
    byLabel: Object.fromEntries(
      labels.map((label) => [
        label,
        scoredAt(
          documents.map((one) => only(one, label)),
          "type",
          options,
        ),
      ]),
    ),
    ranking: rankingOf(documents),
    errors: counts,
    causes: causesOf(documents),
    worst: worstRelations(errors, options.examples ?? 20),
  };
}

export function headlineOf(documents: readonly Pick<RelatedDocument, "mentionLevel">[]): "pair" | "type" {
  return documents.some(({ mentionLevel }) => mentionLevel) ? "type" : "pair";
}

function scoredAt(
  documents: readonly Pick<RelatedDocument, "gold" | "found">[],
  level: Level,
  options: BootstrapOptions,
): ScoredLevel {
  const counts = documents.map((document) => countsAt(document, level));
  return { ...scoresOf(sumCounts(counts)), f1Interval: interval(counts, f1, options) };
}

function only({ gold, found }: RelatedDocument, label: string): Pick<RelatedDocument, "gold" | "found"> {
  return {
    gold: gold.filter((fact) => fact.label === label),
    found: found.filter((fact) => fact.label === label),
  };
}

/** A pair that no program looked at. */
const unasked = Number.NEGATIVE_INFINITY;

function rankingOf(documents: readonly RelatedDocument[]): Ranking {
  const types = pairTypesOf(documents);
  const judged = documents.flatMap((document) => judgedPairs(document, types));
  const related = judged.filter(({ positive }) => positive).length;
  const right = judged.filter(({ positive, found }) => positive === found).length;
  const both = related > 0 && related < judged.length;
  return {
    auc: both ? 100 * areaUnderRoc(judged) : null,
    accuracy: judged.length === 0 ? 0 : (100 * right) / judged.length,
    candidates: judged.length,
    related,
  };
}

function judgedPairs(document: RelatedDocument, types: PairTypes) {
  const gold = new Set(document.gold.map(pairKey));
  const found = new Set(document.found.map(pairKey));
  const scores = new Map(document.pairs.map((pair) => [pairKey(pair), pair.score]));
  return candidatePairs(document, types).map(({ subject, object }) => {
    const key = pairKey({ subject: subject.id, object: object.id });
    return { positive: gold.has(key), found: found.has(key), score: scores.get(key) ?? unasked };
  });
}
