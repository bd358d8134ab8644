import { describe, expect, it } from "vitest";
import type { Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import { headingCandidates, type Occurrence } from "../../src/link/heading-candidates.js";
import { featureNames, featuresOf } from "../../src/link/heading-features.js";
import { headingScore } from "../../src/link/heading-score.js";

function concept(id: Curie, category: Concept["category"], more: Partial<Concept> = {}): Concept {
  return { id, name: id, category, synonyms: [], xrefs: [], parents: [], ...more };
}

const known = new Map(
  [
    concept("MESH:D000001", "Disease"),
    concept("MESH:D000002", "Disease", { parents: ["MESH:D000001"] }),
    concept("MESH:D000003", "Disease", { parents: ["MESH:D000002"] }),
    concept("MESH:C000004", "Disease", { parents: ["MESH:D000003"] }),
    // A circle, which no terminology should hold and some do.
    concept("MESH:D000005", "Disease", { parents: ["MESH:D000006"] }),
    concept("MESH:D000006", "Disease", { parents: ["MESH:D000005"] }),
    concept("NCBITaxon:9606", "OrganismTaxon", { xrefs: ["MESH:D006801"], parents: ["NCBITaxon:33208"] }),
    concept("NCBITaxon:10090", "OrganismTaxon", { xrefs: ["MESH:D051379"], parents: ["NCBITaxon:33208"] }),
    concept("NCBITaxon:33208", "OrganismTaxon", { xrefs: ["MESH:D000818"] }),
    concept("NCBIGene:1", "Gene"),
  ].map((one) => [one.id, one]),
);

const at = (id: Curie, start = 0): Occurrence => ({ id, start, end: start + 5, linkScore: 1 });
const candidatesOf = (...occurrences: Occurrence[]) =>
  new Map(headingCandidates(occurrences, (id) => known.get(id)).map((one) => [one.heading, one]));

describe("headingCandidates", () => {
  it("are the headings named and the broader ones, with the levels between", () => {
    const found = candidatesOf(at("MESH:D000003"), at("MESH:D000003", 20), at("MESH:D000001", 40));
    expect(found.get("MESH:D000003")).toMatchObject({
      own: { length: 2 },
      narrower: [],
      distance: 0,
      mapped: false,
    });
    expect(found.get("MESH:D000002")).toMatchObject({ own: [], narrower: { length: 2 }, distance: 1 });
    expect(found.get("MESH:D000001")).toMatchObject({
      own: { length: 1 },
      narrower: { length: 2 },
      distance: 2,
    });
  });

  it("are what a supplementary concept is mapped to", () => {
    const found = candidatesOf(at("MESH:C000004"));
    expect(found.get("MESH:D000003")).toMatchObject({ own: { length: 1 }, mapped: true });
    expect(found.has("MESH:C000004")).toBe(false);
    expect(candidatesOf(at("MESH:C000004"), at("MESH:D000003")).get("MESH:D000003")?.mapped).toBe(false);
  });

  it("have Humans always, Animals for animals other than humans, and no genes", () => {
    expect([...candidatesOf().keys()]).toEqual(["MESH:D006801"]);
    expect([...candidatesOf(at("NCBITaxon:9606"), at("NCBIGene:1")).keys()]).toEqual(["MESH:D006801"]);
    expect(candidatesOf(at("NCBITaxon:10090")).get("MESH:D000818")?.narrower).toHaveLength(1);
  });

  it("come to an end in a circle, and pass over what is unknown", () => {
    expect(candidatesOf(at("MESH:D000005")).get("MESH:D000006")?.distance).toBe(1);
    expect(candidatesOf(at("MESH:D999999")).size).toBe(1);
  });
});

describe("headingScore", () => {
  const text = { titleEnd: 10, length: 100, closeness: () => 0.5, depth: () => 4 };
  const features = (...occurrences: Occurrence[]) =>
    featuresOf(candidatesOf(...occurrences).get("MESH:D000003")!, text);

  it("is the logistic of the sum of its reasons, the weightiest first", () => {
    const { score, reasons } = headingScore(features(at("MESH:D000003", 20)));
    const sum = reasons.reduce((total, { weight }) => total + weight, 0);
    expect(score).toBeCloseTo(1 / (1 + Math.exp(-sum)), 12);
    const sizes = reasons.map(({ weight }) => Math.abs(weight));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(reasons.every(({ name }) => name === "base" || featureNames.includes(name as never))).toBe(true);
  });

  it("rises with mentions and with the title", () => {
    const scoreOf = (...occurrences: Occurrence[]) => headingScore(features(...occurrences)).score;
    const once = scoreOf(at("MESH:D000003", 20));
    expect(scoreOf(at("MESH:D000003", 20), at("MESH:D000003", 40))).toBeGreaterThan(once);
    expect(scoreOf(at("MESH:D000003", 5))).toBeGreaterThan(once);
    expect(scoreOf(at("MESH:C000004", 20))).toBeLessThan(once);
  });
});
