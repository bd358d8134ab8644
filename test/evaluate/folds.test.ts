import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoresOf, sumCounts } from "../../src/evaluate/counts.js";
import { type DocumentCounts, scoreFolds } from "../../src/evaluate/folds.js";

const corpus = fc
  .array(fc.record({ right: fc.nat(5), extra: fc.nat(3), missed: fc.nat(3) }), {
    minLength: 2,
    maxLength: 40,
  })
  .map((counts) =>
    counts.map(
      ({ right, extra, missed }, i): DocumentCounts => ({
        id: `PMID:${i}`,
        right,
        found: right + extra,
        gold: right + missed,
      }),
    ),
  );

describe("scores in folds", () => {
  it("take every document once, in parts that differ by one at most", () => {
    fc.assert(
      fc.property(corpus, fc.integer({ min: 2, max: 10 }), (documents, count) => {
        fc.pre(count <= documents.length);
        const { folds } = scoreFolds(documents, count);
        const sizes = folds.map((fold) => fold.documents);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(documents.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(scoresOf(sumCounts(folds))).toEqual(scoresOf(sumCounts(documents)));
      }),
    );
  });

  it("do not depend on the order of documents, but on the seed", () => {
    fc.assert(
      fc.property(corpus, (documents) => {
        expect(scoreFolds(documents.toReversed(), 2)).toEqual(scoreFolds(documents, 2));
      }),
    );
    const many = Array.from({ length: 30 }, (_, i) => ({ id: `PMID:${i}`, right: i, found: 40, gold: 40 }));
    expect(scoreFolds(many, 3, 1)).not.toEqual(scoreFolds(many, 3, 2));
  });

  it("give mean and sample standard deviation", () => {
    // Two documents, two folds: F1 of 100 and of 50.
    const { f1, folds } = scoreFolds(
      [
        { id: "PMID:1", right: 2, found: 2, gold: 2 },
        { id: "PMID:2", right: 1, found: 2, gold: 2 },
      ],
      2,
    );
    expect(folds.map((fold) => fold.f1).sort()).toEqual([100, 50]);
    expect(f1.mean).toBe(75);
    expect(f1.deviation).toBeCloseTo(Math.SQRT1_2 * 50, 9);
  });

  it("leave a fold without any mention out of the averages", () => {
    const { f1 } = scoreFolds(
      [
        { id: "PMID:1", right: 2, found: 2, gold: 2 },
        { id: "PMID:2", right: 0, found: 0, gold: 0 },
      ],
      2,
    );
    expect(f1).toEqual({ mean: 100, deviation: 0 });
  });

  it("need as many documents as folds", () => {
    expect(() => scoreFolds([{ id: "PMID:1", right: 0, found: 0, gold: 0 }], 2)).toThrow(
      expect.objectContaining({ code: "USAGE", message: "1 documents cannot make 2 folds" }),
    );
  });
});
