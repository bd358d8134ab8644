import type { Accuracy } from "../../evaluate/linking/accuracy.js";
import type { AccuracyComparison, LinkingComparison } from "../../evaluate/linking/compare.js";
import type { Familiarity, LinkingEvaluation } from "../../evaluate/linking/evaluate-linking.js";
import type { LinkingExample } from "../../evaluate/linking/examples.js";
import type { NilEvaluation, NilScores } from "../../evaluate/linking/nil.js";
import type { Reason } from "../../evaluate/linking/reasons.js";
import { countsLine, percent, range, signed, table } from "./tables.js";

const familiarityNames: Readonly<Record<Familiarity, string>> = {
  seen: "name in training",
  unseen: "concept in training",
  zeroShot: "concept not in training",
};

export const reasonNames: Readonly<Record<Reason, string>> = {
  "outside-dictionary": "not in the dictionary",
  "under-split": "split too little",
  "over-split": "split too much",
  refused: "right, but NIL",
  namesake: "namesake",
  "wrongly-expanded": "abbreviation wrongly expanded",
  "not-expanded": "abbreviation not expanded",
  broader: "broader concept",
  narrower: "narrower concept",
  "not-retrieved": "not among the candidates",
  "ranked-below": "ranked below",
};

/** A comparison with the file that it was made with. */
export interface NamedLinkingComparison extends LinkingComparison {
  readonly file: string;
}

/** What was found out about NIL, and of how many concepts and mentions. */
export interface NilReport extends NilEvaluation {
  readonly folds: number;
  readonly concepts: number;
  readonly left: number;
}

/** The evaluation for people: accuracies, decisions, errors by reason, comparison, NIL, then the costliest wordings. */
export function linkingReport(
  evaluation: LinkingEvaluation,
  comparison?: NamedLinkingComparison,
  nil?: NilReport,
): readonly string[] {
  const { decisions, reasons, worst } = evaluation;
  return [
    ...table(
      ["", "Acc@1", "95 %", "Acc@5", "95 %", "Acc@20", "95 %", "MRR", "95 %", "mentions"],
      rowsOf(evaluation).map(([label, accuracy]) => accuracyRow(label, accuracy)),
    ),
    `Decisions: ${countsLine(decisions)}`,
    ...reasonLines(reasons),
    ...(comparison ? comparisonLines(comparison) : []),
    ...(nil ? nilLines(nil) : []),
    ...(worst.length > 0 ? ["Costliest wordings:", ...worst.map(exampleLine)] : []),
  ];
}

function rowsOf(evaluation: LinkingEvaluation): readonly (readonly [string, Accuracy])[] {
  const { byCategory, single, composite, byFamiliarity } = evaluation;
  const categories = Object.entries(byCategory);
  const several = categories.length > 1;
  const familiar = Object.entries(byFamiliarity) as readonly (readonly [Familiarity, Accuracy])[];
  return [
    ...(several ? categories : []),
    [several ? "all categories" : categories[0]![0], evaluation],
    ...(composite.mentions > 0
      ? ([
          ["  one concept", single],
          ["  several concepts", composite],
        ] as const)
      : []),
    ...familiar.map(([name, accuracy]) => [`  ${familiarityNames[name]}`, accuracy] as const),
  ];
}

function accuracyRow(label: string, accuracy: Accuracy): readonly string[] {
  const { intervals } = accuracy;
  const figures = (["acc1", "acc5", "acc20", "mrr"] as const).flatMap((figure) => [
    percent(accuracy[figure]),
    range(intervals[figure]),
  ]);
  return [label, ...figures, String(accuracy.mentions)];
}

function reasonLines(reasons: LinkingEvaluation["reasons"]): readonly string[] {
  const entries = Object.entries(reasons) as readonly (readonly [
    Reason,
    NonNullable<LinkingEvaluation["reasons"][Reason]>,
  ])[];
  if (entries.length === 0) return [];
  return [
    "Errors:",
    ...table(
      ["", "mentions", "wrong at 1"],
      entries.map(([reason, { mentions, atFirst }]) => [
        reasonNames[reason],
        String(mentions),
        String(atFirst),
      ]),
    ),
    "Of each reason:",
    ...entries.flatMap(([, { worst }]) => worst.map(exampleLine)),
  ];
}

/** A row for each category where there are several, and one for all. */
function byRow<T>(
  all: T,
  byCategory: Readonly<Partial<Record<string, T>>>,
): readonly (readonly [string, T])[] {
  const entries = Object.entries(byCategory) as readonly (readonly [string, T])[];
  return entries.length === 1 ? entries : [...entries, ["all categories", all]];
}

function comparisonLines(comparison: NamedLinkingComparison): readonly string[] {
  return [
    `Against ${comparison.file} (Acc@1 here less Acc@1 there; p by approximate randomisation over documents):`,
    ...table(
      ["", "Acc@1 there", "difference", "95 %", "p", "right here only", "there only"],
      byRow<AccuracyComparison>(comparison, comparison.byCategory).map(
        ([label, { other, difference, rightHereOnly, rightThereOnly }]) => [
          label,
          percent(other),
          signed(difference.acc1),
          `${signed(difference.interval.low, 1)} to ${signed(difference.interval.high, 1)}`,
          difference.p < 0.001 ? "< 0.001" : difference.p.toFixed(3),
          String(rightHereOnly),
          String(rightThereOnly),
        ],
      ),
    ),
  ];
}

function nilLines(nil: NilReport): readonly string[] {
  return [
    `NIL, each mention with its concepts and without them (${nil.concepts} concepts in ${nil.folds} parts, taken out in turn; ${nil.left} mentions left out):`,
    ...table(
      ["", "precision", "recall", "F1", "95 %", "linked rightly", "risk–coverage", "answers"],
      byRow<NilScores>(nil, nil.byCategory).map(([label, scores]) => [
        label,
        ...[scores.precision, scores.recall, scores.f1].map(percent),
        range(scores.interval),
        percent(scores.linkedRight),
        percent(scores.riskCoverage),
        String(scores.mentions),
      ]),
    ),
    "If everything below a score were NIL:",
    ...table(
      ["score", "linked", "of these right", "NIL precision", "recall", "F1"],
      nil.thresholds.map(({ threshold, linked, linkedRight, precision, recall, f1 }) => [
        threshold.toFixed(2),
        ...[linked, linkedRight, precision, recall, f1].map(percent),
      ]),
    ),
  ];
}

function exampleLine({
  reason,
  text,
  count,
  gold,
  first,
  rank,
  nil,
  steps,
  documentId,
}: LinkingExample): string {
  const answer = first
    ? `${first.id} ${first.name}${first.matchedName === first.name ? "" : ` (as “${first.matchedName}”)`} ${first.score.total.toFixed(2)}`
    : "no candidate";
  const place = rank === undefined ? "" : `, gold at ${rank}`;
  const read = steps.length === 0 ? "" : ` [${steps.join("; ")}]`;
  return `  ${String(count).padStart(3)} × ${reasonNames[reason]}: “${text}” ${gold.join(", ")}${read} → ${answer}${nil ? `, NIL: ${nil}` : ""}${place} (${documentId})`;
}
