import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Counts, f1, sumCounts } from "../../src/evaluate/counts.js";
import { type CountsPair, difference } from "../../src/evaluate/significance.js";

const quick = { resamples: 200, shuffles: 500 };

/** Two systems on documents with the same gold mentions. */
const pair = fc
  .record({ gold: fc.nat(6), one: fc.tuple(fc.nat(6), fc.nat(3)), other: fc.tuple(fc.nat(6), fc.nat(3)) })
  .map(({ gold, one, other }): CountsPair => {
    const counts = ([right, wrong]: [number, number]): Counts => {
      const agreed = Math.min(right, gold);
      return { right: agreed, found: agreed + wrong, gold };
    };
    return { one: counts(one), other: counts(other) };
  });
const pairs = fc.array(pair, { minLength: 1, maxLength: 25 });

/** The p-value that shuffles approximate: every way to exchange documents, counted. */
function exactP(documents: readonly CountsPair[]): number {
  const seen = Math.abs(
    f1(sumCounts(documents.map((d) => d.one))) - f1(sumCounts(documents.map((d) => d.other))),
  );
  let asGreat = 0;
  for (let way = 0; way < 2 ** documents.length; way += 1) {
    const exchanged = documents.map((d, i) => (way & (1 << i) ? { one: d.other, other: d.one } : d));
    const [one, other] = [exchanged.map((d) => d.one), exchanged.map((d) => d.other)];
    if (Math.abs(f1(sumCounts(one)) - f1(sumCounts(other))) >= seen - 1e-9) asGreat += 1;
  }
  return asGreat / 2 ** documents.length;
}

describe("the difference of two systems", () => {
  it("is 0 with p = 1 for equal answers", () => {
    fc.assert(
      fc.property(pairs, (documents) => {
        const equal = documents.map(({ one }) => ({ one, other: one }));
        expect(difference(equal, quick)).toEqual({ f1: 0, interval: { low: 0, high: 0 }, p: 1 });
      }),
    );
  });

  it("turns its sign and keeps p when the systems exchange roles", () => {
    fc.assert(
      fc.property(pairs, (documents) => {
        const there = difference(documents, quick);
        const back = difference(
          documents.map(({ one, other }) => ({ one: other, other: one })),
          quick,
        );
        expect(back.f1).toBeCloseTo(-there.f1, 9);
        expect(back.interval.low).toBeCloseTo(-there.interval.high, 9);
        expect(back.interval.high).toBeCloseTo(-there.interval.low, 9);
        expect(back.p).toBe(there.p);
      }),
    );
  });

  it("is that of the summed counts, with an interval and a p-value in (0, 1]", () => {
    fc.assert(
      fc.property(pairs, (documents) => {
        const { f1: apart, interval, p } = difference(documents, quick);
        const [one, other] = [documents.map((d) => d.one), documents.map((d) => d.other)];
        expect(apart).toBeCloseTo(f1(sumCounts(one)) - f1(sumCounts(other)), 9);
        expect(interval.low).toBeLessThanOrEqual(interval.high);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has the p-value of all exchanges", () => {
    const small = fc.array(pair, { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(small, (documents) => {
        const exact = exactP(documents);
        const { p } = difference(documents, { resamples: 1, shuffles: 4_000 });
        // Five standard errors of a share out of 4,000, and the one that is added.
        expect(Math.abs(p - exact)).toBeLessThan(5 * Math.sqrt((exact * (1 - exact)) / 4_000) + 1 / 2_000);
      }),
      { numRuns: 40 },
    );
  });

  it("has the interval that the normal law gives", () => {
    // 400 documents of one mention, found in 300 by the one and in 260 by the other: both 200, one alone 100, other 60.
    const answer = (right: boolean) => ({ right: Number(right), found: 1, gold: 1 });
    const documents = Array.from({ length: 400 }, (_, i) => ({
      one: answer(i < 300),
      other: answer(i < 200 || (i >= 300 && i < 360)),
    }));
    const { f1: apart, interval, p } = difference(documents, { resamples: 4_000 });
    expect(apart).toBeCloseTo(10, 9);
    // Differences of +1, 0, −1: variance (160/400 − 0.1²); ±1.96·√(0.39/400) = ±6.1 points.
    expect(interval.low).toBeCloseTo(10 - 6.1, 0);
    expect(interval.high).toBeCloseTo(10 + 6.1, 0);
    // Sign test of 100 against 60: two-sided p = 0.0019.
    expect(p).toBeGreaterThan(0.0005);
    expect(p).toBeLessThan(0.004);
  });

  it("is the same for the same seed, and 0 over nothing", () => {
    const documents = fc.sample(pairs, { numRuns: 1, seed: 3 })[0]!;
    expect(difference(documents, { seed: 5 })).toEqual(difference(documents, { seed: 5 }));
    expect(difference([])).toEqual({ f1: 0, interval: { low: 0, high: 0 }, p: 1 });
  });
});
