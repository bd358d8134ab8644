import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenSentences } from "../../src/extract/token-spans.js";

const placed = (starts: readonly number[]) => ({
  starts: Int32Array.from(starts),
  ends: Int32Array.from(starts, (start) => start + 1),
});

describe("the sentence of a token", () => {
  it("is the last that begins no later", () => {
    const ascending = fc.uniqueArray(fc.nat(200), { maxLength: 30 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(ascending, ascending, (tokens, begins) => {
        const sentences = begins.map((start) => ({ start, end: start + 1 }));
        const expected = tokens.map((at) => Math.max(0, begins.filter((start) => start <= at).length - 1));
        expect(tokenSentences(placed(tokens), sentences)).toEqual(expected);
      }),
    );
  });
});
