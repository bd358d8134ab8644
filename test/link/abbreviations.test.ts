import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandAbbreviations, findAbbreviations, longForms } from "../../src/link/abbreviations.js";

function pairs(text: string): readonly string[] {
  return findAbbreviations(text).map(({ short, long }) => `${short}=${long}`);
}

describe("abbreviations of a text", () => {
  it.each([
    ["Ataxia telangiectasia (AT) is rare.", ["AT=Ataxia telangiectasia"]],
    ["We measured heart rate (HR) and blood pressure (BP).", ["HR=heart rate", "BP=blood pressure"]],
    ["Patients with AT (ataxia telangiectasia) came.", ["AT=ataxia telangiectasia"]],
    ["tumor necrosis factor-alpha (TNF-alpha; Sigma)", ["TNF-alpha=tumor necrosis factor-alpha"]],
    ["It fell (P < 0.05) in ten rats (5 mg).", []],
    ["Insulin was low. High glucose (IL) rose.", []],
    ["nothing here", []],
  ])("%s", (text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it("have spans that lie in the text and hold what they say", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "Ataxia ",
        "telangiectasia ",
        "(AT) ",
        "heart rate (HR",
        ")",
        "[",
        "(",
        "; ",
        "é ",
        "𝛼 ",
        "İ ",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        for (const { short, long, shortSpan, longSpan } of findAbbreviations(text)) {
          expect(text.slice(shortSpan.start, shortSpan.end)).toBe(short);
          expect(text.slice(longSpan.start, longSpan.end)).toBe(long);
          expect(long.length).toBeGreaterThan(short.length);
        }
      }),
    );
  });
});

describe("a mention with abbreviations", () => {
  const forms = longForms(
    findAbbreviations("Ataxia telangiectasia (AT) and atrial fibrillation (AF). Another table (AT)."),
  );

  it.each([
    ["AT", "Ataxia telangiectasia"],
    ["ATs", "Ataxia telangiectasia"],
    ["AT carriers", "Ataxia telangiectasia carriers"],
    ["ataxia telangiectasia (AT)", "ataxia telangiectasia"],
    ["ATM", "ATM"],
    ["non-AT", "non-AT"],
  ])("%s → %s", (mention, expected) => {
    expect(expandAbbreviations(mention, forms)).toBe(expected);
  });

  it("keeps the first of two definitions", () => {
    expect(forms.get("AT")).toBe("Ataxia telangiectasia");
  });
});
