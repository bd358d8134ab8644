import { describe, expect, it } from "vitest";
import { type Edge, type Neighbours, networkOf } from "../../web/src/pages/graph/network.js";

const concept = (id: string) => ({ id, name: id, category: "Disease", documents: 1 }) as const;

function edge(id: string, subject: string, object: string, more: Partial<Edge> = {}): Edge {
  return {
    id,
    subject: concept(subject),
    predicate: "affects",
    object: concept(object),
    belief: 0.5,
    documents: 1,
    affirmed: 1,
    denied: 0,
    hedged: 0,
    questions: 0,
    concerns: 0,
    retracted: 0,
    firstYear: 2000,
    lastYear: 2010,
    ...more,
  };
}

function answer(id: string, triples: readonly Edge[]): Neighbours {
  const ids = new Set([id, ...triples.flatMap(({ subject, object }) => [subject.id, object.id])]);
  return { ...concept(id), neighbourhood: { concepts: [...ids].map(concept), triples, truncated: false } };
}

const shared = edge("t1", "A", "B");

describe("the network of a view", () => {
  it("has each concept and each statement once", () => {
    const { nodes, edges } = networkOf(
      [answer("A", [shared]), answer("B", [shared, edge("t2", "B", "C")])],
      [],
    );
    expect(nodes.map(({ id, opened, degree }) => [id, opened, degree])).toEqual([
      ["A", true, 1],
      ["B", true, 2],
      ["C", false, 1],
    ]);
    expect(edges.map(({ id }) => id)).toEqual(["t1", "t2"]);
  });

  it("shows a concept of which nothing is said", () => {
    expect(networkOf([answer("A", [])], []).nodes).toHaveLength(1);
  });

  it("takes a hidden concept's statements along", () => {
    const { nodes, edges } = networkOf([answer("A", [shared, edge("t2", "A", "C")])], ["B"]);
    expect(nodes.map(({ id }) => id)).toEqual(["A", "C"]);
    expect(edges.map(({ id }) => id)).toEqual(["t2"]);
  });
});
