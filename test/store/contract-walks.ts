import { beforeEach, describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import type { TripleFilter, TripleRecord } from "../../src/domain/graph-reader.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import type { Step } from "../../src/domain/walk-reader.js";
import { type Claim, concepts, paper } from "./world.js";

const said: readonly Claim[] = [
  { subject: "metformin", predicate: "treats", object: "diabetes", score: 0.9 },
  { subject: "metformin", predicate: "associated_with", object: "stroke", score: 0.5 },
  { subject: "aspirin", predicate: "treats", object: "stroke", score: 0.8 },
  { subject: "aspirin", predicate: "affects", object: "tp53", score: 0.4 },
  { subject: "tp53", predicate: "associated_with", object: "stroke", score: 0.7 },
  { subject: "tp53", predicate: "associated_with", object: "diabetes", score: 0.6 },
  { subject: "diabetes1", predicate: "associated_with", object: "diabetes", score: 0.3 },
  { subject: "metformin", predicate: "affects", object: "diabetes", score: 0.2 },
];
const ids = Object.values(concepts).map(({ id }) => id as Curie);
const { metformin, diabetes, stroke, tp53 } = concepts;

/** Triples around concepts and between them, many at a time, and their numbers. */
export function describeWalks(opened: () => GraphStore): void {
  describe("walking", () => {
    let all: readonly TripleRecord[];
    beforeEach(async () => {
      await opened().write(
        said.map((claim, at) => paper({ id: `PMID:${at + 1}`, year: 2000 + at, claims: [claim] })),
      );
      all = (await opened().triples({}, { first: 100 })).items.map(({ node }) => node);
      expect(all).toHaveLength(said.length);
    });

    const stepOf = ({ key, subject, predicate, object, belief }: TripleRecord): Step => ({
      key,
      subject,
      predicate,
      object,
      belief,
    });
    const listed = async (filter: TripleFilter) =>
      (await opened().triples(filter, { first: 100 })).items.map(({ node }) => stepOf(node));

    it.each([
      {},
      { order: "documents" },
      { order: "lastYear" },
      { minBelief: 0.5 },
      { predicates: ["associated_with"], order: "lastYear" },
      { subject: metformin.id },
      { object: "MESH:D000000" },
    ] as const satisfies TripleFilter[])(
      "gives the first triples around each concept: %j",
      async (filter) => {
        const found = await opened().triplesAround(ids, filter, 3);
        expect([...found.keys()].sort()).toEqual([...ids].sort());
        for (const id of ids)
          expect(found.get(id)).toEqual((await listed({ ...filter, involving: id })).slice(0, 3));
        expect((await opened().triplesAround([], filter, 3)).size).toBe(0);
        expect((await opened().triplesAround(["MESH:D000000"], filter, 3)).get("MESH:D000000")).toEqual([]);
      },
    );

    it.each([
      {},
      { order: "lastYear" },
      { predicates: ["treats", "affects"] },
    ] as const satisfies TripleFilter[])("gives the triples between sets of concepts: %j", async (filter) => {
      const some = [metformin.id, diabetes.id, tp53.id];
      const pairs = [
        { these: some, those: some },
        { these: [stroke.id], those: ids },
        { these: [stroke.id, metformin.id], those: [metformin.id, tp53.id] },
        { these: [], those: ids },
      ] as const;
      const wanted = (await Promise.all(pairs.map(() => listed(filter)))).map((steps, at) => {
        const { these, those } = pairs[at]! as { these: readonly Curie[]; those: readonly Curie[] };
        const joins = (a: Curie, b: Curie) => these.includes(a) && those.includes(b);
        return steps.filter(({ subject, object }) => joins(subject, object) || joins(object, subject));
      });
      expect(wanted[0]!.length).toBeGreaterThan(1);
      expect(await opened().triplesBetween(pairs, filter, 100)).toEqual(wanted);
      expect(await opened().triplesBetween(pairs, filter, 2)).toEqual(
        wanted.map((steps) => steps.slice(0, 2)),
      );
      expect(await opened().triplesBetween([], filter, 2)).toEqual([]);
    });

    it("counts a concept's triples by predicate", async () => {
      const counts = await opened().tripleCounts([...ids, "MESH:D000000"]);
      for (const id of ids) {
        const own = all.filter(({ subject, object }) => subject === id || object === id);
        const wanted: Record<string, number> = {};
        for (const { predicate } of own) wanted[predicate] = (wanted[predicate] ?? 0) + 1;
        expect(Object.fromEntries(counts.get(id)!)).toEqual(wanted);
      }
      expect(counts.get("MESH:D000000")?.size).toBe(0);
    });
  });
}
