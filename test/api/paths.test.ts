import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { commonNeighbours } from "../../src/api/common-neighbours.js";
import { pathsBetween } from "../../src/api/paths.js";
import type { Curie } from "../../src/domain/curie.js";
import { findPaths } from "../../src/domain/find-paths.js";
import type { TripleRecord } from "../../src/domain/graph-reader.js";
import { openStore } from "../../src/store/open-store.js";
import { type Claim, type ConceptName, conceptNames, concepts, paper } from "../store/world.js";
import { asking, type Data, openExample } from "./asking.js";

const root = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "litweave-paths-"));
let made = 0;
afterAll(() => rmSync(root, { recursive: true }));

const claims = fc.array(
  fc
    .record({
      subject: fc.constantFrom(...conceptNames),
      predicate: fc.constantFrom("treats" as const, "affects" as const, "associated_with" as const),
      object: fc.constantFrom(...conceptNames),
      score: fc.constantFrom(0.3, 0.6, 0.9),
      certainty: fc.constantFrom("asserted" as const, "asserted" as const, "question" as const),
    })
    .filter(({ subject, object }) => subject !== object),
  { minLength: 1, maxLength: 14 },
);

/** What `act` gives on a store with one paper for each claim, and all triples of it. */
async function inGraph<T>(
  said: readonly Claim[],
  act: (store: Awaited<ReturnType<typeof openStore>>, all: readonly TripleRecord[]) => Promise<T>,
): Promise<T> {
  const store = await openStore(join(root, String(made++)));
  try {
    await store.write(said.map((claim, at) => paper({ id: `PMID:${at + 1}`, claims: [claim] })));
    return await act(
      store,
      (await store.triples({}, { first: 100 })).items.map(({ node }) => node),
    );
  } finally {
    await store.close();
  }
}

describe("paths in a graph", () => {
  it("are those in the whole of it, though only a part of it is read", async () => {
    const asked = fc.record({
      maxLength: fc.integer({ min: 1, max: 4 }),
      order: fc.constantFrom("length" as const, "belief" as const),
      first: fc.constantFrom(1, 3, 50),
      predicates: fc.constantFrom([], ["affects" as const], ["treats" as const, "associated_with" as const]),
    });
    const [from, to] = [concepts.metformin.id, concepts.stroke.id];
    await fc.assert(
      fc.asyncProperty(claims, asked, async (said, { predicates, ...how }) => {
        await inGraph(said, async (store, all) => {
          const question = { from, to, ...how };
          const found = await pathsBetween(store, { ...question, filter: { predicates } });
          const through = all.filter(
            ({ predicate }) => predicates.length === 0 || predicates.some((one) => one === predicate),
          );
          const wanted = findPaths(through, question);
          expect(found.map(({ keys }) => keys)).toEqual(
            wanted.map(({ steps }) => steps.map(({ key }) => key)),
          );
          expect(found.map(({ ids }) => ids)).toEqual(wanted.map((path) => path.concepts));
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("neighbours in common", () => {
  it("are joined with each of the concepts, and scored by the strongest triples", async () => {
    const asked = fc.uniqueArray(fc.constantFrom(...conceptNames), { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(claims, asked, async (said, names: readonly ConceptName[]) => {
        await inGraph(said, async (store, all) => {
          const ids = names.map((name) => concepts[name].id as Curie);
          const records = await store.concepts(Object.values(concepts).map(({ id }) => id));
          const asked = ids.map((id) => records.get(id)).filter((record) => record !== undefined);
          if (asked.length < ids.length) return;
          const load = async (some: readonly Curie[]) => some.map((id) => records.get(id));
          const found = await commonNeighbours(store, load, {
            concepts: asked,
            filter: {},
            categories: [],
            first: 100,
          });
          const beliefs = (one: Curie, other: Curie) =>
            all
              .filter(
                ({ subject, object }) =>
                  (subject === one && object === other) || (subject === other && object === one),
              )
              .map(({ belief }) => belief);
          const wanted = [...records.values()].flatMap(({ id, triples }) => {
            const best = ids.map((end) => Math.max(0, ...beliefs(id, end)));
            const product = best.reduce((whole, belief) => whole * belief, 1);
            return ids.includes(id) || product === 0
              ? []
              : [[id, product / Math.log2(Math.max(2, triples))] as const];
          });
          expect(new Map(found.map(({ concept, score }) => [concept.id, score]))).toEqual(new Map(wanted));
          for (const { keys } of found) expect(keys).toHaveLength(ids.length);
          const scores = found.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("the API", () => {
  it("shows paths and common neighbours with what they are made of", async () => {
    const example = await openExample();
    const { data, ask } = asking(example.store);
    const [metformin, aspirin, warfarin] = ["MESH:D008687", "MESH:D001241", "MESH:D014859"];
    const path = "length belief concepts { name } triples { predicate belief }";
    const { paths } = await data(`{ paths(from: "NCBIGene:6934", to: "MESH:D000140") { ${path} } }`);
    expect(paths).toHaveLength(1);
    expect(paths[0]).toMatchObject({
      length: 3,
      concepts: ["TCF7L2", "Diabetes Mellitus, Type 2", "Metformin", "Acidosis, Lactic"].map((name) => ({
        name,
      })),
    });
    const product = paths[0].triples.reduce((whole: number, { belief }: Data) => whole * belief, 1);
    expect(paths[0].belief).toBeCloseTo(product, 12);
    const none = await data(`{ far: paths(from: "${metformin}", to: "${aspirin}", maxLength: 4) { ${path} }
      gone: paths(from: "${metformin}", to: "MESH:D999999") { ${path} } }`);
    expect(none).toEqual({ far: [], gone: [] });
    const { commonNeighbours: common } = await data(
      `{ commonNeighbours(ids: ["${aspirin}", "${warfarin}"]) { concept { name } score triples { predicate object { name } } } }`,
    );
    expect(common).toMatchObject([
      { concept: { name: "Hemorrhage" }, triples: [{ predicate: "causes" }, { predicate: "causes" }] },
    ]);
    for (const refused of [
      `paths(from: "${metformin}", to: "${metformin}") { length }`,
      `paths(from: "${metformin}", to: "${aspirin}", maxLength: 5) { length }`,
      `paths(from: "${metformin}", to: "${aspirin}", filter: { involving: "${warfarin}" }) { length }`,
      `paths(from: "${metformin}", to: "${aspirin}", first: 51) { length }`,
      `commonNeighbours(ids: ["${metformin}"]) { score }`,
      `commonNeighbours(ids: ["${metformin}", "${metformin}"]) { score }`,
    ])
      expect((await ask(`{ ${refused} }`)).errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
    await example.close();
  });
});
