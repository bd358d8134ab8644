import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGeneInfo } from "../../src/terminology/gene-info.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const sample = join(fixtures, "gene_info.tsv");
const lines = readFileSync(sample, "utf8").trimEnd().split("\n");

describe("gene_info", () => {
  it("gives genes of every species with their names and identifiers", async () => {
    const { items, problems, leftOut } = await reading((report) => readGeneInfo(sample, {}, report));
    expect(problems).toEqual([]);
    expect(leftOut).toEqual({
      "no name but clone and locus numbers": 1,
      "type biological-region": 1,
      "placeholder of NCBI's for genes without a record": 1,
    });
    expect(items.map(({ id, name, taxon }) => [id, name, taxon])).toEqual([
      ["NCBIGene:7157", "TP53", "NCBITaxon:9606"],
      ["NCBIGene:100287102", "DDX11L1", "NCBITaxon:9606"],
      ["NCBIGene:22059", "Trp53", "NCBITaxon:10090"],
      ["NCBIGene:24842", "Tp53", "NCBITaxon:10116"],
      ["NCBIGene:850504", "ACT1", "NCBITaxon:559292"],
      ["NCBIGene:945803", "lacZ", "NCBITaxon:511145"],
      ["NCBIGene:30590", "tp53", "NCBITaxon:7955"],
    ]);
    expect(items[0]).toEqual({
      id: "NCBIGene:7157",
      name: "TP53",
      category: "Gene",
      synonyms: [
        "tumor protein p53",
        "BCC7",
        "BMFS5",
        "LFS1",
        "P53",
        "TRP53",
        "cellular tumor antigen p53",
        "antigen NY-CO-13",
        "p53 tumor suppressor",
      ],
      xrefs: ["OMIM:191170", "HGNC:11998", "ensembl:ENSG00000141510"],
      parents: [],
      taxon: "NCBITaxon:9606",
      formerly: [],
      orthologs: [],
    });
  });

  it("spells the model organisms' databases as the Bioregistry does", async () => {
    const { items } = await reading((report) => readGeneInfo(sample, {}, report));
    const xrefs = items.flatMap((gene) => gene.xrefs);
    expect(xrefs).toEqual(
      expect.arrayContaining(["MGI:98834", "RGD:3889", "sgd:S000001855", "zfin:ZDB-GENE-990415-270"]),
    );
  });

  it("keeps the systematic names that yeast's literature uses, not the locus tags of others", async () => {
    const { items } = await reading((report) => readGeneInfo(sample, {}, report));
    expect(items.find(({ name }) => name === "ACT1")?.synonyms).toEqual(["actin", "ABY1", "END7", "YFL039C"]);
    expect(items.find(({ name }) => name === "lacZ")?.synonyms).toEqual(["beta-galactosidase", "ECK0341"]);
  });

  it("takes the species and kinds that are asked for", async () => {
    const { items, problems } = await reading((report) =>
      readGeneInfo(sample, { taxa: [10_090, 7955, 4932], omitTypes: [] }, report),
    );
    expect(items.map(({ name }) => name)).toEqual(["Trp53", "tp53"]);
    expect(problems).toMatchObject([{ line: 11, field: "tax_id" }]);
    expect(problems[0]?.message).toContain("no gene of taxon 4932");
    await expect(reading((report) => readGeneInfo(sample, { taxa: [4932] }, report))).rejects.toMatchObject({
      code: "BAD_TERMINOLOGY",
    });
  });

  it("reads gzip, files without their header, and the header of 2015", async () => {
    const old = `#Format: tax_id GeneID Symbol LocusTag Synonyms (tab is used as a separator)\n${lines[1]!.split("\t").slice(0, 15).join("\t")}\r\n`;
    for (const content of [lines.slice(1).join("\n"), `${lines.join("\n")}\n`, old]) {
      const path = fileOf(content, "x.gene_info.gz");
      const { items, problems } = await reading((report) => readGeneInfo(path, {}, report));
      expect(items[0]?.name).toBe("TP53");
      expect(problems).toEqual([]);
    }
  });

  it("refuses what is no gene_info", async () => {
    for (const content of ["", "id,name\n1,TP53\n", "MESH:D1||x\n", '{"a":1}']) {
      const path = fileOf(content);
      await expect(reading((report) => readGeneInfo(path, {}, report))).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
        hint: expect.stringContaining("gene_info"),
      });
    }
  });

  it("says where a line is damaged and goes on", async () => {
    const path = fileOf(
      [
        lines[0],
        "9606\t1",
        lines[1],
        lines[1]!.replace("9606\t7157", "9606\tTP53"),
        lines[1]!.replace("9606", "human"),
        lines[1],
        lines[5],
      ].join("\n"),
    );
    const { items, problems } = await reading((report) => readGeneInfo(path, {}, report));
    expect(items.map(({ id }) => id)).toEqual(["NCBIGene:7157", "NCBIGene:22059"]);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [2, "columns"],
      [4, "GeneID"],
      [5, "tax_id"],
      [6, "GeneID"],
    ]);
  });

  it("never throws at damaged lines and never loses a good one", async () => {
    const [header, first, second, , , third] = lines;
    await fc.assert(
      fc.asyncProperty(damagedLines(third!), async (damaged) => {
        const path = fileOf([header, first, ...damaged, second].join("\n"));
        const { items } = await reading((report) => readGeneInfo(path, {}, report));
        const names = items.map(({ name }) => name);
        expect([names[0], names.at(-1)]).toEqual(["TP53", "DDX11L1"]);
        for (const gene of items) expect(gene.id).toMatch(/^NCBIGene:\d+$/u);
      }),
      { numRuns: 10 },
    );
  });
});

const real = join(import.meta.dirname, "../../../shared/data/terminology/Homo_sapiens.gene_info.gz");
const present = existsSync(real);

describe.skipIf(!present)(`NCBI's human genes${present ? "" : " (skipped: no ../shared/data)"}`, () => {
  it("are read without a problem", async () => {
    const { items, problems, leftOut } = await reading((report) =>
      readGeneInfo(real, { taxa: [9606] }, report),
    );
    expect(problems).toEqual([]);
    expect(items.length + Object.values(leftOut).reduce((sum, count) => sum + count, 0)).toBe(56_352);
    expect(
      items.filter(({ xrefs }) => xrefs.some((xref) => xref.startsWith("HGNC:"))).length,
    ).toBeGreaterThan(35_000);
    const brca1 = items.find(({ id }) => id === "NCBIGene:672");
    expect(brca1).toMatchObject({
      name: "BRCA1",
      xrefs: expect.arrayContaining(["HGNC:1100", "OMIM:113705"]),
    });
    expect(brca1?.synonyms).toEqual(expect.arrayContaining(["RNF53", "BRCC1"]));
  });
});
