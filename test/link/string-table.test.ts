import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  finishSet,
  growingSet,
  indexOfString,
  internString,
  stringAt,
  stringCount,
} from "../../src/link/string-table.js";

describe("a set of strings in one buffer", () => {
  it("numbers distinct strings in order of appearance and finds each again, as a Map does", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 6 }), { maxLength: 200 }), (texts) => {
        const growing = growingSet();
        const numbers = new Map<string, number>();
        for (const text of texts) {
          if (!numbers.has(text)) numbers.set(text, numbers.size);
          expect(internString(growing, text)).toBe(numbers.get(text));
        }
        const set = finishSet(growing);
        expect(stringCount(set)).toBe(numbers.size);
        for (const [text, number] of numbers) {
          expect(stringAt(set, number)).toBe(text);
          expect(indexOfString(set, text)).toBe(number);
        }
        expect(indexOfString(set, "never put in")).toBe(-1);
      }),
    );
  });

  it("grows past its first room", () => {
    const growing = growingSet();
    for (let at = 0; at < 20_000; at += 1) internString(growing, `name ${at}`);
    const set = finishSet(growing);
    expect(indexOfString(set, "name 19999")).toBe(19_999);
    expect(stringAt(set, 12_345)).toBe("name 12345");
  });
});
