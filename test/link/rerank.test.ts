import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Contested, Judgement } from "../../src/link/decide.js";
import { featureNames, featuresOf, nilFeatureNames, nilFeaturesOf } from "../../src/link/features.js";
import { createLinker } from "../../src/link/linker.js";
import { rerank, rerankerFrom } from "../../src/link/rerank.js";
import { openTerminology, type Terminology } from "../../src/link/terminology.js";
import { markedDocument } from "./marked-document.js";
import { scratchFolder, toyConcepts, writeTerminology } from "./toy-terminology.js";

/** A model of `linking.reranker` with these weights, all others 0. */
function modelOf(
  weights: Partial<Record<(typeof featureNames)[number], number>>,
  { nil = 0, threshold = 0, counts = {} } = {},
) {
  const learned = {
    weights: featureNames.map((name) => weights[name] ?? 0),
    nil: nilFeatureNames.map((name) => (name === "bias" ? nil : 0)),
    threshold,
  };
  return {
    features: [...featureNames],
    nilFeatures: [...nilFeatureNames],
    categories: { Disease: learned, Gene: learned, ChemicalEntity: learned },
    counts,
  };
}

let terminology: Terminology;

beforeAll(async () => {
  const folder = writeTerminology([
    ...toyConcepts,
    { id: "MESH:D001145", name: "Arrhythmias, Cardiac", category: "Disease" },
    {
      id: "MESH:D000099",
      name: "Amniotic Fluid Embolism",
      category: "Disease",
      synonyms: ["AF"],
      parents: ["MESH:D001145"],
    },
    {
      id: "NCBIGene:30590",
      name: "tp53",
      category: "Gene",
      synonyms: ["p53"],
      taxon: "NCBITaxon:7955",
    },
    { id: "NCBITaxon:7955", name: "Zebrafish", category: "OrganismTaxon" },
  ]);
  terminology = await openTerminology({ folder, cacheFolder: scratchFolder() });
});

function linkerWith(model: unknown) {
  return createLinker({ terminology, settings: { reranker: rerankerFrom(model) } });
}

async function idsIn(text: string, model: unknown) {
  const { document, mentions } = markedDocument(text);
  return (await linkerWith(model).linkDocument(document, mentions)).map(({ link }) => link.ids);
}

describe("a reranker", () => {
  it("gives probabilities that sum to one with that of no candidate, the likeliest first", async () => {
    const seen: [Contested, Judgement][] = [];
    const { document, mentions } = markedDocument("[Disease AF] or [Disease diabetes]");
    await createLinker({ terminology, observe: (...args) => seen.push(args) }).linkDocument(
      document,
      mentions,
    );
    expect(seen).toHaveLength(2);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
          minLength: featureNames.length,
          maxLength: featureNames.length,
        }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        (weights, bias) => {
          for (const [{ parts, names }, judge] of seen) {
            const nil = nilFeatureNames.map((_, place) => (place === 0 ? bias : 0));
            const verdict = rerank(parts[0]!, judge, names[0]!, { weights, nil, threshold: 0 });
            const chances = verdict.hits.map(({ probability }) => probability);
            expect(chances.reduce((sum, chance) => sum + chance, verdict.nil)).toBeCloseTo(1, 9);
            expect(chances).toEqual([...chances].sort((a, b) => b - a));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("has a number for every feature", async () => {
    const seen: [Contested, Judgement][] = [];
    const { document, mentions } = markedDocument(
      "[Species mice] [Gene p53] [Disease AF] [Chemical aspirin]",
    );
    await createLinker({ terminology, observe: (...args) => seen.push(args) }).linkDocument(
      document,
      mentions,
    );
    for (const [{ parts }, judge] of seen) {
      for (const row of featuresOf(parts[0]!, judge)) {
        expect(row).toHaveLength(featureNames.length);
        expect(row.every(Number.isFinite)).toBe(true);
      }
      expect(nilFeaturesOf(parts[0]!, "AF")).toHaveLength(nilFeatureNames.length);
    }
  });

  it("decides between equal names by what the document names, also by a broader concept", async () => {
    const model = modelOf({ likeness: 9, siblingOfNamed: 1, descendantOfNamed: 2 });
    expect(await idsIn("[Disease cardiac arrhythmias] and [Disease AF]", model)).toEqual([
      ["MESH:D001145"],
      ["MESH:D000099"],
    ]);
  });

  it("prefers what is met more often", async () => {
    const model = modelOf({ likeness: 9, prior: 3 }, { counts: { "MESH:C537702": 40 } });
    expect(await idsIn("[Disease AF]", model)).toEqual([["MESH:C537702"]]);
  });

  it("takes a gene's species from its sentence", async () => {
    const model = modelOf({ likeness: 9, speciesSentence: 2, speciesUnsaid: 1 });
    const text =
      "[Species Mice] lost [Gene p53]. [Species Zebrafish] lost [Gene p53]. [Species Patients] lost [Gene p53].";
    expect((await idsIn(text, model)).filter((_, place) => place % 2 === 1)).toEqual([
      ["NCBIGene:22059"],
      ["NCBIGene:30590"],
      ["NCBIGene:7157"],
    ]);
    expect(await idsIn("[Gene p53] was lost", model)).toEqual([["NCBIGene:7157"]]);
  });

  it("takes words of a text for species that no mention marks", async () => {
    const model = modelOf({ likeness: 9, speciesSentence: 2, speciesUnsaid: 1 });
    expect(await idsIn("In murine cells [Gene p53] was lost", model)).toEqual([["NCBIGene:22059"]]);
  });

  it("refuses below the threshold, and says whether rivals or none were likelier", async () => {
    const doubtful = await linkerWith(modelOf({ likeness: 9 }, { threshold: 0.6 })).linkName("AF", "Disease");
    expect(doubtful).toMatchObject({ ids: [], nil: "ambiguous" });
    const unlike = await linkerWith(modelOf({ likeness: 1 }, { nil: 9, threshold: 0.6 })).linkName(
      "diabetes",
      "Disease",
    );
    expect(unlike).toMatchObject({ ids: [], nil: "below-threshold" });
    expect(unlike.candidates.length).toBeGreaterThan(0);
    const sure = await linkerWith(modelOf({ likeness: 99 }, { threshold: 0.6 })).linkName("NIDDM", "Disease");
    expect(sure).toMatchObject({ ids: ["MESH:D003924"] });
    expect(sure.score).toBe(sure.candidates[0]!.score.total);
  });

  it("links a gene by the reading that fits, and says which", async () => {
    const { document, mentions } = markedDocument("[Gene hIL2] was high");
    const [linked] = await linkerWith(modelOf({ sameForm: 9 })).linkDocument(document, mentions);
    expect(linked?.link.ids).toEqual(["NCBIGene:3558"]);
    expect(linked?.link.steps).toEqual([{ rule: "species prefix", text: "IL2" }]);
  });

  it("is left out where the manifest has none, refused where it has other features or is damaged", () => {
    expect(rerankerFrom(undefined)).toBeUndefined();
    const model = modelOf({});
    expect(() => rerankerFrom({ ...model, features: ["likeness"] })).toThrow(/other features/u);
    const damaged = { ...model.categories.Disease, weights: [1] };
    expect(() => rerankerFrom({ ...model, categories: { Disease: damaged } })).toThrow(/Disease is damaged/u);
  });
});
