import { MultiDirectedGraph } from "graphology";
import { parse } from "graphology-graphml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphItem } from "../../../src/domain/graph-store.js";
import { graphFormats } from "../../../src/write/graph/formats.js";
import { concepts } from "../../store/world.js";
import { type ExampleStore, filesOf, itemsFor, openExample } from "./example-graph.js";

const { graphml } = graphFormats;

let example: ExampleStore;
let items: readonly GraphItem[];
beforeAll(async () => {
  example = await openExample();
  items = await itemsFor(example.store, graphml);
});
afterAll(() => example.close());

async function graphOf(of: readonly GraphItem[]): Promise<MultiDirectedGraph> {
  return parse(MultiDirectedGraph, (await filesOf(graphml, of)).get("graph.graphml")!.text);
}

describe("GraphML", () => {
  it("is read back with all concepts, triples and their numbers", async () => {
    const graph = await graphOf(items);
    expect([graph.order, graph.size]).toEqual([6, 4]);
    for (const item of items) {
      if (item.kind === "concept") {
        const { id, name: label, category, documents, triples } = item.concept;
        expect(graph.getNodeAttributes(id)).toMatchObject({
          label,
          category,
          documents,
          triples,
          provisional: false,
        });
      } else if (item.kind === "triple") {
        const { key, subject, predicate, object, belief, aggregate, lastYear } = item.triple;
        expect([graph.source(key), graph.target(key), graph.isDirected(key)]).toEqual([
          subject,
          object,
          true,
        ]);
        const { affirmed, denied, questions } = aggregate;
        expect(graph.getEdgeAttributes(key)).toMatchObject({
          predicate,
          belief,
          affirmed,
          denied,
          questions,
        });
        expect(graph.getEdgeAttribute(key, "last_year")).toBe(lastYear);
      }
    }
  });

  it("holds what XML has other uses for, and takes what it cannot hold for U+FFFD", async () => {
    const concept = { ...concepts.tp53, name: `<a href="b">&amp;\u0001 𝛽`, documents: 1, triples: 0 };
    const graph = await graphOf([{ kind: "concept", concept }]);
    expect(graph.getNodeAttribute(concept.id, "label")).toBe(`<a href="b">&amp;\uFFFD 𝛽`);
  });

  it("of nothing is an empty graph", async () => {
    expect((await graphOf([])).order).toBe(0);
  });
});
