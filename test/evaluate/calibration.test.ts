import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntityType } from "../../src/domain/mention.js";
import { calibrationOf, type Judged, judgedOf } from "../../src/evaluate/ner/calibration.js";

const times = (count: number, score: number, right: boolean): Judged[] =>
  Array.from({ length: count }, () => ({ score, right }));

describe("calibration of mention scores", () => {
  it("is the weighted distance of mean score and precision over bins of equal width", () => {
    // 0.9–1.0: 6 of 8 right at 0.95 → 20 points, weight 0.8. 0.5–0.6: 2 of 2 right at 0.55 → 45 points, weight 0.2.
    const judged = [...times(6, 0.95, true), ...times(2, 0.95, false), ...times(2, 0.55, true)];
    const { ece, bins, mentions } = calibrationOf(judged);
    expect(mentions).toBe(10);
    expect(ece).toBeCloseTo(0.8 * 20 + 0.2 * 45, 9);
    expect(bins).toEqual([
      { from: 0.5, to: 0.6, mentions: 2, meanScore: expect.closeTo(55, 9), precision: 100 },
      { from: 0.9, to: 1, mentions: 8, meanScore: expect.closeTo(95, 9), precision: 75 },
    ]);
  });

  it("parts mentions by rank in bins of equal mass, where one bin of equal width hides the error", () => {
    // Within 0.9–1.0 the five surest are all wrong and the five others right: on the average all seems well.
    const scores = [0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99];
    const judged = scores.map((score, i) => ({ score, right: i < 5 }));
    const { ece, eceEqualMass } = calibrationOf(judged);
    expect(ece).toBeCloseTo(94.5 - 50, 9);
    const each = judged.map(({ score, right }) => 100 * Math.abs(Number(right) - score));
    expect(eceEqualMass).toBeCloseTo(each.reduce((sum, value) => sum + value, 0) / 10, 9);
  });

  it("puts the ends of the scale into the first and last bin", () => {
    const { bins } = calibrationOf([...times(1, 0, false), ...times(1, 1, true)]);
    expect(bins.map(({ from, to, mentions }) => [from, to, mentions])).toEqual([
      [0, 0.1, 1],
      [0.9, 1, 1],
    ]);
  });

  it("is 0 over nothing, and near 0 for scores that are true", () => {
    expect(calibrationOf([])).toEqual({ mentions: 0, ece: 0, eceEqualMass: 0, bins: [] });
    const honest = [0.25, 0.5, 0.75].flatMap((score) => [
      ...times(100 * score, score, true),
      ...times(100 * (1 - score), score, false),
    ]);
    expect(calibrationOf(honest).ece).toBeCloseTo(0, 9);
  });

  it("bins every mention once, lies between 0 and 100, and does not depend on order", () => {
    const judged = fc.array(
      fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(judged, (given) => {
        const calibration = calibrationOf(given);
        expect(calibration.bins.reduce((sum, bin) => sum + bin.mentions, 0)).toBe(given.length);
        const right = calibration.bins.reduce((sum, bin) => sum + (bin.precision / 100) * bin.mentions, 0);
        expect(right).toBeCloseTo(given.filter((one) => one.right).length, 6);
        for (const { from, to, meanScore } of calibration.bins) {
          expect(meanScore).toBeGreaterThanOrEqual(100 * from - 1e-9);
          expect(meanScore).toBeLessThanOrEqual(100 * to + 1e-9);
        }
        for (const error of [calibration.ece, calibration.eceEqualMass]) {
          expect(error).toBeGreaterThanOrEqual(0);
          expect(error).toBeLessThanOrEqual(100 + 1e-9);
        }
        const back = calibrationOf(given.toReversed());
        expect(back.ece).toBeCloseTo(calibration.ece, 9);
        expect(back.eceEqualMass).toBeCloseTo(calibration.eceEqualMass, 9);
      }),
    );
  });

  it("judges as the exact score does: the very span and type", () => {
    const span = (start: number, end: number, type: EntityType, score = 0.5) => ({ start, end, type, score });
    const document = {
      gold: [span(0, 4, "Disease"), span(9, 12, "Gene")],
      found: [span(0, 4, "Disease", 0.9), span(0, 3, "Disease", 0.8), span(9, 12, "Chemical", 0.7)],
    };
    expect(judgedOf(document, new Set<EntityType>(["Disease", "Chemical"]))).toEqual([
      { score: 0.9, right: true },
      { score: 0.8, right: false },
      { score: 0.7, right: false },
    ]);
  });
});
