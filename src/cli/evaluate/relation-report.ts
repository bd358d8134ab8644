import type { Folds } from "../../evaluate/folds.js";
import type { Causes, Share } from "../../evaluate/relations/causes.js";
import type { RelationComparison } from "../../evaluate/relations/compare.js";
import type { RelationError } from "../../evaluate/relations/errors.js";
import type { RelationEvaluation, ScoredLevel } from "../../evaluate/relations/evaluate-relations.js";
import type { RelationFact } from "../../evaluate/relations/facts.js";
import { countsLine, percent, range, scoreHead, scoreRow, signed, table } from "./tables.js";

/** Confusions of labels that are printed; all of them are in the JSON. */
const confusionsShown = 10;

export interface RelationReport {
  readonly evaluation: RelationEvaluation;
  /** By name of the fold. */
  readonly folds?: Folds & { readonly names: readonly string[] };
  readonly comparison?: RelationComparison & { readonly file: string };
}

/** Lines for people. */
export function relationReport({ evaluation, folds, comparison }: RelationReport): readonly string[] {
  const { pair, type, novelty, byLabel, ranking, errors, causes, worst } = evaluation;
  const row = (label: string, scores: ScoredLevel) =>
    scoreRow(label, scores, `F1 95 %: ${range(scores.f1Interval)}`);
  const { auc, accuracy, candidates, related } = ranking;
  return [
    scoreHead,
    row("pair", pair),
    row("pair + label", type),
    ...(novelty ? [row("pair + label + novelty", novelty)] : []),
    ...Object.entries(byLabel).map(([label, scores]) => row(`  ${label}`, scores)),
    `Candidate pairs: ${candidates}, ${related} of them related; AUC-ROC ${auc === null ? "–" : percent(auc)}, accuracy ${percent(accuracy)}`,
    ...(folds ? foldLines(folds) : []),
    ...(comparison ? comparisonLines(comparison) : []),
    `Errors: ${countsLine(errors)}`,
    ...causeLines(causes),
    ...(worst.length > 0 ? ["Surest errors:", ...worst.map(errorLine)] : []),
  ];
}

function foldLines({ names, folds, precision, recall, f1 }: NonNullable<RelationReport["folds"]>) {
  const spread = ({ mean, deviation }: Folds["f1"]) => `${percent(mean)} ± ${percent(deviation)}`;
  return [
    `${folds.length} folds: precision ${spread(precision)}, recall ${spread(recall)}, F1 ${spread(f1)} (mean ± standard deviation)`,
    ...table(
      ["fold", "documents", "precision", "recall", "F1", "gold", "found"],
      folds.map((fold, index) => [
        names[index]!,
        String(fold.documents),
        ...[fold.precision, fold.recall, fold.f1].map(percent),
        String(fold.gold),
        String(fold.found),
      ]),
    ),
  ];
}

function comparisonLines({ file, pair, type, novelty }: NonNullable<RelationReport["comparison"]>) {
  const levels = { pair, "pair + label": type, ...(novelty ? { "pair + label + novelty": novelty } : {}) };
  return [
    `Against ${file} (F1 here less F1 there; p by approximate randomisation over documents):`,
    ...table(
      ["", "F1 there", "difference", "95 %", "p"],
      Object.entries(levels).map(([level, { other, difference }]) => [
        level,
        percent(other.f1),
        signed(difference.f1),
        `${signed(difference.interval.low, 1)} to ${signed(difference.interval.high, 1)}`,
        difference.p.toFixed(4),
      ]),
    ),
  ];
}

function causeLines({ missed, spurious, labels, direction }: Causes): readonly string[] {
  const shares = (all: string, wrong: string, causes: Readonly<Record<string, Share>>) =>
    table(
      [`${all} pairs`, wrong, "of", "share"],
      Object.entries(causes)
        .filter(([, share]) => share.of > 0)
        .map(([cause, { wrong, of }]) => [
          `  ${cause}`,
          String(wrong),
          String(of),
          percent((100 * wrong) / of),
        ]),
    );
  const more = labels.length - confusionsShown;
  return [
    "By cause (each pair once, under the first that holds):",
    ...shares("gold", "missed", missed),
    ...shares("found", "spurious", spurious),
    ...(labels.length > 0
      ? [
          "Labels taken for others:",
          ...labels
            .slice(0, confusionsShown)
            .map(({ gold, found, count }) => `  ${count} × ${gold} as ${found}`),
          ...(more > 0 ? [`  and ${more} more kinds`] : []),
        ]
      : []),
    ...(direction.of > 0
      ? [
          `Direction: ${direction.wrong} of ${direction.of} right relations have their ends the other way round`,
        ]
      : []),
  ];
}

function errorLine({ kind, documentId, gold, found }: RelationError): string {
  const said = (fact: RelationFact) =>
    `${fact.label}${fact.novel === undefined ? "" : fact.novel ? ", novel" : ", known"}`;
  const fact = (gold ?? found)!;
  const parts = [
    gold ? `gold ${said(gold)}` : "",
    found ? `found ${said(found)} (${found.score.toFixed(2)})` : "",
  ];
  const what = parts.filter((part) => part !== "").join("; ");
  return `  ${kind.padEnd(9)} ${documentId}  ${fact.subject} – ${fact.object}: ${what}`;
}
