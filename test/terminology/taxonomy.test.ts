import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTaxonomy, type TaxonomyOptions } from "../../src/terminology/taxonomy.js";
import { damagedLines, fixtures, reading } from "./reading.js";

const sample = join(fixtures, "taxonomy");
const nodes = readFileSync(join(sample, "nodes.dmp"), "utf8");
const names = readFileSync(join(sample, "names.dmp"), "utf8");

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "litweave-taxonomy-"));
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

const read = (folder: string, options: TaxonomyOptions = {}) =>
  reading((report) => readTaxonomy(folder, options, report));

describe("NCBI's taxonomy", () => {
  it("gives taxa with the names that texts use, merged ids and the taxon above", async () => {
    const { items, problems, leftOut } = await read(sample);
    expect(problems).toEqual([]);
    expect(leftOut).toEqual({ "unclassified or environmental group": 1 });
    expect(items).toHaveLength(14);
    expect(items.find(({ id }) => id === "NCBITaxon:562")).toEqual({
      id: "NCBITaxon:562",
      name: "Escherichia coli",
      category: "OrganismTaxon",
      synonyms: ["Bacillus coli", "Bacterium coli commune", "E. coli", "B. coli", "B. coli commune"],
      xrefs: [],
      parents: ["NCBITaxon:561"],
      formerly: ["NCBITaxon:662101", "NCBITaxon:662104"],
      orthologs: [],
    });
    const namesOf = (id: string) => items.find((taxon) => taxon.id === id)?.synonyms;
    expect(namesOf("NCBITaxon:2")).toEqual(["eubacteria"]);
    expect(namesOf("NCBITaxon:561")).toEqual([]);
    expect(namesOf("NCBITaxon:9606")).toEqual(expect.arrayContaining(["human", "H. sapiens", "patients"]));
    expect(namesOf("NCBITaxon:4932")).toEqual(
      expect.arrayContaining(["S. cerevisiae", "baker's yeast", "yeast"]),
    );
    expect(namesOf("NCBITaxon:83333")).toEqual(["E. coli K-12"]);
  });

  it("shortens no English name and none above the species", async () => {
    const { items } = await read(sample);
    const hiv = items.find(({ id }) => id === "NCBITaxon:11676");
    expect(hiv?.synonyms).toEqual(["HIV-1", "human immunodeficiency virus type 1 HIV 1"]);
    for (const taxon of items.filter(({ name }) => !name.includes(" "))) {
      expect(taxon.synonyms.filter((name) => /^[A-Z]\. /u.test(name))).toEqual([]);
    }
  });

  it("takes what stands below a taxon, and ranks, whose parents are the nearest kept", async () => {
    const { items: bacteria } = await read(sample, { below: 2 });
    expect(bacteria.map(({ id }) => id.replace("NCBITaxon:", ""))).toEqual([
      "2",
      "561",
      "562",
      "1224",
      "83333",
      "511145",
    ]);
    expect(bacteria[0]?.parents).toEqual([]);
    const { items: kept } = await read(sample, { ranks: ["domain", "species"] });
    expect(kept.map(({ id, parents }) => [id, parents])).toEqual([
      ["NCBITaxon:2", []],
      ["NCBITaxon:562", ["NCBITaxon:2"]],
      ["NCBITaxon:2759", []],
      ["NCBITaxon:4932", ["NCBITaxon:2759"]],
      ["NCBITaxon:9606", ["NCBITaxon:2759"]],
    ]);
  });

  it("says what a wrong taxon, rank or folder should be", async () => {
    await expect(read(sample, { below: 77 })).rejects.toMatchObject({
      message: expect.stringContaining("taxon 77"),
    });
    await expect(read(sample, { ranks: ["Species"] })).rejects.toMatchObject({
      hint: expect.stringContaining("species"),
    });
    const none = folderOf({ "nodes.dmp": "a,b\n", "names.dmp": names });
    for (const folder of [fixtures, none, join(sample, "missing")]) {
      await expect(read(folder)).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
        hint: expect.stringContaining("taxdump.tar.gz"),
      });
    }
  });

  it("is not caught in a circle", async () => {
    const circle = nodes.replace("561\t|\t1224", "561\t|\t562");
    const { items } = await read(folderOf({ "nodes.dmp": circle, "names.dmp": names }), { below: 2 });
    expect(items.map(({ name }) => name)).toEqual(["Bacteria", "Pseudomonadota"]);
  });

  it("says where a line is damaged and goes on", async () => {
    const folder = folderOf({
      "nodes.dmp": `${nodes}9598\t|\tHomo\t|\tspecies\t|\n`,
      "names.dmp": `${names}9598\t|\tchimpanzee\t|\t\t|\tgenbank common name\t|\n9606\t|\tman\t|\nx\t|\ty\t|\t\t|\tsynonym\t|\n`,
      "merged.dmp": "662101\t|\n",
    });
    const { items, problems } = await read(folder);
    expect(items).toHaveLength(14);
    const last = names.split("\n").length;
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [17, "parent tax_id"],
      [1, "new_tax_id"],
      [last + 1, "columns"],
      [last + 2, "tax_id"],
      [last, "tax_id"],
    ]);
  });

  it("never throws at damaged lines and never loses a good one", async () => {
    const whole = (await read(sample)).items.map(({ id, name }) => [id, name]);
    await fc.assert(
      fc.asyncProperty(
        damagedLines("9606\t|\tHomo sapiens\t|\t\t|\tscientific name\t|"),
        damagedLines("131567\t|\t1\t|\tcellular root\t|"),
        async (damagedNames, damagedNodes) => {
          const folder = folderOf({
            "nodes.dmp": `${damagedNodes.join("\n")}\n${nodes}`,
            "names.dmp": `${names}${damagedNames.join("\n")}`,
          });
          const { items } = await read(folder);
          expect(items.map(({ id, name }) => [id, name])).toEqual(expect.arrayContaining(whole));
        },
      ),
      { numRuns: 10 },
    );
  });
});
