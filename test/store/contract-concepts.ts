import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import type { GraphStore, UpsertChange } from "../../src/domain/graph-store.js";
import { describeMisspeltNames } from "./misspelt-names.js";
import { type ConceptName, concepts, paper } from "./world.js";

const first = { first: 10 };
const [vascular, metabolic] = ["MESH:D014652", 'OMIM:phenotypic series "PS 125"'] as const satisfies Curie[];

/** The paper with its concepts put below others. */
function below(change: UpsertChange, parents: Readonly<Partial<Record<ConceptName, readonly Curie[]>>>) {
  const byId = new Map(
    Object.entries(parents).map(([name, ids]) => [concepts[name as ConceptName].id as Curie, ids]),
  );
  const described = change.concepts.map((item) => ({ ...item, parents: byId.get(item.id) ?? [] }));
  return { ...change, concepts: described };
}

/** Suggestions by a name's beginning, and the hierarchy. */
export function describeConcepts(opened: () => GraphStore): void {
  describe("suggesting concepts", () => {
    const suggested = async (prefix: string, more: object = {}) =>
      (await opened().suggestConcepts({ prefix, first: 10, ...more })).map(
        ({ concept, matchedName }) => `${concept.name}: ${matchedName}`,
      );
    const write = () =>
      opened().write([
        paper({ id: "PMID:1", mentions: ["diabetes", "diabetes1", "stroke", "tp53"] }),
        paper({ id: "PMID:2", mentions: ["diabetes1", "metformin", "aspirin"] }),
        paper({ id: "PMID:3", mentions: ["diabetes1", "stroke"] }),
      ]);

    it("gives those with a name that begins so, most documents first, and says which name", async () => {
      await write();
      expect(await suggested("diab")).toEqual([
        "Diabetes Mellitus, Type 1: Diabetes Mellitus, Type 1",
        "Diabetes Mellitus, Type 2: Diabetes Mellitus, Type 2",
      ]);
      expect(await suggested("  Acetyl-S ")).toEqual(["Aspirin: Acetylsalicylic Acid"]);
      expect(await suggested("  Acetyl-C ")).toEqual([]);
      expect(await suggested("ACETYLSALICYLIC a")).toEqual(["Aspirin: Acetylsalicylic Acid"]);
      expect(await suggested("diabetes mellitus, t", { first: 1 })).toHaveLength(1);
      expect((await suggested("type 2"))[0]).toBe("Diabetes Mellitus, Type 2: Type 2 Diabetes");
      expect((await suggested("m"))[0]).toBe("Metformin: Metformin");
    });

    it("then those that a search finds, in spite of typing errors", async () => {
      await write();
      expect(await suggested("metfromin")).toEqual(["Metformin: Metformin"]);
      expect(await suggested("p53")).toEqual(["TP53: p53"]);
      expect(await suggested("mellitus")).toHaveLength(2);
      expect(await suggested("juvenil diabetes")).toEqual(["Diabetes Mellitus, Type 1: Juvenile Diabetes"]);
      expect(await suggested(concepts.stroke.id)).toEqual(["Stroke: Stroke"]);
    });

    it("keeps to the categories asked for", async () => {
      await write();
      expect(await suggested("t", { categories: ["Gene"] })).toEqual(["TP53: TP53"]);
      expect(await suggested("metfromin", { categories: ["Gene", "Disease"] })).toEqual([]);
      expect(await suggested("metf", { categories: ["Gene", "ChemicalEntity"] })).toHaveLength(1);
    });

    it("takes anything for a beginning, and refuses impossible numbers", async () => {
      await write();
      for (const prefix of ["", " ", '"', "\\", "(*~ AND", "a:b^2", "1,2-d", "%", "_", "é"])
        expect(await suggested(prefix)).toBeInstanceOf(Array);
      for (const number of [0, 101, 1.5])
        await expect(suggested("a", { first: number })).rejects.toMatchObject({ code: "BAD_INPUT" });
    });
  });

  describeMisspeltNames(opened);

  it("counts what a list of concepts holds, on all pages together", async () => {
    await opened().write([paper({ id: "PMID:1", mentions: ["diabetes", "diabetes1", "tp53"] })]);
    expect(await opened().countConcepts({})).toBe(3);
    expect(await opened().countConcepts({ category: "Disease" })).toBe(2);
    expect(await opened().countConcepts({ text: "diabets" })).toBe(2);
    expect(await opened().countConcepts({ text: "zebrafish" })).toBe(0);
  });

  describe("the hierarchy downwards", () => {
    const childrenOf = async (id: Curie, page: { first: number; after?: string } = first) =>
      (await opened().children([id], page)).get(id);
    const names = async (id: Curie) => (await childrenOf(id))?.items.map(({ node }) => node.name);

    it("gives the concepts directly below, most documents first, page by page", async () => {
      const store = opened();
      await store.write([
        below(paper({ id: "PMID:1", mentions: ["diabetes", "diabetes1", "stroke"] }), {
          diabetes: [metabolic],
          diabetes1: [metabolic],
          stroke: [vascular, metabolic],
        }),
        paper({ id: "PMID:2", mentions: ["stroke"] }),
      ]);
      // Another description of stroke is shown, by the rule of countVariant, or the same: its parents go with it.
      const shown = (await store.concepts([concepts.stroke.id])).get(concepts.stroke.id)!.parents;
      expect(await names(vascular)).toEqual(shown.includes(vascular) ? ["Stroke"] : []);
      expect(await names(metabolic)).toEqual([
        ...(shown.includes(metabolic) ? ["Stroke"] : []),
        "Diabetes Mellitus, Type 1",
        "Diabetes Mellitus, Type 2",
      ]);
      const [one] = (await childrenOf(metabolic, { first: 1 }))!.items;
      const rest = await childrenOf(metabolic, { first: 5, after: one!.cursor });
      expect(rest?.items.map(({ node }) => node.name)).toEqual((await names(metabolic))?.slice(1));
      expect(await names("MESH:D01465")).toEqual([]);
      expect(await names("MESH:d014652")).toEqual([]);
    });

    it("counts them, for many at once", async () => {
      const placed = { diabetes: [metabolic], diabetes1: [metabolic, metabolic], stroke: [vascular] };
      await opened().write([
        below(paper({ id: "PMID:1", mentions: ["diabetes", "diabetes1", "stroke"] }), placed),
      ]);
      const counts = await opened().childCounts([metabolic, vascular, concepts.stroke.id]);
      expect([metabolic, vascular, concepts.stroke.id].map((id) => counts.get(id) ?? 0)).toEqual([2, 1, 0]);
      expect(
        [...(await opened().children([metabolic, vascular], first)).values()].flatMap(({ items }) => items),
      ).toHaveLength(3);
    });

    it("follows a revision, and forgets concepts that go", async () => {
      const one = paper({ id: "PMID:1", mentions: ["stroke"] });
      await opened().write([below(one, { stroke: [vascular] })]);
      expect(await names(vascular)).toEqual(["Stroke"]);
      const moved = { ...paper({ id: "PMID:1", version: 2, mentions: ["stroke"] }) };
      await opened().write([below(moved, { stroke: [metabolic] })]);
      expect(await names(vascular)).toEqual([]);
      expect(await names(metabolic)).toEqual(["Stroke"]);
      await opened().write([{ kind: "delete", documentId: "PMID:1" }]);
      expect(await names(metabolic)).toEqual([]);
    });
  });
}
