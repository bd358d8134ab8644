import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOboGraph } from "../../src/terminology/obo-graph.js";
import { graphPieces } from "../../src/terminology/obo-graph-pieces.js";
import type { OboOptions } from "../../src/terminology/obo-term.js";
import { readOboText } from "../../src/terminology/obo-text.js";
import { fileOf, fixtures, reading } from "./reading.js";

const sample = join(fixtures, "mondo.json");
const text = readFileSync(sample, "utf8");
const read = (path: string, options: OboOptions = {}) =>
  reading((report) => readOboGraph(path, options, report));

/** A file whose nodes stand as they are given, well-formed or not. */
const fileOfNodes = (nodes: readonly string[], id = "http://purl.obolibrary.org/obo/mondo.json") =>
  fileOf(
    `{"graphs": [{"nodes": [\n${nodes.join(",\n")}\n], "edges": [], "id": ${JSON.stringify(id)}}]}`,
    "x.json",
  );

describe("an obographs file", () => {
  it("gives the terms of the same ontology's OBO file", async () => {
    const { items, problems, leftOut } = await read(sample);
    const fromText = await reading((report) => readOboText(join(fixtures, "mondo.obo"), {}, report));
    expect(problems).toEqual([]);
    expect(leftOut).toEqual(fromText.leftOut);
    const sorted = (terms: typeof items) =>
      terms.map((term) => ({
        ...term,
        synonyms: term.synonyms.filter((name) => name !== "insulin-dependent diabetes mellitus").toSorted(),
        xrefs: term.xrefs.toSorted(),
      }));
    expect(sorted(items)).toEqual(sorted(fromText.items));
  });

  it("gives the same in one line, in gzip, and with its id behind the nodes", async () => {
    const { items } = await read(sample);
    const { graphs } = JSON.parse(text) as { graphs: readonly Record<string, unknown>[] };
    const { id, ...rest } = graphs[0]!;
    for (const value of [{ graphs }, { graphs: [{ ...rest, id }] }]) {
      expect((await read(fileOf(JSON.stringify(value), "x.json.gz"))).items).toEqual(items);
    }
  });

  it("takes scopes and categories as the OBO reader does", async () => {
    expect((await read(sample, { scopes: ["BROAD"] })).items[0]?.synonyms).toEqual(["diabetes"]);
    const { items } = await read(sample, { category: { CHEBI: "ChemicalEntity" } });
    expect(items.map(({ id }) => id)).toEqual(["CHEBI:5931"]);
    const efo = fileOfNodes(
      ['{"id": "http://www.ebi.ac.uk/efo/EFO_0001185", "lbl": "HeLa"}'],
      "http://www.ebi.ac.uk/efo/efo.owl",
    );
    await expect(read(efo)).rejects.toMatchObject({ message: expect.stringContaining("EFO") });
    expect((await read(efo, { category: "CellLine" })).items).toMatchObject([{ id: "EFO:0001185" }]);
  });

  it("tells of a node with half a character, and takes neither it nor an edge with one", async () => {
    const nodes = ['{"id": "X:1", "lbl": "a \\ud800 name"}', '{"id": "X:2", "lbl": "whole \\ud83d\\ude00"}'];
    const edges = ['{"sub": "X:2", "pred": "is_a", "obj": "X:\\ud800"}'];
    const file = fileOf(`{"graphs": [{"nodes": [${nodes}], "edges": [${edges}]}]}`, "x.json");
    const { items, problems } = await read(file, { category: "Disease" });
    expect(items).toMatchObject([{ id: "X:2", name: "whole \u{1f600}", parents: [] }]);
    expect(problems).toMatchObject([
      { field: "nodes", message: expect.stringMatching(/half a character.*the node is skipped/u) },
    ]);
  });

  it("is refused when it is something else or ends early", async () => {
    const others = [
      "",
      "[Term]\nid: X:1\n",
      "{}",
      '{"documents": [{"id": "1"}]}',
      text.slice(0, -40),
      text.slice(0, 900),
    ];
    for (const content of others) {
      await expect(read(fileOf(content))).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
        hint: expect.stringContaining("graphs"),
      });
    }
  });

  it("cuts at brackets of the file alone, with the line of each piece", async () => {
    const tricky =
      '{"id": "http://purl.obolibrary.org/obo/MONDO_1", "lbl": "a \\"}]{\\\\", "meta": {"synonyms": [{"val": "]}"}]}}';
    const pieces: { kind: string; line: number; json: string }[] = [];
    const report = { problem: () => undefined, progress: () => undefined };
    for await (const batch of graphPieces(fileOfNodes([tricky, tricky]), report)) pieces.push(...batch);
    expect(pieces.map(({ kind, line }) => [kind, line])).toEqual([
      ["node", 2],
      ["node", 3],
      ["graph", 4],
    ]);
    expect(pieces[1]?.json).toBe(tricky);
  });

  it("finds every piece wherever a read ends", async () => {
    const nodes = Array.from({ length: 12_000 }, (_, number) =>
      JSON.stringify({
        id: `MONDO:${number}`,
        lbl: `${'\\"}é𝛂 '.repeat(number % 17)}${number}`,
        meta: { xrefs: [] },
      }),
    );
    const path = fileOf(`{"graphs": [{"nodes": [${nodes.join(",\n")}], "edges": []}]}`, "large.json.gz");
    const { items } = await read(path);
    expect(items).toHaveLength(nodes.length);
    expect(
      items.every(({ id, name }, number) => id === `MONDO:${number}` && name.endsWith(`${number}`)),
    ).toBe(true);
  });

  it("says where a node is damaged and goes on", async () => {
    const good = '{"id": "http://purl.obolibrary.org/obo/MONDO_0009101", "lbl": "Wolfram syndrome 1"}';
    const { items, problems } = await read(
      fileOfNodes(['{"id": nothing}', '{"lbl": "x"}', good.replace("Wolfram syndrome 1", ""), good, good]),
    );
    expect(items).toHaveLength(1);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [2, "nodes"],
      [3, "id"],
      [4, "lbl"],
      [6, "id"],
    ]);
  });

  it("never throws at nodes of any content and never loses a good one", async () => {
    const good = '{"id": "http://purl.obolibrary.org/obo/MONDO_0009101", "lbl": "Wolfram syndrome 1"}';
    const meta = fc.record({ meta: fc.jsonValue(), id: fc.constant("MONDO:0000005"), lbl: fc.jsonValue() });
    const node = fc
      .oneof(fc.dictionary(fc.string(), fc.jsonValue()), meta)
      .map((value) => JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(fc.array(node, { minLength: 10 }), async (nodes) => {
        const { items } = await read(fileOfNodes([...nodes, good]));
        expect(items.at(-1)).toMatchObject({ id: "MONDO:0009101", name: "Wolfram syndrome 1" });
      }),
      { numRuns: 10 },
    );
  });
});
