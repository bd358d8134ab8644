import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dictionaryOf } from "../../src/cli/evaluate/dictionary.js";
import { linkGoldMentions } from "../../src/cli/evaluate/link-mentions.js";
import { takeConceptsOut } from "../../src/cli/evaluate/take-out.js";
import { parseBioSynDocument } from "../../src/evaluate/biosyn-folder.js";
import { evaluateNil, type NilCase, riskCoverageArea } from "../../src/evaluate/linking/nil.js";
import { createLinker } from "../../src/link/linker.js";
import { openTerminology } from "../../src/link/terminology.js";
import { scratchFolder, writeTerminology } from "../link/toy-terminology.js";

const answer = (takenOut: boolean, nil: boolean, score: number, right = !takenOut): NilCase => ({
  documentId: "PMID:1",
  category: "Disease",
  takenOut,
  nil,
  score,
  right,
});

describe("NIL", () => {
  it("is scored as the class to be found", () => {
    const evaluation = evaluateNil([
      answer(true, true, 0.4),
      answer(true, false, 0.9),
      answer(false, true, 0.6),
      answer(false, false, 0.95),
      answer(false, false, 0.8, false),
    ]);
    expect(evaluation).toMatchObject({
      mentions: 5,
      right: 1,
      found: 2,
      gold: 2,
      precision: 50,
      recall: 50,
      f1: 50,
      byCategory: { Disease: { mentions: 5 } },
    });
    expect(evaluation.linkedRight).toBeCloseTo(100 / 3, 10);
    expect(evaluation.thresholds.find(({ threshold }) => threshold === 0.85)).toMatchObject({
      linked: 40,
      linkedRight: 50,
      precision: 100 / 3,
      recall: 50,
    });
  });

  it("has a risk–coverage curve whose area is the mean risk of the surest answers", () => {
    const risk = riskCoverageArea([
      { score: 0.9, right: true },
      { score: 0.8, right: false },
      { score: 0.7, right: true },
    ]);
    expect(risk).toBeCloseTo((100 * (0 + 1 / 2 + 1 / 3)) / 3, 10);
    expect(riskCoverageArea([])).toBe(0);
  });

  it("has an area that no order of the mentions changes, least when the scores tell right from wrong", () => {
    const mention = fc.record({ score: fc.constantFrom(0.1, 0.5, 0.9), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(mention, { minLength: 1, maxLength: 20 }), (mentions) => {
        const area = riskCoverageArea(mentions);
        expect(riskCoverageArea(mentions.toReversed())).toBeCloseTo(area, 9);
        const told = mentions.map(({ right }) => ({ right, score: right ? 1 : 0 }));
        expect(riskCoverageArea(told)).toBeLessThanOrEqual(area + 1e-9);
      }),
    );
  });
});

describe("taking concepts out of the dictionary", () => {
  it("asks about every mention without its concepts and with them", async () => {
    const text =
      "Ataxia telangiectasia and breast cancer, not ovarian cancer or gout. Breast and ovarian cancer.\n";
    const concepts = [
      "1||0|21||Disease||Ataxia telangiectasia||D001260",
      "1||26|39||Disease||breast cancer||D001943",
      "1||45|59||Disease||ovarian cancer||D010051",
      "1||63|67||Disease||gout||D006073",
    ].join("\n");
    const corpus = [parseBioSynDocument("1", text, concepts, "1.concept")];
    const terminology = await openTerminology({ folder: writeTerminology(), cacheFolder: scratchFolder() });
    const linker = createLinker({ terminology });
    const dictionary = dictionaryOf((id) => linker.concept(id));
    const asked = { linkDocuments: linker.linkDocuments, dictionary, onProgress: () => undefined };
    const { cases: links } = await linkGoldMentions(corpus, asked);
    for (const folds of [2, 3]) {
      const {
        cases,
        concepts: taken,
        left,
      } = await takeConceptsOut(corpus, links, {
        linker,
        folds,
        dictionary,
        onProgress: () => undefined,
      });
      // The toy terminology has no gout.
      expect({ taken, left }).toEqual({ taken: 3, left: 1 });
      expect(cases.filter(({ takenOut }) => takenOut)).toHaveLength(3);
      expect(cases.filter(({ takenOut }) => !takenOut)).toHaveLength(3);
      for (const { takenOut, right } of cases) expect(right).toBe(!takenOut);
      const { linkedRight, recall } = evaluateNil(cases);
      expect(linkedRight).toBe(100);
      expect(recall).toBeGreaterThan(0);
    }
  });
});
