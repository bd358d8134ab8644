import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { semanticCategory } from "../../src/terminology/semantic-types.js";
import { readUmls } from "../../src/terminology/umls.js";
import { readMergedCuis, readUmlsXrefs } from "../../src/terminology/umls-mappings.js";
import type { UmlsOptions } from "../../src/terminology/umls-options.js";
import { fixtures, reading } from "./reading.js";

const release = join(fixtures, "umls");

async function conceptsOf(folder = release, options: UmlsOptions = {}) {
  const { items, ...rest } = await reading((report) => readUmls(folder, options, report));
  return { byId: new Map(items.map((item) => [item.id as string, item])), items, ...rest };
}

/** A copy of the release in which a file is changed. */
function changed(file: string, change: (text: string) => string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), "litweave-umls-"));
  cpSync(join(release, "META"), folder, { recursive: true });
  const path = join(folder, `${file}.RRF`);
  const text = change(readFileSync(path, "utf8"));
  rmSync(path);
  if (text !== undefined) writeFileSync(`${path}.gz`, gzipSync(text));
  return folder;
}

describe("concepts of a release", () => {
  it("have UMLS' preferred name, other names, codes, parents and a definition", async () => {
    const { byId, items } = await conceptsOf();
    expect(items.map(({ id }) => id)).toEqual([
      "UMLS:C0004057",
      "UMLS:C0011847",
      "UMLS:C0011849",
      "UMLS:C0011860",
      "UMLS:C0012634",
      "UMLS:C0021641",
    ]);
    expect(byId.get("UMLS:C0011860")).toEqual({
      id: "UMLS:C0011860",
      name: "Diabetes Mellitus, Type 2",
      category: "Disease",
      synonyms: ["DIABETES MELLITUS, NONINSULIN-DEPENDENT", "T2D"],
      xrefs: ["OMIM:125853", "MESH:D003924"],
      parents: ["UMLS:C0011849"],
      formerly: [],
      orthologs: [],
      definition: "Diabetes in which cells answer less to insulin.",
    });
    expect(byId.get("UMLS:C0004057")).toMatchObject({
      category: "ChemicalEntity",
      synonyms: ["Acetylsalicylic Acid"],
      xrefs: ["MESH:D001241", "rxnorm:1191"],
      parents: [],
    });
    expect(byId.get("UMLS:C0011849")?.parents).toEqual(["UMLS:C0012634"]);
  });

  it("damaged cost their line alone; what fits no category or language is counted", async () => {
    const { problems, leftOut } = await conceptsOf();
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [11, "TUI"],
      [13, "columns"],
      [14, "CUI"],
    ]);
    expect(leftOut).toEqual({
      "semantic type of no category": 1,
      "no name of the languages and term types wanted": 1,
    });
  });

  it("are chosen by vocabulary, language, term type and suppression", async () => {
    const ofMesh = await conceptsOf(release, { sources: ["MSH"] });
    expect(ofMesh.byId.has("UMLS:C0011847")).toBe(false);
    expect(ofMesh.byId.get("UMLS:C0011860")).toMatchObject({ synonyms: [], xrefs: ["MESH:D003924"] });
    const french = await conceptsOf(release, { languages: ["FRE"] });
    expect(french.items.map(({ name }) => name)).toEqual(["Acide acétylsalicylique", "Humains"]);
    const headings = await conceptsOf(release, { termTypes: ["MH"] });
    expect(headings.byId.get("UMLS:C0004057")?.synonyms).toEqual([]);
    const all = await conceptsOf(release, { suppressed: true });
    expect(all.byId.get("UMLS:C0004057")?.synonyms).toContain("Product containing aspirin");
    expect(all.byId.get("UMLS:C0011860")?.definition).toBe("A suppressed definition.");
  });

  it("read the same from a gzipped file, and without relations and definitions", async () => {
    const plain = await conceptsOf();
    expect((await conceptsOf(changed("MRCONSO", (text) => text))).items).toEqual(plain.items);
    const bare = await conceptsOf(changed("MRREL", () => undefined));
    expect(bare.items.every(({ parents }) => parents.length === 0)).toBe(true);
    expect(bare.items.length).toBe(plain.items.length);
  });

  it.each([
    ["MRCONSO", (text: string) => text.split("\n").reverse().join("\n").trimStart(), /not sorted/],
    ["MRCONSO", () => "PMID|text\n".repeat(3), /holds no row of MRCONSO/],
    ["MRSTY", () => undefined, /has no MRSTY.RRF/],
  ])("are refused when %s does not fit", async (file, change, message) => {
    await expect(conceptsOf(changed(file, change))).rejects.toThrow(message);
  });

  it.each([
    [["T047"], "Disease"],
    [["T116", "T121"], "ChemicalEntity"],
    [["T116", "T126"], "Gene"],
    [["T033", "T184"], "Disease"],
    [["T033"], undefined],
  ])("of the semantic types %j are %s", (types, category) => expect(semanticCategory(types)).toBe(category));
});

it("cross-references lead from codes to concepts, entry terms aside", async () => {
  const { items } = await reading((report) => readUmlsXrefs(release, { sources: ["MSH", "OMIM"] }, report));
  expect(items.map(({ subject, object }) => [subject, object])).toEqual([
    ["MESH:D001241", "UMLS:C0004057"],
    ["MESH:D003920", "UMLS:C0011849"],
    ["OMIM:125853", "UMLS:C0011860"],
    ["MESH:D003924", "UMLS:C0011860"],
    ["MESH:D004194", "UMLS:C0012634"],
    ["MESH:D007328", "UMLS:C0021641"],
  ]);
});

it("merged concepts have an heir; deleted and split ones are counted", async () => {
  const { items, problems, leftOut } = await reading((report) => readMergedCuis(release, report));
  expect(items).toEqual([
    { former: "UMLS:C0000401", current: "UMLS:C0011862" },
    { former: "UMLS:C0011862", current: "UMLS:C0011860" },
  ]);
  expect(problems.map(({ line, field }) => [line, field])).toEqual([[5, "CUI2"]]);
  expect(leftOut).toEqual({ "retired without an equal (RN)": 1, "retired without an equal (DEL)": 1 });
});
