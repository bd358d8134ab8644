import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMesh } from "../../src/terminology/mesh.js";
import { meshRecords } from "../../src/terminology/mesh-records.js";
import { treeCategory } from "../../src/terminology/mesh-tree.js";
import { fileOf, fixtures, reading } from "./reading.js";

const descriptors = join(fixtures, "mesh-desc.xml");
const supplementary = join(fixtures, "mesh-supp.xml");

async function conceptsOf(paths: readonly string[], options = {}) {
  const { items, ...rest } = await reading((report) => readMesh(paths, options, report));
  return { byId: new Map(items.map((item) => [item.id as string, item])), items, ...rest };
}

describe("descriptors", () => {
  it("give names of all concepts, parents by tree, scope note and registry numbers", async () => {
    const { byId, problems, leftOut } = await conceptsOf([descriptors]);
    expect(problems).toEqual([]);
    expect(leftOut).toEqual({ "descriptor: no disease, chemical or organism": 1 });
    expect(byId.get("MESH:D003924")).toEqual({
      id: "MESH:D003924",
      name: "Diabetes Mellitus, Type 2",
      category: "Disease",
      synonyms: [
        "Diabetes Mellitus, Noninsulin-Dependent",
        "NIDDM",
        "Type 2 Diabetes",
        "Maturity-Onset Diabetes Mellitus",
        "Maturity-Onset Diabetes",
        "MODY",
      ],
      xrefs: [],
      parents: ["MESH:D003920"],
      formerly: [],
      orthologs: [],
      definition:
        "A kind of diabetes in which cells answer less to insulin & the pancreas makes up for it less and less.",
    });
    expect(byId.get("MESH:D001241")).toMatchObject({
      category: "ChemicalEntity",
      xrefs: ["unii:R16CO5Y76E", "cas:50-78-2"],
      parents: ["MESH:D012459"],
      synonyms: ["2-(Acetyloxy)benzoic Acid", "Acetylsalicylic Acid", "Zorprin"],
    });
    expect(byId.get("MESH:D006801")).toMatchObject({ category: "OrganismTaxon", xrefs: ["NCBITaxon:9606"] });
    expect(byId.get("MESH:D003866")?.category).toBe("Disease");
    expect(byId.get("MESH:D014839")?.category).toBe("Disease");
  });

  it("damaged cost themselves alone, with line and element", async () => {
    const { items, problems } = await conceptsOf([join(fixtures, "mesh-desc-damaged.xml")]);
    expect(items.map(({ id }) => id)).toEqual(["MESH:D003920", "MESH:D001241"]);
    const lines = readFileSync(join(fixtures, "mesh-desc-damaged.xml"), "utf8").split("\n");
    expect(problems.map(({ field, message }) => [field, message])).toEqual([
      ["DescriptorRecord", expect.stringMatching(/XML cannot be read: unexpected close tag at its line 43;/)],
      ["DescriptorUI", expect.stringMatching(/missing/)],
      ["DescriptorRecord", expect.stringMatching(/another record begins/)],
    ]);
    for (const { line } of problems) expect(lines[line - 1]).toMatch(/^<DescriptorRecord /);
  });

  it("of a file that was cut off are read up to there", async () => {
    const text = readFileSync(descriptors, "utf8");
    const { items, problems } = await conceptsOf([
      fileOf(text.slice(0, text.indexOf("<String>Acetaldehyde"))),
    ]);
    expect(items.length).toBe(7);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/file ends before its <\/DescriptorRecord>/),
      expect.stringMatching(/cut off/),
    ]);
  });

  it("of a gzip file that was cut off are an error", async () => {
    const whole = fileOf(readFileSync(descriptors), "desc.xml.gz");
    const part = fileOf(readFileSync(whole).subarray(0, 600), "part.xml");
    await expect(conceptsOf([part])).rejects.toMatchObject({ code: "BAD_TERMINOLOGY" });
  });

  it.each([
    [["C23.888.821"], "Disease"],
    [["F03.600.300"], "Disease"],
    [["F01.145"], undefined],
    [["D03.1", "C01.2"], "Disease"],
    [["B01.050"], "OrganismTaxon"],
    [[], undefined],
  ])("in the trees %j are %s", (trees, category) => expect(treeCategory(trees)).toBe(category));
});

describe("supplementary records", () => {
  it("take category from their class and parents from the descriptors, whatever the order of files", async () => {
    const { byId, leftOut, items } = await conceptsOf([supplementary, descriptors]);
    expect(items[0]?.id).toBe("MESH:D003924");
    expect(byId.get("MESH:C562729")).toMatchObject({
      category: "Disease",
      parents: ["MESH:D003920"],
      synonyms: ["PNDM"],
      definition: "Diabetes that begins within the first six months of life and stays. OMIM: 606176",
    });
    expect(byId.get("MESH:C015001")).toMatchObject({
      category: "ChemicalEntity",
      parents: ["MESH:D001241"],
      xrefs: ["unii:4J0RB7C8OY", "cas:55482-89-8"],
      definition: "an ester of aspirin with guaiacol",
    });
    expect(leftOut).toMatchObject({
      "gene product of a species": 1,
      "supplementary: no disease, chemical or organism": 1,
    });
  });

  it("of gene products are taken when asked for", async () => {
    const { byId } = await conceptsOf([supplementary], { geneProducts: true });
    expect(byId.get("MESH:C065001")).toMatchObject({
      name: "KCNJ11 protein, human",
      parents: ["MESH:D001241"],
    });
  });

  it("without a class take their headings' category", async () => {
    const old = fileOf(readFileSync(supplementary, "utf8").replaceAll(/ SCRClass="\d"/g, ""));
    const { byId, leftOut } = await conceptsOf([old, descriptors]);
    expect(byId.get("MESH:C562729")?.category).toBe("Disease");
    expect(byId.has("MESH:C400001")).toBe(false);
    expect((await conceptsOf([old, descriptors])).leftOut).toEqual(leftOut);
    expect((await conceptsOf([old])).items).toEqual([]);
  });
});

it("qualifiers are counted and left out", async () => {
  const { items, problems, leftOut } = await conceptsOf([join(fixtures, "mesh-qual.xml")]);
  expect({ items, problems, leftOut }).toEqual({ items: [], problems: [], leftOut: { qualifier: 2 } });
});

it("refuses a file that is no MeSH", async () => {
  await expect(conceptsOf([fileOf("<PubmedArticleSet></PubmedArticleSet>")])).rejects.toThrow(/no MeSH XML/);
});

it("finds the same records wherever lines and spaces are added between them", async () => {
  const text = readFileSync(descriptors, "utf8");
  const pieces = text.split(/(?=<DescriptorRecord )/);
  const wanted = (await reading((report) => meshRecords(descriptors, report))).items.map((one) => one.text);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("\n", " ", "\r\n", "<!-- <DescriptorRecord > -->"), {
        minLength: pieces.length,
        maxLength: pieces.length,
      }),
      async (between) => {
        const path = fileOf(pieces.map((piece, index) => piece + between[index]).join(""));
        const { items, problems } = await reading((report) => meshRecords(path, report));
        expect(items.map((one) => one.text)).toEqual(wanted);
        expect(problems).toEqual([]);
        const lines = readFileSync(path, "utf8").split("\n");
        for (const { line } of items) expect(lines[line - 1]).toContain("<DescriptorRecord ");
      },
    ),
    { numRuns: 20 },
  );
});

it("a supplementary record that is damaged has no parent in itself or in what is no id, and no class by chance", async () => {
  const record = (id: string, heading: string, scr = "1") =>
    `<SupplementalRecord SCRClass="${scr}"><SupplementalRecordUI>${id}</SupplementalRecordUI><SupplementalRecordName><String>N</String></SupplementalRecordName><HeadingMappedToList><HeadingMappedTo><DescriptorReferredTo><DescriptorUI>${heading}</DescriptorUI></DescriptorReferredTo></HeadingMappedTo></HeadingMappedToList></SupplementalRecord>`;
  const records = [
    record("C000001", "C000001"),
    record("C000002", "D 1"),
    record("C000003", "D003920"),
    record("C000004", "D003920", "toString"),
  ];
  const file = fileOf(`<SupplementalRecordSet>${records.join("")}</SupplementalRecordSet>`);
  const { items, leftOut } = await reading((report) => readMesh([file], {}, report));
  expect(items.map(({ parents }) => parents)).toEqual([[], [], ["MESH:D003920"]]);
  expect(Object.keys(leftOut)).toEqual(["supplementary: no disease, chemical or organism"]);
});
