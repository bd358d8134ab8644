import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCellosaurus } from "../../src/terminology/cellosaurus.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const sample = join(fixtures, "cellosaurus.txt");
const text = readFileSync(sample, "utf8");
const read = (path: string, species?: readonly number[]) =>
  reading((report) => readCellosaurus(path, species ? { species } : {}, report));

describe("Cellosaurus", () => {
  it("gives cell lines, and takes nothing from the header that explains the format", async () => {
    const { items, problems } = await read(sample);
    expect(problems).toEqual([]);
    expect(items.map(({ id, name }) => [id, name])).toEqual([
      ["cellosaurus:CVCL_0030", "HeLa"],
      ["cellosaurus:CVCL_0372", "KB"],
      ["cellosaurus:CVCL_0594", "NIH 3T3"],
      ["cellosaurus:CVCL_2881", "NG108-15"],
    ]);
    expect(items[0]).toEqual({
      id: "cellosaurus:CVCL_0030",
      name: "HeLa",
      category: "CellLine",
      synonyms: ["He La", "He-La", "HeLa-CCL2", "Henrietta Lacks cells", "Helacyton gartleri"],
      xrefs: ["BTO:0000567", "CLO:0003684", "EFO:0001185"],
      parents: [],
      taxon: "NCBITaxon:9606",
      formerly: ["cellosaurus:CVCL_4363"],
      orthologs: [],
      definition:
        "Cancer cell line. Human papillomavirus-related endocervical adenocarcinoma. Homo sapiens (Human).",
    });
  });

  it("tells of a line's origin and of its problem", async () => {
    const { items } = await read(sample);
    expect(items[1]?.parents).toEqual(["cellosaurus:CVCL_0030"]);
    expect(items[1]?.definition).toContain("Contaminated. Shown to be a HeLa derivative.");
  });

  it("takes a species, hybrids with each of theirs", async () => {
    expect((await read(sample, [10_116])).items.map(({ name }) => name)).toEqual(["NG108-15"]);
    const { items } = await read(sample, [10_090]);
    expect(items.map(({ name, taxon }) => [name, taxon])).toEqual([
      ["NIH 3T3", "NCBITaxon:10090"],
      ["NG108-15", undefined],
    ]);
  });

  it("reads CRLF and gzip alike", async () => {
    const { items } = await read(fileOf(text.replaceAll("\n", "\r\n"), "cellosaurus.txt.gz"));
    expect(items).toEqual((await read(sample)).items);
  });

  it("is refused without an entry", async () => {
    for (const content of ["", "HeLa\tCVCL_0030\n", text.slice(0, text.indexOf("ID   HeLa"))]) {
      await expect(read(fileOf(content))).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
        hint: expect.stringContaining("cellosaurus.txt"),
      });
    }
  });

  it("says where an entry is damaged and goes on", async () => {
    const damaged = text
      .replace("AC   CVCL_0372", "AC   CVCL-372")
      .replace("OX   NCBI_TaxID=10090; !", "OX   10090 !")
      .replace(/\/\/\n$/u, "");
    const { items, problems } = await read(fileOf(damaged));
    const lineOf = (beginning: string) => damaged.slice(0, damaged.indexOf(beginning)).split("\n").length;
    expect(items.map(({ name }) => name)).toEqual(["HeLa"]);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [lineOf("AC   CVCL-372"), "AC"],
      [lineOf("OX   10090"), "OX"],
      [lineOf("ID   NG108-15"), "//"],
    ]);
  });

  it("never throws at damaged lines and never loses a good entry", async () => {
    const whole = (await read(sample)).items;
    await fc.assert(
      fc.asyncProperty(damagedLines("AC   CVCL_1292"), async (lines) => {
        const { items } = await read(fileOf(`${lines.join("\n")}\n//\n${text}`));
        expect(items.slice(-whole.length)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });
});
