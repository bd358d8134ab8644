import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphItem } from "../../../src/domain/graph-store.js";
import { kindsToRead, selectItems, type TripleSelection } from "../../../src/write/graph/select-items.js";
import { collect } from "../../store/contract.js";
import { concepts } from "../../store/world.js";
import { type ExampleStore, openExample } from "./example-graph.js";

const reads = ["concept", "triple", "document"] as const;

let example: ExampleStore;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

async function selected(selection: TripleSelection) {
  const items = await collect(selectItems(example.store.items(kindsToRead(reads, selection)), selection));
  const of = <K extends GraphItem["kind"]>(kind: K) =>
    items.filter((item): item is Extract<GraphItem, { kind: K }> => item.kind === kind);
  return {
    concepts: of("concept").map(({ concept }) => concept.id),
    triples: of("triple").map(({ triple }) => triple),
    documents: of("document"),
  };
}

describe("a selection of triples", () => {
  it("of nothing keeps the whole graph, in one reading", async () => {
    expect(kindsToRead(reads, { predicates: [] })).toEqual(reads);
    const { concepts: ids, triples, documents } = await selected({});
    expect([ids.length, triples.length, documents.length]).toEqual([6, 4, 3]);
  });

  it("by predicate keeps the concepts they join, and of documents their evidence alone", async () => {
    const { concepts: ids, triples, documents } = await selected({ predicates: ["treats"] });
    expect(triples.map(({ predicate }) => predicate)).toEqual(["treats", "treats"]);
    const { metformin, diabetes, aspirin, stroke } = concepts;
    expect([...ids].sort()).toEqual([metformin.id, diabetes.id, aspirin.id, stroke.id].sort());
    expect(documents.map(({ evidence }) => evidence.length)).toEqual([2, 1, 1]);
    expect(documents.every(({ record }) => record.mentions.length > 0)).toBe(true);
  });

  it("by belief keeps those believed as much, and those with several predicates any of them", async () => {
    const { triples } = await selected({ minBelief: 0.5 });
    expect(triples.every(({ belief }) => belief >= 0.5)).toBe(true);
    expect(triples).toHaveLength(1);
    expect((await selected({ predicates: ["treats", "associated_with"] })).triples).toHaveLength(4);
    expect((await selected({ predicates: ["causes"] })).concepts).toEqual([]);
  });
});
