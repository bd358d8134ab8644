import type { EntityType } from "../../domain/mention.js";
import type { NerComparison, TypeComparison } from "../../evaluate/ner/compare.js";
import type { NerEvaluation, TypeScores } from "../../evaluate/ner/evaluate-ner.js";
import type { ErrorExample } from "../../evaluate/ner/examples.js";
import { percent, range, signed, table } from "./tables.js";

/** A comparison with the file that it was made with. */
export interface NamedComparison extends NerComparison {
  readonly file: string;
}

/** The evaluation for people: scores, errors, reliability, folds, the comparison, then the costliest wordings. */
export function nerReport(file: string, evaluation: NerEvaluation, comparison?: NamedComparison): string {
  const { documents, types, worst } = evaluation;
  const rows = byRow<TypeScores>(evaluation, evaluation.byType, types);
  return [
    `${file}: ${documents} documents, ${types.join(", ")}`,
    ...table(
      ["", "precision", "recall", "F1", "95 %", "overlap F1", "ECE", "gold", "found"],
      rows.map(([label, { exact, relaxed, intervals, calibration }]) => [
        label,
        ...[exact.precision, exact.recall, exact.f1].map(percent),
        range(intervals.f1),
        percent(relaxed.f1),
        percent(calibration.ece),
        String(exact.gold),
        String(exact.found),
      ]),
    ),
    "Errors:",
    ...table(
      ["", "boundary", "type", "missed", "spurious"],
      rows.map(([label, { errors }]) => [
        label,
        ...[errors.boundary, errors.type, errors.missed, errors.spurious].map(String),
      ]),
    ),
    ...reliability(evaluation),
    ...(evaluation.folds ? folds(evaluation.folds) : []),
    ...(comparison ? comparisonLines(comparison, types) : []),
    ...(worst.length > 0 ? ["Costliest wordings:", ...worst.map(exampleLine)] : []),
  ].join("\n");
}

/** A row for each type where there are several, and one for all. */
function byRow<T>(
  all: T,
  byType: Readonly<Partial<Record<EntityType, T>>>,
  types: readonly EntityType[],
): readonly (readonly [string, T])[] {
  if (types.length === 1) return [[types[0]!, all]];
  return [...types.map((type) => [type, byType[type]!] as const), ["all types", all]];
}

function reliability({ calibration }: TypeScores): readonly string[] {
  const { ece, eceEqualMass, bins } = calibration;
  return [
    `Calibration: expected error ${percent(ece)} (10 bins of equal width), ${percent(eceEqualMass)} (of equal mass)`,
    ...table(
      ["score", "mentions", "mean score", "right"],
      bins.map(({ from, to, mentions, meanScore, precision }) => [
        `${from.toFixed(1)}–${to.toFixed(1)}`,
        String(mentions),
        percent(meanScore),
        percent(precision),
      ]),
    ),
  ];
}

function folds({ folds: parts, f1 }: NonNullable<NerEvaluation["folds"]>): readonly string[] {
  return [
    `${parts.length} folds: F1 ${percent(f1.mean)} ± ${percent(f1.deviation)} (mean ± standard deviation)`,
    ...table(
      ["fold", "documents", "precision", "recall", "F1", "gold", "found"],
      parts.map(({ documents, precision, recall, f1: score, gold, found }, index) => [
        String(index + 1),
        String(documents),
        ...[precision, recall, score].map(percent),
        String(gold),
        String(found),
      ]),
    ),
  ];
}

function comparisonLines(comparison: NamedComparison, types: NerEvaluation["types"]): readonly string[] {
  return [
    `Against ${comparison.file} (F1 here less F1 there; p by approximate randomisation over documents):`,
    ...table(
      ["", "F1 there", "difference", "95 %", "p", "right here only", "there only"],
      byRow<TypeComparison>(comparison, comparison.byType, types).map(([label, row]) => [
        label,
        percent(row.other.f1),
        signed(row.difference.f1),
        `${signed(row.difference.interval.low, 1)} to ${signed(row.difference.interval.high, 1)}`,
        row.difference.p < 0.001 ? "< 0.001" : row.difference.p.toFixed(3),
        String(row.rightHereOnly),
        String(row.rightThereOnly),
      ]),
    ),
  ];
}

function exampleLine({ kind, count, gold, found, documentId, context }: ErrorExample): string {
  const parts = [
    gold ? `gold ${gold.type} “${gold.text}”` : "",
    found ? `found ${found.type} “${found.text}” (${found.score.toFixed(2)})` : "",
  ];
  const what = parts.filter((part) => part !== "").join(", ");
  return `  ${String(count).padStart(3)} × ${kind.padEnd(9)} ${what}\n          ${documentId}: ${context}`;
}
