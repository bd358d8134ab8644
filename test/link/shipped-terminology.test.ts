import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Category } from "../../src/domain/concept.js";
import { type Linking, openLinking } from "../../src/pipeline/open-stages.js";
import { modelOptions } from "../models.js";

let linking: Linking;

beforeAll(async () => {
  linking = await openLinking(modelOptions);
}, 300_000);

afterAll(() => linking?.close());

describe("the shipped terminology with the shipped name encoder", () => {
  it.each<readonly [string, Category, readonly string[]]>([
    ["type 2 diabetes mellitus", "Disease", ["MESH:D003924"]],
    ["T2DM", "Disease", ["MESH:D003924"]],
    ["breast cancer", "Disease", ["MESH:D001943"]],
    ["breast and ovarian cancer", "Disease", ["MESH:D001943", "MESH:D010051"]],
    ["Parkinson’s disease", "Disease", ["MESH:D010300"]],
    ["tumours of the breast", "Disease", ["MESH:D001943"]],
    ["aspirin", "ChemicalEntity", ["MESH:D001241"]],
    ["acetylsalicylic acid", "ChemicalEntity", ["MESH:D001241"]],
    ["Metformin", "ChemicalEntity", ["MESH:D008687"]],
    ["TP53", "Gene", ["NCBIGene:7157"]],
    ["p53", "Gene", ["NCBIGene:7157"]],
    ["BRCA1/2", "Gene", ["NCBIGene:672", "NCBIGene:675"]],
    ["IL-6", "Gene", ["NCBIGene:3569"]],
    ["TNF-α", "Gene", ["NCBIGene:7124"]],
    ["patients", "OrganismTaxon", ["NCBITaxon:9606"]],
    ["mice", "OrganismTaxon", ["NCBITaxon:10090"]],
    ["rats", "OrganismTaxon", ["NCBITaxon:10116"]],
    ["V600E", "SequenceVariant", ["hgvs:p.V600E"]],
  ])("links “%s” as %s", async (name, category, ids) => {
    const link = await linking.linkName(name, category);
    expect(link.ids).toEqual(ids);
    for (const { score } of link.candidates) {
      for (const part of Object.values(score)) expect(part).toBeGreaterThanOrEqual(0);
      for (const part of Object.values(score)) expect(part).toBeLessThanOrEqual(1);
    }
  });

  it.each<readonly [string, Category]>([
    ["quarterly tax return", "Disease"],
    ["wooden chair", "ChemicalEntity"],
  ])("knows that “%s” is no %s", async (name, category) => {
    expect((await linking.linkName(name, category)).nil).toBe("below-threshold");
  });

  it("finds what a misspelt name means", async () => {
    const link = await linking.linkName("diabetis melitus type 2", "Disease");
    expect(link.candidates[0]?.id).toBe("MESH:D003924");
    expect(link.candidates.length).toBeGreaterThan(3);
  });
});
