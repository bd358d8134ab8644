import { groupBy } from "../../domain/group-by.js";
import { type BootstrapOptions, type Interval, middle, resampled } from "../bootstrap.js";

export interface RankedMention {
  readonly documentId: string;
  /** `Infinity` when no candidate is right. */
  readonly rank: number;
}

type Figure = "acc1" | "acc5" | "acc20" | "mrr";

/** Percentages over `mentions`, with their 95 % intervals. */
export interface Accuracy extends Readonly<Record<Figure, number>> {
  readonly mentions: number;
  readonly intervals: Readonly<Record<Figure, Interval>>;
}

const cutoffs = [1, 5, 20];
const figures: readonly Figure[] = ["acc1", "acc5", "acc20", "mrr"];

/**
 * Acc@k and the mean of 1 / rank (0 where nothing is right) over those of a corpus' mentions that `belongs` picks. Intervals draw the
 * documents of the whole corpus; draws without such a mention say nothing of them and are left out.
 */
export function accuracyOf<M extends RankedMention>(
  corpus: readonly M[],
  belongs: (mention: M) => boolean,
  { resamples = 1000, seed = 13 }: BootstrapOptions = {},
): Accuracy {
  const documents = [...groupBy(corpus, ({ documentId }) => documentId)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const rows = documents.map(([, mentions]) => sumsOf(mentions.filter(belongs)));
  const all = rows.reduce((sum, row) => sum.map((value, at) => value + row[at]!), sumsOf([]));
  const draws = resampled(rows, resamples, seed).filter((sums) => sums[0]! > 0);
  return {
    mentions: all[0]!,
    ...byFigure((at) => share(all, at)),
    intervals: byFigure((at) => middle(draws.map((sums) => share(sums, at)))),
  };
}

/** Mentions, those right at each cutoff, and the sum of 1 / rank. */
function sumsOf(mentions: readonly RankedMention[]): readonly number[] {
  return [
    mentions.length,
    ...cutoffs.map((k) => mentions.filter(({ rank }) => rank <= k).length),
    mentions.reduce((sum, { rank }) => sum + 1 / rank, 0),
  ];
}

function share(sums: readonly number[], at: number): number {
  return sums[0] === 0 ? 0 : (100 * sums[at + 1]!) / sums[0]!;
}

function byFigure<T>(of: (at: number) => T): Readonly<Record<Figure, T>> {
  return Object.fromEntries(figures.map((figure, at) => [figure, of(at)])) as Record<Figure, T>;
}
