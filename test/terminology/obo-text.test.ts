import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OboOptions } from "../../src/terminology/obo-term.js";
import { readOboText } from "../../src/terminology/obo-text.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const mondo = join(fixtures, "mondo.obo");
const read = (path: string, options: OboOptions = {}) =>
  reading((report) => readOboText(path, options, report));
const termsOf = (lines: string, ontology = "mondo") =>
  fileOf(`format-version: 1.4\nontology: ${ontology}\n\n${lines}\n`, "x.obo");

describe("an OBO file", () => {
  it("gives its own terms, with what is the same and former ids", async () => {
    const { items, problems, leftOut } = await read(mondo);
    expect(problems).toEqual([]);
    expect(leftOut).toEqual({ obsolete: 2, "term of CHEBI": 1 });
    expect(items[0]).toEqual({
      id: "MONDO:0005147",
      name: "type 1 diabetes mellitus",
      category: "Disease",
      synonyms: ["autoimmune diabetes", "IDDM", "insulin-dependent diabetes mellitus"],
      xrefs: ["DOID:9744", "MESH:D003922", "UMLS:C0011854"],
      parents: ["MONDO:0005015", "MONDO:0007179"],
      formerly: [],
      orthologs: [],
      definition:
        'A chronic condition characterized by minimal or absent production of insulin by the pancreas; also called "juvenile" diabetes.',
    });
    expect(items.slice(1)).toMatchObject([
      { name: "type 2 diabetes mellitus", xrefs: ["MESH:D003924"], formerly: ["MONDO:9999997"] },
      { name: "Wolfram syndrome 1", xrefs: ["OMIM:222300"], formerly: ["MONDO:9999998", "MONDO:9999999"] },
    ]);
  });

  it("gives brand names of ChEBI, which are RELATED there, and no PubMed ids", async () => {
    const { items } = await read(join(fixtures, "chebi.obo"));
    expect(items).toMatchObject([
      {
        id: "CHEBI:15365",
        category: "ChemicalEntity",
        synonyms: ["2-(acetyloxy)benzoic acid", "Aspirin"],
        xrefs: ["cas:50-78-2", "drugbank:DB00945"],
        parents: ["CHEBI:22723"],
        formerly: ["CHEBI:22188"],
      },
    ]);
  });

  it("gives synonyms of the scopes that are asked for", async () => {
    const { items } = await read(mondo, { scopes: ["RELATED", "BROAD"] });
    expect(items[0]?.synonyms).toEqual(["diabetes", "juvenile diabetes"]);
  });

  it("takes the prefixes that are asked for", async () => {
    const { items } = await read(mondo, { category: { chebi: "ChemicalEntity" } });
    expect(items.map(({ id, category }) => [id, category])).toEqual([["CHEBI:5931", "ChemicalEntity"]]);
  });

  it("must be told what the terms of an ontology of many things are", async () => {
    const path = termsOf("[Term]\nid: EFO:0001185\nname: HeLa", "efo");
    await expect(read(path)).rejects.toMatchObject({
      code: "BAD_TERMINOLOGY",
      message: expect.stringContaining("EFO"),
      hint: expect.stringContaining("category"),
    });
    expect((await read(path, { category: "CellLine" })).items).toMatchObject([
      { id: "EFO:0001185", category: "CellLine" },
    ]);
  });

  it("keeps the prefix of an ontology of one's own", async () => {
    const path = termsOf("[Term]\nid: LAB:7\nname: our strain\nis_a: LAB:1 ! strain", "lab");
    const { items } = await read(path, { category: "OrganismTaxon" });
    expect(items).toMatchObject([{ id: "LAB:7", parents: ["LAB:1"] }]);
  });

  it("reads escapes, qualifiers and comments", async () => {
    const path = termsOf(
      [
        "[Term]",
        "id: CHEBI:1 ! a comment",
        String.raw`name: 2-\{[imino]amino\}acetic acid {comment="a, b"}`,
        String.raw`synonym: "a \"quoted\" name, with \\ in it" EXACT [x:1, y:2] {source="z"}`,
        `synonym: "of ChEBI's older files" RELATED [KEGG COMPOUND:]`,
        'xref: KEGG_COMPOUND:C01405 "KEGG COMPOUND" {source="KEGG"}',
      ].join("\n"),
      "chebi",
    );
    expect((await read(path)).items).toMatchObject([
      {
        id: "CHEBI:1",
        name: "2-{[imino]amino}acetic acid",
        synonyms: ['a "quoted" name, with \\ in it', "of ChEBI's older files"],
        xrefs: ["kegg.compound:C01405"],
      },
    ]);
  });

  it("is refused when it is something else", async () => {
    for (const content of ["", '{"graphs": []}', "id\tname\n", "format-version: 1.4\n", "<rdf:RDF/>"]) {
      await expect(read(fileOf(content))).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
        hint: expect.stringContaining(".obo"),
      });
    }
  });

  it("says where a term is damaged and goes on", async () => {
    const path = termsOf(
      [
        "[Term]", // line 4
        "name: nameless id",
        "[Term]",
        "id: MONDO 5",
        "name: x",
        "[Term]",
        "id: MONDO:0000002",
        "[Term]", // line 11
        "id: MONDO:0000003",
        "name: good",
        'synonym: "not closed EXACT []',
        "def: not in marks",
        "no tag at all",
        "[Term]", // line 17
        "id: MONDO:0000003",
        "name: again",
        "[Term]", // line 20
        "id: MONDO:0000004",
        'name: " "',
      ].join("\n"),
    );
    const { items, problems } = await read(path);
    expect(items.map(({ name }) => name)).toEqual(["good"]);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [4, "id"],
      [6, "id"],
      [9, "name"],
      [16, undefined],
      [14, "synonym"],
      [15, "def"],
      [17, "id"],
      [20, "name"],
    ]);
  });

  it("never throws at damaged lines and never loses a good term", async () => {
    const text = readFileSync(mondo, "utf8");
    const whole = (await read(mondo)).items;
    await fc.assert(
      fc.asyncProperty(damagedLines('synonym: "IDDM" EXACT ABBREVIATION [DOID:9744]'), async (damaged) => {
        const path = fileOf(
          text.replace("[Term]\n", () => `[Term]\nid: X:0\n${damaged.join("\n")}\n\n[Term]\n`),
        );
        const { items } = await read(path);
        expect(items.slice(-whole.length)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });
});
