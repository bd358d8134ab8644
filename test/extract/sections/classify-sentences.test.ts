import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifySentences, roleScores } from "../../../src/extract/sections/classify-sentences.js";

/** Our own abstracts, and what the training tools say of them; `python -m sections.train` writes the second. */
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/sections/${name}.json`, import.meta.url), "utf8"));
const abstracts = read("abstracts") as readonly (readonly string[])[];
const scores = read("scores") as readonly (readonly (readonly number[])[])[];

describe("the classifier of sentence roles", () => {
  it.each(abstracts.map((sentences, index) => ({ index, sentences })))(
    "gives the training tools' log-probabilities: abstract $index",
    ({ index, sentences }) => {
      const found = roleScores(sentences);
      expect(found).toHaveLength(scores[index]!.length);
      found.forEach((row, sentence) => {
        row.forEach((score, role) => {
          expect(score).toBeCloseTo(scores[index]![sentence]![role]!, 7);
        });
      });
    },
  );

  it("tells the parts of plain abstracts", () => {
    expect(classifySentences(abstracts[0]!)).toEqual([
      "background",
      "objective",
      "methods",
      "methods",
      "results",
      "results",
      "conclusions",
    ]);
    expect(classifySentences(abstracts[2]!)).toEqual([
      "objective",
      "methods",
      "methods",
      "results",
      "results",
      "conclusions",
      "conclusions",
    ]);
  });

  it("gives every sentence probabilities, whatever its text", () => {
    const sentence = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...abstracts.flat()));
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 12 }), (sentences) => {
        const found = roleScores(sentences);
        expect(found).toHaveLength(sentences.length);
        for (const row of found)
          expect(row.reduce((sum, score) => sum + Math.exp(score), 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 40 },
    );
  });
});
