import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relinkedChange } from "../../src/assemble/relinked-change.js";
import type { Curie } from "../../src/domain/curie.js";
import type { DocumentChange, GraphStore, UpsertChange } from "../../src/domain/graph-store.js";
import { collect, sortedRows } from "../store/contract.js";
import {
  conceptIds,
  extraction,
  paperOf,
  papers,
  readIn,
  versionsIn,
  type WordedPaper,
  type World,
  world,
} from "./two-terminologies.js";

export interface StoresUnderTest {
  /** A store with nothing in it. */
  readonly open: () => Promise<GraphStore>;
  /** A store with nothing in it to compare with, open at the same time. */
  readonly openReference: () => Promise<GraphStore>;
  readonly runs: number;
}

const all = { first: 50 };
const gone = (documentId: `${string}:${string}`): DocumentChange => ({ kind: "delete", documentId });

/** Relinks up to `most` of the papers that are linked to `before`, as the command does, without models. */
async function relinkSome(
  store: GraphStore,
  read: readonly WordedPaper[],
  [before, after]: readonly [World, World],
  most: number,
): Promise<number> {
  let done = 0;
  for await (const stored of store.documentsProcessedBy(versionsIn(before).fingerprint)) {
    if (done === most) break;
    const fresh = readIn(after, read.find(({ document }) => document.id === stored.document.id)!);
    const change = relinkedChange(stored, fresh, versionsIn(after)) ?? fresh;
    await store.write([change]);
    done += 1;
  }
  return done;
}

/** What each id leads to, told from the documents alone: itself while it stands, else every concept that took its place. */
function expectedFor(live: readonly UpsertChange[]): ReadonlyMap<Curie, readonly Curie[]> {
  const described = live.flatMap(({ concepts }) => concepts);
  const standing = new Set(described.map(({ id }) => id));
  return new Map(
    conceptIds.flatMap((id) => {
      const heirs = described.filter(({ formerly = [] }) => formerly.includes(id)).map((heir) => heir.id);
      const answers = standing.has(id) ? [id] : [...new Set(heirs)].sort();
      return answers.length > 0 ? [[id, answers] as const] : [];
    }),
  );
}

async function expectRedirects(store: GraphStore, live: readonly UpsertChange[]): Promise<void> {
  const expected = expectedFor(live);
  const found = await store.concepts(conceptIds);
  expect(new Map([...found].map(([asked, { id }]) => [asked, id]))).toEqual(
    new Map([...expected].map(([asked, answers]) => [asked, answers[0]])),
  );
  for (const asked of conceptIds) {
    const answers = expected.get(asked) ?? [];
    const listed = (await store.searchConcepts({ text: asked }, all)).items.map(({ node }) => node.id);
    if (answers[0] === asked) expect(listed[0]).toBe(asked);
    else expect(listed.sort()).toEqual(answers);
    // Nothing to compare with, unless the id leads to another.
    if (answers[0] === undefined || answers[0] === asked) continue;
    for (const end of ["subject", "object", "involving"] as const) {
      const triples = await store.triples({ [end]: asked }, all);
      expect(triples).toEqual(await store.triples({ [end]: answers[0] }, all));
      expect(await store.countTriples({ [end]: asked })).toBe(triples.items.length);
    }
  }
  expect(await collect(store.verify({ repair: false }))).toEqual([]);
}

/** The rules of docs/graph-semantics.md on terminologies and models. */
export function describeTerminology(name: string, { open, openReference, runs }: StoresUnderTest): void {
  describe(`terminologies and models: ${name}`, () => {
    it("Relinked, the graph is that of a fresh build.", async () => {
      await fc.assert(
        fc.asyncProperty(
          papers,
          world("1"),
          world("2"),
          fc.record({ already: fc.nat(5), half: fc.nat(5), deleted: fc.boolean() }),
          async (read, before, after, { already, half, deleted }) => {
            const [store, fresh] = [await open(), await openReference()];
            try {
              const late = deleted ? [gone(read[0]!.document.id)] : [];
              await store.write([
                ...read.map((paper, at) => readIn(at < already ? after : before, paper)),
                ...late,
              ]);
              await fresh.write([...read.map((paper) => readIn(after, paper)), ...late]);
              const stale = read.slice(already).filter((_, at) => !(deleted && already + at === 0)).length;
              const first = await relinkSome(store, read, [before, after], half);
              expect(first).toBe(Math.min(half, stale));
              expect(await relinkSome(store, read, [before, after], 9)).toBe(stale - first);
              expect(await sortedRows(store)).toEqual(await sortedRows(fresh));
              expect(await relinkSome(store, read, [before, after], 9)).toBe(0);
              await expectRedirects(store, await liveIn(store, read, after));
            } finally {
              await store.close();
              await fresh.close();
            }
          },
        ),
        { numRuns: runs },
      );
    });

    it("A merged concept leaves a redirect.", async () => {
      await fc.assert(
        fc.asyncProperty(
          papers,
          world("1"),
          world("2"),
          fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
          async (read, one, other, choices) => {
            const store = await open();
            try {
              const worldOf = (at: number) => (choices[at] ? one : other);
              await store.write(read.map((paper, at) => readIn(worldOf(at), paper)));
              const live = await liveIn(store, read, worldOf);
              await expectRedirects(store, live);
              const [first] = read;
              await store.write([gone(first!.document.id)]);
              await expectRedirects(store, await liveIn(store, read, worldOf));
              await store.write(read.map(({ document }) => gone(document.id)));
              await expectRedirects(store, []);
            } finally {
              await store.close();
            }
          },
        ),
        { numRuns: runs },
      );
    });

    it("keeps redirects whole when many write at once", async () => {
      const [one] = fc.sample(world("1"), { numRuns: 1, seed: 7 });
      const shared: World = {
        ...one!,
        meaning: {
          "alpha fever": "MONDO:2",
          "beta fever": "MONDO:3",
          "gamma pain": "",
          deltamycin: "CHEBI:2",
          epsilin: "",
        },
        described: Object.fromEntries(
          Object.entries(one!.described).map(([id, concept]) => [
            id,
            { ...concept, formerly: id.startsWith("MONDO") ? ["MONDO:0", "MONDO:1"] : ["CHEBI:1"] },
          ]),
        ) as World["described"],
      };
      const words = ["alpha fever", "beta fever", "deltamycin"] as const;
      const read = Array.from({ length: 18 }, (_, at) =>
        paperOf({ id: `PMID:${at}`, named: [words[at % 3]!] }),
      );
      const store = await open();
      try {
        const writes = read.map((paper) => readIn(shared, paper));
        await Promise.all(writes.map((change) => store.write([change])));
        await Promise.all(
          writes
            .slice(0, 17)
            .map(({ document }, at) =>
              at % 3 === 0 ? store.write([gone(document.id)]) : store.write([writes[at]!]),
            ),
        );
        await expectRedirects(store, await liveIn(store, read, shared));
        expect((await store.concepts(["MONDO:0"])).get("MONDO:0")?.id).toBe("MONDO:3");
        await Promise.all(writes.map(({ document }) => store.write([gone(document.id)])));
        await expectRedirects(store, []);
      } finally {
        await store.close();
      }
    });

    it("knows documents by what processed them, retracted ones too, deleted ones not", async () => {
      const [before, after] = fc.sample(fc.tuple(world("1"), world("2")), { numRuns: 1, seed: 3 })[0]!;
      const read = Array.from({ length: 7 }, (_, at) =>
        paperOf({ id: `PMID:${at}`, named: ["alpha fever", "deltamycin"], retracted: at === 2 }),
      );
      const store = await open();
      try {
        const changes = read.map((paper, at) => readIn(at < 5 ? before : after, paper));
        await store.write([...changes, gone("PMID:4")]);
        const processing = (world: World, documents: number) => ({ ...versionsIn(world), documents });
        expect(await store.processedBy()).toEqual([processing(before, 4), processing(after, 2)]);
        const given = await collect(store.documentsProcessedBy(`${extraction}.1`));
        expect(given.map(({ document }) => document.id)).toEqual(["PMID:0", "PMID:1", "PMID:2", "PMID:3"]);
        for (const [at, { document, mentions, concepts, evidence, state }] of given.entries()) {
          const { revision, contentHash } = changes[at]!;
          expect({ document, mentions, evidence }).toEqual({
            document: changes[at]!.document,
            mentions: changes[at]!.mentions,
            evidence: changes[at]!.evidence,
          });
          const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
          expect([...concepts].sort(byId)).toEqual([...changes[at]!.concepts].sort(byId));
          const status = at === 2 ? "retracted" : "live";
          expect(state).toEqual({ ...versionsIn(before), status, revision, contentHash });
        }
        const rest = await collect(store.documentsProcessedBy(`${extraction}.1`, "PMID:1"));
        expect(rest.map(({ document }) => document.id)).toEqual(["PMID:2", "PMID:3"]);
        expect(await collect(store.documentsProcessedBy("another"))).toEqual([]);
      } finally {
        await store.close();
      }
    });
  });
}

/** The papers that stand in the graph, as they were written. */
async function liveIn(
  store: GraphStore,
  read: readonly WordedPaper[],
  worldOf: World | ((at: number) => World),
): Promise<readonly UpsertChange[]> {
  const states = await store.documentStates(read.map(({ document }) => document.id));
  return read.flatMap((paper, at) => {
    const own = typeof worldOf === "function" ? worldOf(at) : worldOf;
    return states.get(paper.document.id)?.status === "live" ? [readIn(own, paper)] : [];
  });
}
