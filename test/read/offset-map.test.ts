import fc from "fast-check";
import { expect, it } from "vitest";
import { offsetMap } from "../../src/domain/code-points.js";

const anyText = fc
  .string({ unit: "binary" })
  .chain((text) => fc.constantFrom(text, `${text}\ud800`, `\udc00${text}`));

it("code points and UTF-16 code units map to each other at every character", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const map = offsetMap(text);
      let utf16 = 0;
      let codePoints = 0;
      for (const character of `${text}.`) {
        expect(map.toCodePoints(utf16)).toBe(codePoints);
        expect(map.toUtf16(codePoints)).toBe(utf16);
        utf16 += character.length;
        codePoints += 1;
      }
      expect(map.toUtf16(codePoints + 5)).toBe(utf16 + 5);
    }),
  );
});
