import type { EntityType } from "../../domain/mention.js";
import { distinctSpans, spanKey, type TaggedDocument } from "./spans.js";

/** A found mention's score beside whether the corpus has that very mention. */
export interface Judged {
  /** 0 to 1. */
  readonly score: number;
  readonly right: boolean;
}

/** Found mentions whose scores lie in one bin; `from` and `to` are scores, the rest percentages. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly mentions: number;
  readonly meanScore: number;
  /** Share of the mentions that are right; of a well calibrated model, the mean score. */
  readonly precision: number;
}

/** How well scores tell precision; percentages. */
export interface Calibration {
  readonly mentions: number;
  /** Expected calibration error over ten bins of equal width (Guo et al. 2017). */
  readonly ece: number;
  /** The same over ten bins of equally many mentions, which scores close to 1 do not crowd into one bin. */
  readonly eceEqualMass: number;
  /** The bins of equal width that hold a mention. */
  readonly bins: readonly ReliabilityBin[];
}

const binCount = 10;

/** Every found mention of `types`; right is what {@link exactCounts} counts as right. */
export function judgedOf(
  { gold, found }: Pick<TaggedDocument, "gold" | "found">,
  types: ReadonlySet<EntityType>,
): readonly Judged[] {
  const goldKeys = new Set(gold.map(spanKey));
  return distinctSpans(found, types).map((span) => ({
    score: span.score,
    right: goldKeys.has(spanKey(span)),
  }));
}

/**
 * Expected calibration error: Σ over bins of (mentions in the bin / mentions) · |share right − mean score| (Guo, Pleiss, Sun,
 * Weinberger: On Calibration of Modern Neural Networks, ICML 2017, equation 3). Bins of equal mass are those of Nguyen and
 * O'Connor (EMNLP 2015). Only what was found has a score: missed mentions show in recall, not here.
 */
export function calibrationOf(judged: readonly Judged[]): Calibration {
  const inBin = (bin: number) => judged.filter(({ score }) => binOf(score) === bin);
  const equalWidth = Array.from({ length: binCount }, (_, bin) => ({ bin, own: inBin(bin) }));
  const ranked = judged.toSorted((a, b) => a.score - b.score || Number(a.right) - Number(b.right));
  const cut = (bin: number) => Math.round((bin * ranked.length) / binCount);
  const equalMass = Array.from({ length: binCount }, (_, bin) => ranked.slice(cut(bin), cut(bin + 1)));
  return {
    mentions: judged.length,
    ece: expectedError(equalWidth.map(({ own }) => own)),
    eceEqualMass: expectedError(equalMass),
    bins: equalWidth.flatMap(({ bin, own }) =>
      own.length === 0
        ? []
        : [{ from: bin / binCount, to: (bin + 1) / binCount, mentions: own.length, ...averages(own) }],
    ),
  };
}

/** Scores of 1 belong to the last bin. */
function binOf(score: number): number {
  return Math.min(binCount - 1, Math.floor(score * binCount));
}

function averages(judged: readonly Judged[]): Pick<ReliabilityBin, "meanScore" | "precision"> {
  let [scores, right] = [0, 0];
  for (const one of judged) {
    scores += one.score;
    right += Number(one.right);
  }
  return { meanScore: (100 * scores) / judged.length, precision: (100 * right) / judged.length };
}

function expectedError(bins: readonly (readonly Judged[])[]): number {
  const all = bins.reduce((sum, own) => sum + own.length, 0);
  let error = 0;
  for (const own of bins) {
    if (own.length === 0) continue;
    const { meanScore, precision } = averages(own);
    error += (own.length / all) * Math.abs(precision - meanScore);
  }
  return error;
}
