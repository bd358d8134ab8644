import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOf, normalForm, singular } from "../../src/link/normal-form.js";

describe("the normal form of a name", () => {
  it.each([
    ["Type II Diabetes-Mellitus", "type 2 diabetes mellitus"],
    ["TNF-α", "tnf alpha"],
    ["IL1β", "il 1 beta"],
    ["KF17837", "kf 17837"],
    ["Sjögren’s  syndrome", "sjogren s syndrome"],
    ["Tumour of the oesophagus", "tumor of the esophagus"],
    ["ﬁbrosis (cystic)", "fibrosis cystic"],
    ["factor V Leiden", "factor 5 leiden"],
    ["hepatitis V", "hepatitis v"],
    ["leucaemia", "leukemia"],
    ["…", ""],
  ])("%s → %s", (name, form) => {
    expect(normalForm(name)).toBe(form);
  });

  it("is its own normal form, whatever words it is made of", () => {
    const word = fc.constantFrom(
      "Type",
      "II",
      "x",
      "β",
      "Tumours",
      "Sjögren",
      "(IgA)",
      "2,4-D",
      "ﬃ",
      "oedema",
      "İ",
      "ǅ",
    );
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join(" ")),
        (name) => {
          expect(normalForm(normalForm(name))).toBe(normalForm(name));
        },
      ),
    );
  });

  it("holds nothing but letters, digits and single spaces", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(normalForm(name)).toMatch(/^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u);
      }),
    );
  });
});

describe("the key of a form", () => {
  it.each([
    ["Anemias, Sickle Cell", "sickle cell anemia"],
    ["cancer of the breast", "Breast Cancers"],
    ["neuropathies", "neuropathy"],
  ])("%s and %s meet", (a, b) => {
    expect(keyOf(normalForm(a))).toBe(keyOf(normalForm(b)));
  });

  it.each([
    ["HOX-A1", "HOXA1"],
    ["TGF beta 1", "TGFbeta1"],
  ])("%s and %s meet as symbols", (a, b) => {
    expect(keyOf(normalForm(a), true)).toBe(keyOf(normalForm(b), true));
    expect(keyOf(normalForm(a))).not.toBe(keyOf(normalForm(b)));
  });

  it("keeps short symbols that end in s whole", () => {
    expect(keyOf("kras", true)).toBe("kras");
  });

  it("never strips a word to nothing", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}s$/), (word) => {
        expect(singular(word).length).toBeGreaterThan(0);
      }),
    );
    expect(keyOf("the of")).toBe("of the");
  });
});
