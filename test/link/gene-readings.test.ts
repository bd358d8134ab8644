import { describe, expect, it } from "vitest";
import { geneRange, geneReadings } from "../../src/link/gene-readings.js";

describe("the readings of a gene's name", () => {
  it.each([
    ["human IL-2", ["IL-2"]],
    ["BRCA1 mutations", ["BRCA1"]],
    ["Apoe-/-", []],
    ["Apoe knockout", ["Apoe"]],
    ["microRNA-21", ["miR-21"]],
    ["hsa-miR-21-5p", ["miR-21"]],
    ["MAPKs", ["MAPK"]],
    ["HIF-1a", ["HIF-1alpha"]],
    ["b-catenin", ["beta-catenin"]],
    ["TGFb1", ["TGFbeta1"]],
    ["hTERT", ["TERT"]],
    ["mGluR5", ["GluR5"]],
    ["mouse PKCa proteins", ["PKCa", "PKCalpha"]],
    ["TP53", []],
    ["insulin", []],
    ["his", []],
  ])("%s", (name, wanted) => {
    expect(geneReadings(name).map((reading) => reading.name)).toEqual(wanted);
  });
});

describe("a range of genes", () => {
  it.each([
    ["HOXA1-3", ["HOXA1", "HOXA2", "HOXA3"]],
    ["PAK1–3", ["PAK1", "PAK2", "PAK3"]],
    ["S100A8/A9", ["S100A8", "S100A9"]],
    ["HOXA3-1", []],
    ["CD4-25", []],
    ["TP53", []],
  ])("%s", (name, wanted) => {
    expect(geneRange(name)).toEqual(wanted);
  });
});
