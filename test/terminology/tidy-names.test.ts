import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tidySynonyms } from "../../src/terminology/tidy-names.js";

describe("synonyms", () => {
  it("are without noise, repeats and forms that are only inverted", () => {
    const names = [
      "Heart Diseases",
      "Diseases,  Heart",
      "heart diseases",
      "AN",
      "7",
      "(-)",
      "Cardiac Disorders",
      "Failure, Heart",
    ];
    expect(tidySynonyms("heart disease", names)).toEqual([
      "Heart Diseases",
      "Cardiac Disorders",
      "Failure, Heart",
    ]);
  });

  it("lose their outer quotation marks and spare space, not their meaning", () => {
    expect(tidySynonyms("x", ['"Bacillus"\t coli ', '"E. coli"', "α-synuclein"])).toEqual([
      '"Bacillus" coli',
      "E. coli",
      "α-synuclein",
    ]);
  });

  it("are some of what was given, in its order, each once, and stable", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ unit: fc.constantFrom("a", "B", ",", " ", "1", "é") })),
        (name, names) => {
          const kept = tidySynonyms(name, names);
          const folded = kept.map((one) => one.toLowerCase());
          expect(new Set(folded).size).toBe(kept.length);
          expect(folded).not.toContain(name.toLowerCase());
          expect(tidySynonyms(name, kept)).toEqual(kept);
        },
      ),
    );
  });
});
