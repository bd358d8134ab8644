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
    ["Rats with chronic kidney disease[CKD] ate less.", ["CKD=chronic kidney disease"]],
    ["Interstitial lung diseases (ILDs) scar the lung.", ["ILDs=Interstitial lung diseases"]],
    ["Angiotensin II (Ang II) raised it.", ["Ang II=Angiotensin II"]],
    ["Tumour necrosis factor α (TNF-α) fell.", ["TNF-α=Tumour necrosis factor α"]],
    [
      "5-Hydroxytryptamine (5-HT) and prostaglandin E2 (PGE2)",
      ["5-HT=5-Hydroxytryptamine", "PGE2=prostaglandin E2"],
    ],
    [
      "acute respiratory distress syndrome of the newborn (ARDSN)",
      ["ARDSN=acute respiratory distress syndrome of the newborn"],
    ],
    ["Leakage of the barrier (blood-brain barrier, BBB) rose.", ["BBB=blood-brain barrier"]],
    ["the drug (MTX; methotrexate) was stopped", ["MTX=methotrexate"]],
    ["deep vein thrombosis (also known as DVT) is common", ["DVT=deep vein thrombosis"]],
    ["fructose bisphosphate (glycolysis) (FBP)", ["FBP=fructose bisphosphate"]],
    ["succinyl-CoA synthetase from yeast (SCS(y))", ["SCS(y)=succinyl-CoA synthetase from yeast"]],
    [
      "Interferon (IFN)-gamma and [confidence interval (CI) 2 to 3]",
      ["IFN=Interferon", "CI=confidence interval"],
    ],
    ["delta-9-tetrahydrocannabinol (THC) was given", ["THC=delta-9-tetrahydrocannabinol"]],
    ["Testosterone (T) and estradiol (E) were measured.", ["T=Testosterone", "E=estradiol"]],
    ["an apple (A) and a banana (B) were shown", []],
    ["Twelve women took part (n = 12; range 2-9) (Smith et al., 2001) (see Fig. 1).", []],
    ["poly(A) tails and (R)-propranolol and hepatitis C virus (anti-HCV)", []],
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
    findAbbreviations(
      "Ataxia telangiectasia (AT) and atrial fibrillation (AF). Another table (AT). Deoxycortisol and deoxycortisol (D).",
    ),
  );

  it.each([
    ["AT", "Ataxia telangiectasia"],
    ["ATs", "Ataxia telangiectasia"],
    ["AT carriers", "Ataxia telangiectasia carriers"],
    ["ataxia telangiectasia (AT)", "ataxia telangiectasia"],
    ["ATM", "ATM"],
    ["non-AT", "non-AT"],
    ["vitamin D", "vitamin D"],
    ["D", "deoxycortisol"],
  ])("%s → %s", (mention, expected) => {
    expect(expandAbbreviations(mention, forms)).toBe(expected);
  });

  it("keeps the first of two definitions", () => {
    expect(forms.get("AT")).toBe("Ataxia telangiectasia");
  });
});
