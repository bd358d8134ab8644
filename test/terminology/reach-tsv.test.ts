import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReachTsv } from "../../src/terminology/reach-tsv.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const ofCells = { category: "CellLine" } as const;
const ofSpecies = { category: "OrganismTaxon", prefix: "NCBITaxon" } as const;

describe("a table of Reach's", () => {
  it("gives each id once with all its names", async () => {
    const { items, problems } = await reading((report) =>
      readReachTsv(join(fixtures, "reach-Cellosaurus.tsv"), ofCells, report),
    );
    expect(problems).toEqual([]);
    expect(items.map(({ id, name, synonyms }) => [id, name, synonyms])).toEqual([
      ["cellosaurus:CVCL_0126", "5637", []],
      ["cellosaurus:CVCL_1292", "HT1376", ["HT-1376"]],
      ["cellosaurus:CVCL_0030", "HeLa", []],
    ]);
  });

  it("needs to be told the prefix of numbers", async () => {
    const path = fileOf("E. coli\t562\nEscherichia coli\t562\n");
    const { items } = await reading((report) => readReachTsv(path, ofSpecies, report));
    expect(items).toMatchObject([{ id: "NCBITaxon:562", name: "E. coli", synonyms: ["Escherichia coli"] }]);
    await expect(
      reading((report) => readReachTsv(path, { category: "OrganismTaxon" }, report)),
    ).rejects.toMatchObject({ code: "BAD_TERMINOLOGY", hint: expect.stringContaining("NCBITaxon") });
  });

  it("says where a line is damaged, whatever the damage, and loses no good one", async () => {
    await fc.assert(
      fc.asyncProperty(damagedLines("HT1376\tCVCL_1292\tHomo sapiens"), async (damaged) => {
        const path = fileOf(
          ["HeLa\tCVCL_0030", "no id", ...damaged, "He La\tCVCL_0030\tHomo sapiens"].join("\n"),
        );
        const { items, problems } = await reading((report) => readReachTsv(path, ofCells, report));
        expect(items[0]?.synonyms).toContain("He La");
        expect(problems[0]).toMatchObject({ line: 2, field: "id" });
      }),
      { numRuns: 10 },
    );
  });
});

const folder = join(import.meta.dirname, "../../../shared/data/terminology");
const present = existsSync(folder);

describe.skipIf(!present)(`Reach's own tables${present ? "" : " (skipped: no ../shared/data)"}`, () => {
  it.each([
    ["reach-Cellosaurus.tsv.gz", ofCells, 64_234],
    ["reach-Species_exhaustive.tsv.gz", ofSpecies, 9999],
  ])("%s is read whole", async (file, options, count) => {
    const path = join(folder, file);
    const { items, problems } = await reading((report) => readReachTsv(path, options, report));
    expect(problems).toEqual([]);
    const rows = gunzipSync(readFileSync(path)).toString().trimEnd().split("\n");
    expect(items).toHaveLength(count);
    expect(new Set(rows.map((row) => row.split("\t")[1])).size).toBe(count);
  });
});
