import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCtd } from "../../src/terminology/ctd.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const diseases = join(fixtures, "CTD_diseases.tsv");
const chemicals = join(fixtures, "CTD_chemicals.tsv");

describe("CTD's lists", () => {
  it("give diseases with alternative ids, parents and definitions", async () => {
    const { items, problems, leftOut } = await reading((report) => readCtd(diseases, report));
    expect(problems).toEqual([]);
    expect(leftOut).toEqual({ "root of the tree": 1 });
    expect(items[0]).toEqual({
      id: "MESH:D001260",
      name: "Ataxia Telangiectasia",
      category: "Disease",
      synonyms: ["Ataxia-Telangiectasia", "AT Syndrome", "Louis Bar Syndrome", "Louis-Bar Syndrome"],
      xrefs: ["DOID:12704", "OMIM:208900"],
      parents: ["MESH:D013132", "MESH:D049914"],
      formerly: [],
      orthologs: [],
      definition:
        "An autosomal recessive disorder with ataxia, telangiectasias and a disposition to lymphoid tumors.",
    });
    expect(items.map(({ id, parents }) => [id, parents])).toEqual([
      ["MESH:D001260", ["MESH:D013132", "MESH:D049914"]],
      ["OMIM:608673", ["MESH:D002607"]],
      ["MESH:D009422", []],
    ]);
  });

  it("give chemicals with registry numbers, whatever the columns of the year", async () => {
    const { items, problems } = await reading((report) => readCtd(chemicals, report));
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject({
      id: "MESH:D001241",
      category: "ChemicalEntity",
      synonyms: ["2-(Acetyloxy)benzoic Acid", "Acetylsalicylic Acid", "ASA"],
      xrefs: [
        "cas:50-78-2",
        "pubchem.compound:2244",
        "comptox:DTXSID5020108",
        "inchikey:BSYNRYMUTXBXSQ-UHFFFAOYSA-N",
      ],
    });
    expect(items[1]).toMatchObject({ id: "MESH:C000002", name: "bevonium", synonyms: [], xrefs: [] });
    const older = fileOf(
      "# Fields:\n# ChemicalName\tChemicalID\tCasRN\tParentIDs\tSynonyms\n#\nbevonium\tC000002\t\tD001561\tbevonium ion|bevonum\n",
    );
    const { items: before } = await reading((report) => readCtd(older, report));
    expect(before).toMatchObject([
      { id: "MESH:C000002", parents: ["MESH:D001561"], synonyms: ["bevonium ion", "bevonum"] },
    ]);
  });

  it("are refused without the names of the fields", async () => {
    for (const content of ["", "# a comment\n", "Ataxia\tMESH:D001260\n", "# DiseaseName\tOther\nx\ty\n"]) {
      const path = fileOf(content);
      await expect(reading((report) => readCtd(path, report))).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
        hint: expect.stringContaining("CTD_diseases.tsv.gz"),
      });
    }
  });

  it("say where a line is damaged, whatever the damage, and lose no good one", async () => {
    const lines = readFileSync(diseases, "utf8").trimEnd().split("\n");
    const header = lines.filter((line) => line.startsWith("#"));
    const [first = "", second = ""] = lines.filter((line) => !line.startsWith("#"));
    const path = fileOf(
      [
        ...header,
        first.replace("MESH:D001260", "D-1260"),
        "x\ty",
        `\t${second.split("\t").slice(1).join("\t")}`,
        first,
        first,
      ].join("\n"),
    );
    const { items, problems } = await reading((report) => readCtd(path, report));
    expect(items).toHaveLength(1);
    expect(problems.map(({ line, field }) => [line - header.length, field])).toEqual([
      [1, "id"],
      [2, "columns"],
      [3, "name"],
      [5, "id"],
    ]);
    await fc.assert(
      fc.asyncProperty(damagedLines(second), async (damaged) => {
        const noisy = fileOf([...header, first, ...damaged, lines.at(-1)].join("\n"));
        const found = await reading((report) => readCtd(noisy, report));
        const ids = found.items.map(({ id }) => id);
        expect([ids[0], ids.at(-1)]).toEqual(["MESH:D001260", "MESH:D009422"]);
      }),
      { numRuns: 10 },
    );
  });
});

const real = join(import.meta.dirname, "../../../shared/data/terminology/CTD_diseases.tsv.gz");
const present = existsSync(real);

describe.skipIf(!present)(`CTD's diseases of 2017${present ? "" : " (skipped: no ../shared/data)"}`, () => {
  it("are read whole", async () => {
    const { items, problems } = await reading((report) => readCtd(real, report));
    expect(problems).toEqual([]);
    expect(items).toHaveLength(11_864);
    expect(items.flatMap(({ xrefs }) => xrefs)).toHaveLength(6837);
    const ids = new Set(items.map(({ id }) => id));
    expect(items.flatMap(({ parents }) => parents).filter((parent) => !ids.has(parent))).toEqual([]);
  });
});
