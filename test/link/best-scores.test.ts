import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestScores, offer, ranked } from "../../src/link/best-scores.js";

describe("the best scores of a stream", () => {
  it("are those that sorting would give, the smaller number first among equals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 })),
        fc.integer({ min: 1, max: 8 }),
        (scores, capacity) => {
          const best = bestScores(capacity);
          for (const [item, score] of scores.entries()) offer(best, item, score);
          const sorted = scores
            .map((score, item) => ({ item, score }))
            .sort((a, b) => b.score - a.score || a.item - b.item);
          expect(ranked(best)).toEqual(sorted.slice(0, capacity));
        },
      ),
    );
  });
});
