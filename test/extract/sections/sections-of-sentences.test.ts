import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentText, layPassages, type Passage } from "../../../src/domain/document.js";
import { classifySentences } from "../../../src/extract/sections/classify-sentences.js";
import { printedSections } from "../../../src/extract/sections/printed-labels.js";
import { sectionsOfSentences } from "../../../src/extract/sections/sections-of-sentences.js";
import { sentencesOf } from "../../../src/segment/sentences.js";

const plain = (
  JSON.parse(
    readFileSync(new URL("../../fixtures/sections/abstracts.json", import.meta.url), "utf8"),
  ) as string[][]
)[0]!;

function sectionsIn(...parts: readonly Omit<Passage, "offset">[]) {
  const passages = layPassages(parts);
  return sectionsOfSentences({ passages }, documentText({ passages }), sentencesOf({ passages }));
}
const abstract = (text: string) => ({ kind: "abstract", role: "other", text }) as const;
const title = { kind: "title", role: "title", text: "Metformin and the liver" } as const;

describe("the sections of sentences", () => {
  it("are those of the passages, by their printed labels", () => {
    const labelled = { kind: "abstract", role: "results", label: "MAIN RESULTS", text: "It fell. It rose." };
    expect(sectionsIn(title, labelled as Passage)).toEqual([
      { role: "title", section: "title" },
      { role: "results", section: "MAIN RESULTS" },
      { role: "results", section: "MAIN RESULTS" },
    ]);
  });

  it("stay unknown under a label that tells no role", () => {
    const funding = { ...abstract("None. None at all. None whatever."), label: "FUNDING" };
    expect(sectionsIn(funding).map(({ role }) => role)).toEqual(["other", "other", "other"]);
  });

  it("are read from labels inside a plain abstract", () => {
    const text =
      "BACKGROUND: Stroke is common. It kills. METHODS AND RESULTS: Of 40 patients, 9 died. FUNDING: None. CONCLUSIONS: Aspirin helps.";
    expect(sectionsIn(title, abstract(text)).slice(1)).toEqual([
      { role: "background", section: "BACKGROUND" },
      { role: "background", section: "BACKGROUND" },
      { role: "results", section: "METHODS AND RESULTS" },
      { role: "other", section: "FUNDING" },
      { role: "conclusions", section: "CONCLUSIONS" },
    ]);
  });

  it("are read from labels in small letters where two of them agree that they are labels", () => {
    const roles = (texts: readonly string[]) => printedSections(texts).map((section) => section?.role);
    expect(roles(["Aim: to find out.", "Results: it fell."])).toEqual(["objective", "results"]);
    expect(roles(["Results: it fell.", "It rose."])).toEqual([undefined, undefined]);
    expect(roles(["RESULTS: it fell.", "It rose."])).toEqual(["results", "results"]);
    expect(roles(["Two drugs: aspirin and warfarin.", "DNA: a molecule."])).toEqual([undefined, undefined]);
  });

  it("are told from the sentences where there are no labels", () => {
    const found = sectionsIn(title, abstract(plain.join(" ")));
    expect(found.slice(1).map(({ role }) => role)).toEqual(classifySentences(plain));
    expect(found[1]).toEqual({ role: "background", section: "background" });
    expect(found.at(-1)).toEqual({ role: "conclusions", section: "conclusions" });
  });

  it("are unknown in a text of one or two sentences", () => {
    expect(sectionsIn(abstract("Aspirin may cause bleeding. It did here."))).toEqual([
      { role: "other", section: "other" },
      { role: "other", section: "other" },
    ]);
  });

  it("are as many as the sentences, whatever the text", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...plain, "RESULTS: It fell."));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        const passages = layPassages([title, ...texts.map(abstract)]);
        const sentences = sentencesOf({ passages });
        const found = sectionsOfSentences({ passages }, documentText({ passages }), sentences);
        expect(found).toHaveLength(sentences.length);
        expect(found.every(({ role, section }) => role.length > 0 && section.length > 0)).toBe(true);
      }),
    );
  });
});
