import type { Aggregate } from "../domain/belief.js";
import { LitweaveError } from "../domain/errors.js";
import { lastDayOf } from "../domain/publication-date.js";
import type { Certainty, Polarity } from "../domain/relation.js";

/**
 * The day up to which a question about a date looks; without a date all days.
 *
 * @throws LitweaveError `BAD_INPUT` when it is none of `2019`, `2019-03` and `2019-03-07`
 */
export function dayAskedFor(date: string): string;
export function dayAskedFor(date: string | undefined): string | undefined;
export function dayAskedFor(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  if (/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$/u.test(date)) {
    const lastOfMonth = lastDayOf(date.slice(0, 7));
    if (date.length < 10 || (date <= lastOfMonth && !date.endsWith("-00"))) return lastDayOf(date);
  }
  throw new LitweaveError("BAD_INPUT", `“${date}” is no date`, { hint: "write 2019, 2019-03 or 2019-03-07" });
}

/** Evidence that counts, published by some date, summed by everything that an aggregate tells apart. */
export interface EvidenceSum {
  readonly polarity: Polarity;
  readonly certainty: Certainty;
  readonly concern: boolean;
  /** 0 without a year. */
  readonly year: number;
  readonly documents: number;
  /** Σ −ln(1 − r) in micronats. */
  readonly micronats: number;
}

/**
 * The aggregate of what was published by a date. What counts of a work is what was published first, so that nothing takes its
 * place at an earlier date, and the sums need look at what counts today alone.
 */
export function aggregateAsOf(
  sums: readonly EvidenceSum[],
  others: Pick<Aggregate, "duplicates" | "retracted">,
): Aggregate {
  const sum = (amount: "documents" | "micronats", counts: (sum: EvidenceSum) => boolean) =>
    sums.reduce((total, one) => total + (counts(one) ? one[amount] : 0), 0);
  const asks = ({ certainty }: EvidenceSum) => certainty === "question";
  const affirms = (one: EvidenceSum) => !asks(one) && one.polarity === "affirmed";
  const denies = (one: EvidenceSum) => !asks(one) && one.polarity === "negated";
  const years = [...new Set(sums.map(({ year }) => year))];
  return {
    affirmed: sum("documents", affirms),
    denied: sum("documents", denies),
    hedged: sum("documents", ({ certainty }) => certainty === "hedged"),
    questions: sum("documents", asks),
    concerns: sum("documents", ({ concern }) => concern),
    ...others,
    supportMicronats: sum("micronats", affirms),
    denialMicronats: sum("micronats", denies),
    years: Object.fromEntries(years.map((year) => [year, sum("documents", (one) => one.year === year)])),
  };
}
