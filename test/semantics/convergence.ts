import fc from "fast-check";
import { expect, it } from "vitest";
import { history } from "./histories.js";
import type { Place } from "./places.js";
import { faultsAfter } from "./play.js";

/** Shrinking a history takes many more. */
const patienceMs = 600_000;

/** @param runs histories that are tried; `npm run histories` tries as many as one likes */
export function testConvergence(place: Place, runs: number): void {
  it(
    "Any order, any repetition, any crash: one graph.",
    async () => {
      await fc.assert(
        fc.asyncProperty(history, async (past) => {
          expect(await faultsAfter(place, past)).toEqual([]);
        }),
        { numRuns: runs },
      );
    },
    patienceMs,
  );
}
