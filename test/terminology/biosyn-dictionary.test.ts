import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBiosynDictionary } from "../../src/terminology/biosyn-dictionary.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const sample = join(fixtures, "biosyn-dictionary.txt");
const ofDiseases = { category: "Disease" } as const;

describe("a BioSyn dictionary", () => {
  it("gives each id once with the names of all its lines", async () => {
    const { items, problems } = await reading((report) => readBiosynDictionary(sample, ofDiseases, report));
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        id: "MESH:D001260",
        name: "ataxia telangiectasia",
        synonyms: ["louis bar syndrome"],
        xrefs: ["OMIM:208900"],
      },
      { id: "MESH:D001943", name: "breast neoplasms", synonyms: ["breast cancer"], xrefs: [] },
      { id: "OMIM:608673", name: "cmt2l", category: "Disease" },
    ]);
  });

  it("may have all names of an id in one line, as MEDIC's file has", async () => {
    const path = fileOf("C567755|613097||Tooth Agenesis, Selective, 6|STHAG6\n");
    const { items } = await reading((report) => readBiosynDictionary(path, ofDiseases, report));
    expect(items).toMatchObject([
      {
        id: "MESH:C567755",
        name: "Tooth Agenesis, Selective, 6",
        synonyms: ["STHAG6"],
        xrefs: ["OMIM:613097"],
      },
    ]);
  });

  it("needs to be told the prefix of numbers", async () => {
    const path = fileOf("7157||tp53\n7157||p53\n672||brca1\n");
    const { items } = await reading((report) =>
      readBiosynDictionary(path, { category: "Gene", prefix: "NCBIGene" }, report),
    );
    expect(items.map(({ id, synonyms }) => [id, synonyms])).toEqual([
      ["NCBIGene:7157", ["p53"]],
      ["NCBIGene:672", []],
    ]);
    await expect(
      reading((report) => readBiosynDictionary(path, { category: "Gene" }, report)),
    ).rejects.toMatchObject({ code: "BAD_TERMINOLOGY", hint: expect.stringContaining("“7157”") });
  });

  it("is refused when nothing reads id||name", async () => {
    for (const content of ["", "D001260\tataxia\n", "\u0000\u0001"]) {
      const path = fileOf(content);
      await expect(reading((report) => readBiosynDictionary(path, ofDiseases, report))).rejects.toMatchObject(
        { code: "BAD_TERMINOLOGY", hint: expect.stringContaining("ID||name") },
      );
    }
  });

  it("says where a line is damaged, whatever the damage, and loses no good one", async () => {
    const path = fileOf("D001260|ataxia\nD001260||\nZ9||x\nD001943||breast cancer\n");
    const { items, problems } = await reading((report) => readBiosynDictionary(path, ofDiseases, report));
    expect(items).toHaveLength(1);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [1, "columns"],
      [2, "name"],
      [3, "id"],
    ]);
    await fc.assert(
      fc.asyncProperty(damagedLines("D001943||breast cancer"), async (damaged) => {
        const noisy = fileOf(["D001260||ataxia", ...damaged, "D001260||louis-bar"].join("\n"));
        const found = await reading((report) => readBiosynDictionary(noisy, ofDiseases, report));
        expect(found.items[0]).toMatchObject({ id: "MESH:D001260", name: "ataxia" });
        expect(found.items[0]?.synonyms).toContain("louis-bar");
      }),
      { numRuns: 10 },
    );
  });
});

const folder = join(import.meta.dirname, "../../../shared/data/linking/ncbi-disease-biosyn");
const present = existsSync(folder);

describe.skipIf(!present)(
  `the dictionaries of NCBI-disease${present ? "" : " (skipped: no ../shared/data)"}`,
  () => {
    it("are read whole: names as BioSyn's own loader would count them", async () => {
      const path = join(folder, "train_dictionary.txt");
      const { items, problems } = await reading((report) => readBiosynDictionary(path, ofDiseases, report));
      expect(problems).toEqual([]);
      const ids = new Set(
        readFileSync(path, "utf8")
          .trimEnd()
          .split(/\r?\n/u)
          .map((line) => line.split("||")[0]),
      );
      expect(new Set(items.map(({ id }) => id))).toEqual(ids);
    });

    it("MEDIC of 2012 has every id but the root's", async () => {
      const path = join(folder, "medic_06Jul2012.txt");
      const { items, problems } = await reading((report) => readBiosynDictionary(path, ofDiseases, report));
      expect(items).toHaveLength(11_914);
      expect(problems).toMatchObject([{ line: 38, field: "id" }]);
    });
  },
);
