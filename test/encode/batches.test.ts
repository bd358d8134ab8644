import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillBatches } from "../../src/encode/batches.js";

const rows = fc
  .array(fc.nat(510), { maxLength: 60 })
  .map((lengths) => lengths.map((end, document) => ({ document, start: 0, end })));

describe("batches", () => {
  it("hold every row once, within the budget of padded tokens unless a row is alone", () => {
    fc.assert(
      fc.property(rows, fc.nat(4_096), (all, budget) => {
        const batches = fillBatches(all, budget);
        expect(
          batches
            .flat()
            .map((row) => row.document)
            .sort((a, b) => a - b),
        ).toEqual(all.map((row) => row.document));
        for (const batch of batches) {
          const longest = Math.max(...batch.map((row) => row.end + 2));
          expect(batch.length === 1 || batch.length * longest <= budget).toBe(true);
        }
      }),
    );
  });

  it("put rows of like length together", () => {
    const lengths = [500, 3, 480, 5, 4].map((end, document) => ({ document, start: 0, end }));
    expect(fillBatches(lengths, 1_024).map((batch) => batch.map((row) => row.end))).toEqual([
      [3, 4, 5],
      [480, 500],
    ]);
  });

  it("are rows alone without a budget, and none of none", () => {
    expect(
      fillBatches(
        [
          { document: 0, start: 0, end: 9 },
          { document: 1, start: 0, end: 9 },
        ],
        0,
      ),
    ).toHaveLength(2);
    expect(fillBatches([], 512)).toEqual([]);
  });
});
