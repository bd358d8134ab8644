import fc from "fast-check";
import { Parser, type Quad } from "n3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphItem } from "../../../src/domain/graph-store.js";
import { iriOf } from "../../../src/write/graph/biolink-ids.js";
import { graphFormats } from "../../../src/write/graph/formats.js";
import { concepts } from "../../store/world.js";
import { type ExampleStore, filesOf, itemsFor, openExample } from "./example-graph.js";

const { nquads } = graphFormats;
const biolink = "https://w3id.org/biolink/vocab/";
const term = "urn:litweave:term:";

let example: ExampleStore;
let items: readonly GraphItem[];
let quads: readonly Quad[];
beforeAll(async () => {
  example = await openExample();
  items = await itemsFor(example.store, nquads);
  quads = await parsed(items);
});
afterAll(() => example.close());

async function parsed(of: readonly GraphItem[]): Promise<readonly Quad[]> {
  const { text, records } = (await filesOf(nquads, of)).get("graph.nq")!;
  const found = new Parser({ format: "N-Quads" }).parse(text);
  expect(found).toHaveLength(records);
  return found;
}

const evidence = () => items.flatMap((item) => (item.kind === "triple" ? item.evidence : []));
const said = (node: string, word: string) =>
  quads.filter(({ subject, predicate }) => subject.value === node && predicate.value === word);

describe("N-Quads", () => {
  it("give each evidence that affirms a graph with its triple alone", () => {
    for (const { key, triple, polarity, certainty } of evidence()) {
      const graph = quads.filter((one) => one.graph.value === `urn:litweave:evidence:${key}`);
      const states = polarity === "affirmed" && certainty !== "question";
      expect(
        graph.map(({ subject, predicate, object }) => [subject, predicate, object].map((t) => t.value)),
      ).toEqual(states ? [[iriOf(triple.subject), biolink + triple.predicate, iriOf(triple.object)]] : []);
    }
  });

  it("assert a triple nowhere else, least of all what is denied or asked", () => {
    const asserted = quads.filter(
      ({ predicate }) =>
        predicate.value === `${biolink}treats` || predicate.value === `${biolink}associated_with`,
    );
    expect(asserted).toHaveLength(3);
    expect(asserted.every(({ graph }) => graph.value.startsWith("urn:litweave:evidence:"))).toBe(true);
  });

  it("tell of every evidence what it does to which triple, and where it is from", () => {
    const words = { supports: 0, denies: 0, asks: 0 };
    for (const { key, triple, documentId, score, year, certainty, sentences } of evidence()) {
      const node = `urn:litweave:evidence:${key}`;
      for (const word of ["supports", "denies", "asks"] as const) {
        const found = said(node, term + word);
        words[word] += found.length;
        for (const { object } of found) expect(object.value).toBe(`urn:litweave:triple:${triple.key}`);
      }
      expect(
        said(node, "http://www.w3.org/ns/prov#wasDerivedFrom").map(({ object }) => object.value),
      ).toEqual([documentId.replace("PMID:", "http://www.ncbi.nlm.nih.gov/pubmed/")]);
      expect(said(node, `${term}score`).map(({ object }) => Number(object.value))).toEqual([score]);
      expect(said(node, `${term}certainty`).map(({ object }) => object.value)).toEqual([certainty]);
      expect(said(node, `${term}year`).map(({ object }) => Number(object.value))).toEqual(year ? [year] : []);
      expect(said(node, `${biolink}supporting_text`).map(({ object }) => object.value)).toEqual(
        sentences.map(({ text }) => text),
      );
    }
    expect(words).toEqual({ supports: 3, denies: 2, asks: 1 });
  });

  it("describe each triple with its aggregate", () => {
    for (const item of items) {
      if (item.kind !== "triple") continue;
      const node = `urn:litweave:triple:${item.triple.key}`;
      const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
      expect(said(node, `${rdf}subject`)[0]?.object.value).toBe(iriOf(item.triple.subject));
      expect(said(node, `${rdf}object`)[0]?.object.value).toBe(iriOf(item.triple.object));
      expect(Number(said(node, `${term}belief`)[0]?.object.value)).toBe(item.triple.belief);
      expect(Number(said(node, `${term}denied`)[0]?.object.value)).toBe(item.triple.aggregate.denied);
    }
  });

  it("are read back with the same names, whatever these hold", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary" }),
        fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,5}:\S{1,8}$/u),
        async (name, id) => {
          const concept = {
            ...concepts.tp53,
            id: id as `${string}:${string}`,
            name,
            documents: 1,
            triples: 0,
          };
          const found = await parsed([{ kind: "concept", concept }]);
          expect(found.find(({ predicate }) => predicate.value.endsWith("label"))?.object.value).toBe(
            Buffer.from(name).toString(),
          );
          expect(new Set(found.map(({ subject }) => subject.value)).size).toBe(1);
        },
      ),
    );
  });
});
