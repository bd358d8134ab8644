import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import { type ConceptMention, evaluateEndToEnd } from "../../src/evaluate/linking/end-to-end.js";

function disease(start: number, ...ids: Curie[]): ConceptMention {
  return { start, end: start + 5, category: "Disease", ids };
}

const idsOf = (id: Curie): ReadonlySet<Curie> =>
  new Set<Curie>(id === "MESH:D001943" ? [id, "OMIM:114480"] : [id]);

describe("end-to-end linking", () => {
  it("counts a mention by span and all its ids, a document's ids once each", () => {
    const gold = [
      disease(0, "MESH:D001943"),
      disease(10, "MESH:D001943"),
      disease(20, "MESH:D010051", "MESH:D001943"),
    ];
    const found = [
      disease(0, "MESH:D001943"),
      disease(11, "MESH:D001943"),
      disease(20, "MESH:D010051"),
      disease(30, "MESH:D003924"),
    ];
    const { mentions, documents } = evaluateEndToEnd([{ gold, found }], idsOf);
    expect(mentions).toMatchObject({ right: 1, found: 4, gold: 3 });
    expect(documents).toMatchObject({ right: 2, found: 3, gold: 2 });
  });

  it("takes an OMIM number for the concept that carries it", () => {
    const { mentions, documents } = evaluateEndToEnd(
      [{ gold: [disease(0, "OMIM:114480")], found: [disease(0, "MESH:D001943")] }],
      idsOf,
    );
    expect(mentions.f1).toBe(100);
    expect(documents.f1).toBe(100);
  });

  it("keeps documents and categories apart", () => {
    const gene: ConceptMention = { ...disease(0, "MESH:D001943"), category: "Gene" };
    const { documents } = evaluateEndToEnd(
      [
        { gold: [disease(0, "MESH:D001943")], found: [gene] },
        { gold: [], found: [disease(0, "MESH:D001943")] },
      ],
      idsOf,
    );
    expect(documents).toMatchObject({ right: 0, found: 2, gold: 1 });
  });
});
