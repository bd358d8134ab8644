import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut } from "../../web/src/parts/cut.js";

describe("cutting a text where ranges begin and end", () => {
  it("names what covers each piece, the widest first", () => {
    const disease = { start: 0, end: 13 };
    const gene = { start: 7, end: 20 };
    const place = { start: 7, end: 13 };
    const pieces = cut("breast cancer 1 gene here", { start: 0, end: 25 }, [place, gene, disease]);
    expect(pieces.map(({ text, within }) => [text, within])).toEqual([
      ["breast ", [disease]],
      ["cancer", [disease, gene, place]],
      [" 1 gene", [gene]],
      [" here", []],
    ]);
  });

  it("keeps every letter once, under exactly the ranges that hold it", () => {
    const range = fc
      .tuple(fc.nat(40), fc.integer({ min: 1, max: 12 }))
      .map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(range), fc.nat(10), (ranges, start) => {
        const text = "a text of fifty-two letters, give or take a few more";
        const pieces = cut(text, { start, end: 45 }, ranges);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text.slice(start, 45));
        for (const piece of pieces) {
          for (let place = piece.start; place < piece.end; place += 1) {
            const holding = ranges.filter((one) => one.start <= place && place < one.end);
            expect(new Set(piece.within)).toEqual(new Set(holding));
          }
        }
      }),
    );
  });
});
