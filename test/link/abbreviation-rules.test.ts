import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidateOf } from "../../src/link/abbreviation-places.js";
import { precisionOf } from "../../src/link/abbreviation-precision.js";
import { type RuleName, rules, startBy } from "../../src/link/abbreviation-rules.js";
import { readShortForm, shortFormKinds } from "../../src/link/abbreviation-short-form.js";

function found(name: RuleName, letters: string, words: string): string | undefined {
  const start = startBy(rules.find((rule) => rule.name === name)!, letters, candidateOf(words)!);
  return start < 0 ? undefined : words.slice(start);
}

describe("rules of abbreviations", () => {
  it.each<[RuleName, string, string, string | undefined]>([
    ["initials", "ckd", "with chronic kidney disease", "chronic kidney disease"],
    ["initials", "bbb", "blood-brain barrier", undefined],
    ["parts", "bbb", "the blood-brain barrier", "blood-brain barrier"],
    ["parts", "a2", "of angiotensin II", "angiotensin II"],
    ["parts", "tnfα", "tumor necrosis factor alpha", "tumor necrosis factor alpha"],
    ["parts", "drg", "decrease of renal gain", undefined],
    ["parts-empty", "drg", "decrease of renal gain", "decrease of renal gain"],
    ["parts-empty", "drg", "decrease in the renal gain", undefined],
    ["parts-empty-2", "drg", "decrease in the renal gain", "decrease in the renal gain"],
    ["parts-word", "ct", "conformal body radiation therapy", undefined],
    ["parts-word", "crt", "conformal thoracic radio therapy trial", "conformal thoracic radio therapy trial"],
    ["adjacent", "prl", "the prolactin", undefined],
    ["adjacent", "cts", "plasma corticosterone", undefined],
    ["adjacent", "coto", "plasma cortisol total", "cortisol total"],
    ["begun", "prl", "the prolactin", "prolactin"],
    ["begun", "eeg", "an electroencephalogram", "electroencephalogram"],
    ["begun", "sc", "no oscillation", undefined],
    ["free", "ax", "an apple in extract", undefined],
    ["free-empty", "ax", "an apple in extract", "apple in extract"],
    [
      "any",
      "rcsf",
      "resistance to outflow of cerebrospinal fluid",
      "resistance to outflow of cerebrospinal fluid",
    ],
  ])("%s: %s in “%s”", (name, letters, words, expected) => {
    expect(found(name, letters, words)).toBe(expected);
  });

  it("find more the laxer they are, and then begin with the first letter", () => {
    const letters = fc.stringMatching(/^[abc2]{1,5}$/u);
    const words = fc.stringMatching(/^[abcx2 -]{1,40}$/u);
    fc.assert(
      fc.property(letters, words, (short, text) => {
        const stricter: readonly (readonly [RuleName, RuleName])[] = [
          ["initials", "parts"],
          ["parts", "adjacent"],
          ["adjacent", "begun"],
          ["begun", "free"],
          ["free", "any"],
        ];
        for (const [strict, lax] of stricter) {
          if (found(strict, short, text) !== undefined) expect(found(lax, short, text)).toBeDefined();
        }
        const any = found("any", short, text);
        if (any !== undefined) expect(any).toContain(short[0]);
      }),
    );
  });

  it("are ordered by precision for every kind of short form", () => {
    for (const kind of shortFormKinds) {
      for (const [name, precision] of precisionOf[kind]) {
        expect(rules.map((rule) => rule.name)).toContain(name);
        expect(precision).toBeGreaterThanOrEqual(0);
        expect(precision).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([
    ["CKD", "letters3"],
    ["PGE2", "digits4"],
    ["IL-1β", "marks4"],
    ["Ang II", "marks5"],
    ["n = 12", undefined],
    ["5 mg", undefined],
    ["Smith 2001", undefined],
    ["95% CI", undefined],
    ["that is so", undefined],
    ["e.g.", undefined],
    ["See", undefined],
    ["12", undefined],
    ["x", undefined],
  ])("%s is of kind %s", (surface, kind) => {
    expect(readShortForm(surface)?.kind).toBe(kind);
  });
});
