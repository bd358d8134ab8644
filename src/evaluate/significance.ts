import { type BootstrapOptions, type Interval, middle, resampled, seededRandom } from "./bootstrap.js";
import { type Counts, f1, sumCounts } from "./counts.js";

/** One document's counts under two systems. */
export interface CountsPair {
  readonly one: Counts;
  readonly other: Counts;
}

/** F1 of one system less F1 of the other, in points. */
export interface Difference {
  readonly f1: number;
  /** Its 95 % interval. */
  readonly interval: Interval;
  /** Probability of a difference at least as great in either direction if the systems were alike. */
  readonly p: number;
}

export interface SignificanceOptions extends BootstrapOptions {
  /** Exchanges of documents for p, whose least value is 1 / (shuffles + 1). */
  readonly shuffles?: number;
}

/**
 * Compares two systems on the same documents.
 *
 * p comes from approximate randomisation (Noreen 1989; Yeh, COLING 2000): each shuffle exchanges the two systems' answers
 * in every document with probability ½, and p = (shuffles with |ΔF1| as great as seen + 1) / (shuffles + 1). F1 is no sum
 * over mentions and mentions of a document hang together, so neither a t-test nor McNemar's would do.
 *
 * The interval is the percentile bootstrap's (Efron 1979) of the paired difference: one draw of documents serves both.
 */
export function difference(
  documents: readonly CountsPair[],
  { resamples = 1000, shuffles = 10_000, seed = 13 }: SignificanceOptions = {},
): Difference {
  const one = sumCounts(documents.map((pair) => pair.one));
  const other = sumCounts(documents.map((pair) => pair.other));
  return {
    f1: f1(one) - f1(other),
    interval: differenceInterval(documents, resamples, seed),
    p: randomisation(documents, one, other, shuffles, seed),
  };
}

function differenceInterval(documents: readonly CountsPair[], resamples: number, seed: number): Interval {
  const rows = documents.map(({ one, other }) => [...cellsOf(one), ...cellsOf(other)]);
  const differences = resampled(rows, resamples, seed).map(
    (sums) => f1(countsOf(sums.slice(0, 3))) - f1(countsOf(sums.slice(3))),
  );
  return middle(differences);
}

function cellsOf({ right, found, gold }: Counts): readonly number[] {
  return [right, found, gold];
}

function countsOf([right, found, gold]: readonly number[]): Counts {
  return { right: right!, found: found!, gold: gold! };
}

/** Sums of counts differ by rounding at most when the same documents are added in another order. */
const rounding = 1e-9;

function randomisation(
  documents: readonly CountsPair[],
  one: Counts,
  other: Counts,
  shuffles: number,
  seed: number,
): number {
  // Exchanging equal answers changes nothing, so only documents that differ are tossed for.
  const apart = documents.filter((pair) => changeOf(pair).some((change) => change !== 0));
  const changes = Int32Array.from(apart.flatMap(changeOf));
  const seen = Math.abs(f1(one) - f1(other));
  const random = seededRandom(seed);
  let asGreat = 0;
  for (let shuffle = 0; shuffle < shuffles; shuffle += 1) {
    let [right, found, gold] = [0, 0, 0];
    let coins = 0;
    for (let document = 0; document < apart.length; document += 1) {
      // One number serves 32 tosses.
      coins = document % 32 === 0 ? Math.floor(random() * 2 ** 32) | 0 : coins >> 1;
      // All bits or none: without a branch, which would be guessed wrongly half the time.
      const taken = -(coins & 1);
      right += changes[3 * document]! & taken;
      found += changes[3 * document + 1]! & taken;
      gold += changes[3 * document + 2]! & taken;
    }
    const shuffled = { right: one.right + right, found: one.found + found, gold: one.gold + gold };
    const rest = { right: other.right - right, found: other.found - found, gold: other.gold - gold };
    if (Math.abs(f1(shuffled) - f1(rest)) >= seen - rounding) asGreat += 1;
  }
  return (asGreat + 1) / (shuffles + 1);
}

/** What one system's counts gain when it takes over the other's answers for the document. */
function changeOf({ one, other }: CountsPair): readonly number[] {
  return [other.right - one.right, other.found - one.found, other.gold - one.gold];
}
