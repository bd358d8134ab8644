/** A pair's score, and whether the corpus relates it. */
export interface RankedPair {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * Area under the receiver operating characteristic, 0 to 1: the share of (related, unrelated) pairs of which the related
 * one scores higher, ties counting half (Mann and Whitney; Hanley and McNeil 1982). NaN where one kind is missing.
 */
export function areaUnderRoc(pairs: readonly RankedPair[]): number {
  const sorted = pairs.toSorted((a, b) => a.score - b.score);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) to += 1;
    const tied = sorted.slice(from, to).filter(({ positive }) => positive).length;
    positives += tied;
    rankSum += (tied * (from + 1 + to)) / 2;
    from = to;
  }
  const negatives = sorted.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
