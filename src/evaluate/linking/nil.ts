import type { Category } from "../../domain/concept.js";
import { groupBy } from "../../domain/group-by.js";
import { type BootstrapOptions, type Interval, intervals } from "../bootstrap.js";
import { type Counts, f1, type Scores, scoresOf, sumCounts } from "../counts.js";

/** A mention as a dictionary answers it that has its concepts, or from which they were taken out. */
export interface NilCase {
  readonly documentId: string;
  readonly category: Category;
  /** Whether its concepts were taken out, so that NIL is the right answer. */
  readonly takenOut: boolean;
  /** Whether the linker answered NIL. */
  readonly nil: boolean;
  /** Of the likeliest answer, given or not: 0 to 1. */
  readonly score: number;
  /** Whether that answer is exactly the gold concepts; never when they were taken out. */
  readonly right: boolean;
}

/** What would be answered if everything below a score were NIL. Percentages. */
export interface ThresholdRow extends Scores {
  readonly threshold: number;
  /** Share of the mentions that get a link, and the share of these that are right. */
  readonly linked: number;
  readonly linkedRight: number;
}

/** NIL as the class to be found: `found` are answers NIL, `gold` mentions whose concepts were taken out. */
export interface NilScores extends Scores {
  readonly mentions: number;
  readonly interval: Interval;
  /** Share of mentions whose concepts are there that were linked to exactly these. */
  readonly linkedRight: number;
  /** See {@link riskCoverageArea}. */
  readonly riskCoverage: number;
  readonly thresholds: readonly ThresholdRow[];
}

export interface NilEvaluation extends NilScores {
  readonly byCategory: Readonly<Partial<Record<Category, NilScores>>>;
}

export function evaluateNil(cases: readonly NilCase[], options: BootstrapOptions = {}): NilEvaluation {
  return {
    ...nilScores(cases, options),
    byCategory: Object.fromEntries(
      [...groupBy(cases, ({ category }) => category)].map(([category, own]) => [
        category,
        nilScores(own, options),
      ]),
    ),
  };
}

function nilScores(cases: readonly NilCase[], options: BootstrapOptions): NilScores {
  const perDocument = [...groupBy(cases, ({ documentId }) => documentId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => nilCounts(own, ({ nil }) => nil));
  const there = cases.filter(({ takenOut }) => !takenOut);
  return {
    mentions: cases.length,
    ...scoresOf(sumCounts(perDocument)),
    interval: intervals(perDocument, { f1 }, options).f1,
    linkedRight: percentOf(there, ({ nil, right }) => right && !nil),
    riskCoverage: riskCoverageArea(cases),
    thresholds: thresholdRows(cases),
  };
}

function nilCounts(cases: readonly NilCase[], isNil: (one: NilCase) => boolean): Counts {
  const found = cases.filter(isNil);
  return {
    right: found.filter(({ takenOut }) => takenOut).length,
    found: found.length,
    gold: cases.filter(({ takenOut }) => takenOut).length,
  };
}

function percentOf<T>(items: readonly T[], has: (item: T) => boolean): number {
  return items.length === 0 ? 0 : (100 * items.filter(has).length) / items.length;
}

/**
 * Area under the risk–coverage curve, 0 to 100, the less the better (Geifman & El-Yaniv, *Selective classification for deep neural
 * networks*, NIPS 2017): mentions are answered from the highest score down; the risk, the share of wrong ones among the first n, is
 * averaged over all n. What was taken out is wrong however it is answered. Mentions of equal score count as in random order.
 */
export function riskCoverageArea(cases: readonly Pick<NilCase, "score" | "right">[]): number {
  const levels = [...groupBy(cases, ({ score }) => score)].toSorted(([a], [b]) => b - a);
  let [answered, wrong, area] = [0, 0, 0];
  for (const [, level] of levels) {
    const share = level.filter(({ right }) => !right).length / level.length;
    for (let place = 0; place < level.length; place += 1) {
      answered += 1;
      wrong += share;
      area += wrong / answered;
    }
  }
  return cases.length === 0 ? 0 : (100 * area) / cases.length;
}

const tableOfThresholds = Array.from({ length: 11 }, (_, step) => (50 + 5 * step) / 100);

function thresholdRows(cases: readonly NilCase[]): readonly ThresholdRow[] {
  return tableOfThresholds.map((threshold) => {
    const linked = cases.filter(({ score }) => score >= threshold);
    return {
      threshold,
      ...scoresOf(nilCounts(cases, ({ score }) => score < threshold)),
      linked: percentOf(cases, ({ score }) => score >= threshold),
      linkedRight: percentOf(linked, ({ right }) => right),
    };
  });
}
