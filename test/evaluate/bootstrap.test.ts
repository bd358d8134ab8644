import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interval, seededRandom } from "../../src/evaluate/bootstrap.js";
import { f1, recall, sumCounts } from "../../src/evaluate/counts.js";

const documentCounts = fc
  .record({ right: fc.nat(8), extra: fc.nat(4), missed: fc.nat(4) })
  .map(({ right, extra, missed }) => ({ right, found: right + extra, gold: right + missed }));

describe("bootstrap intervals", () => {
  it("contain the point estimate", () => {
    fc.assert(
      fc.property(
        fc.array(documentCounts, { minLength: 1, maxLength: 40 }),
        fc.integer(),
        (documents, seed) => {
          const estimate = f1(sumCounts(documents));
          const { low, high } = interval(documents, f1, { seed });
          expect(low).toBeLessThanOrEqual(estimate + 1e-9);
          expect(high).toBeGreaterThanOrEqual(estimate - 1e-9);
        },
      ),
    );
  });

  it("are the same for the same seed", () => {
    const documents = [3, 1, 4, 1, 5, 9, 2, 6].map((right) => ({ right, found: 10, gold: 10 }));
    expect(interval(documents, f1, { seed: 7 })).toEqual(interval(documents, f1, { seed: 7 }));
  });

  it("have the width that the binomial law gives", () => {
    // 400 documents of one mention, half of them right: ±1.96·√(0.25/400) = ±4.9 points around 50.
    const documents = Array.from({ length: 400 }, (_, i) => ({ right: i % 2, found: 1, gold: 1 }));
    const { low, high } = interval(documents, recall, { resamples: 4000 });
    expect(low).toBeCloseTo(45.1, 0);
    expect(high).toBeCloseTo(54.9, 0);
  });

  it("shrink to the estimate when all documents are alike", () => {
    const documents = Array.from({ length: 5 }, () => ({ right: 1, found: 2, gold: 2 }));
    expect(interval(documents, f1)).toEqual({ low: 50, high: 50 });
  });
});

describe("the seeded generator", () => {
  it("is uniform in [0, 1)", () => {
    const random = seededRandom(1);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i += 1) bins[Math.floor(random() * 10)]! += 1;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it("gives other sequences for other seeds", () => {
    expect(seededRandom(1)()).not.toBe(seededRandom(2)());
  });
});
