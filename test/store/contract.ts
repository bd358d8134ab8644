import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aggregateOf } from "../../src/domain/belief.js";
import type {
  DocumentChange,
  GraphItem,
  GraphRow,
  GraphStore,
  UpsertChange,
} from "../../src/domain/graph-store.js";
import { evidenceKey, tripleOf } from "../../src/domain/triple.js";
import { describeStanding } from "./contract-standing.js";
import { describeReading } from "./describe-reading.js";
import { claim, concepts, evidenceOf, paper, remove, renamed, treats } from "./world.js";

export interface StoreUnderTest {
  /** A store with nothing in it. */
  readonly open: () => Promise<GraphStore>;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function sortedRows(store: GraphStore): Promise<readonly GraphRow[]> {
  const place = (row: GraphRow) => `${row.kind} ${row.key}`;
  return [...(await collect(store.rows()))].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

const first = { first: 10 };

/** What every adapter must do; see the header of `graph-store.ts` for the rules. */
export function describeStore(name: string, subject: StoreUnderTest): void {
  describe(`${name} store`, () => {
    let store: GraphStore;
    beforeEach(async () => {
      store = await subject.open();
    });
    afterEach(async () => {
      expect(await collect(store.verify({ repair: false }))).toEqual([]);
      await store.close();
    });

    async function writeOne(change: DocumentChange) {
      return (await store.write([change]))[0];
    }

    describe("writing", () => {
      describeStanding(() => store);

      it("merges the evidence of several papers into one triple", async () => {
        const papers = [
          paper({ id: "PMID:1", year: 2019, claims: [{ ...claim, score: 0.8 }] }),
          paper({ id: "PMID:2", year: 2021, claims: [{ ...claim, score: 0.6, certainty: "hedged" }] }),
          paper({ id: "PMID:3", claims: [{ ...claim, score: 0.7, polarity: "negated" }] }),
        ];
        expect(await store.write(papers)).toEqual(["written", "written", "written"]);
        const record = (await store.triplesByKey([treats.key])).get(treats.key);
        const evidence = papers.flatMap((change) => change.evidence);
        expect(record).toMatchObject({ ...treats, documents: 3, firstYear: 2019, lastYear: 2021 });
        expect(record?.aggregate).toEqual(aggregateOf(evidence));
        expect(await evidenceOf(store)).toEqual(evidence.sort((a, b) => rankIn(a) - rankIn(b)));
      });

      it("writes nothing the second time", async () => {
        const change = paper({ id: "PMID:1", claims: [claim] });
        await store.write([change]);
        const before = await sortedRows(store);
        expect(await store.write([change, change])).toEqual(["unchanged", "unchanged"]);
        expect(await sortedRows(store)).toEqual(before);
      });

      it("lets a revision replace its evidence, and an older one come too late", async () => {
        const old = paper({ id: "PMID:1", version: 1, claims: [claim] });
        const revised = paper({
          id: "PMID:1",
          version: 2,
          claims: [{ ...claim, predicate: "associated_with" }],
        });
        expect(await writeOne(old)).toBe("written");
        expect(await writeOne(revised)).toBe("written");
        expect(await writeOne(old)).toBe("superseded");
        expect((await store.triplesByKey([treats.key])).size).toBe(0);
        expect(await store.counts()).toMatchObject({ documents: 1, triples: 1, evidence: 1, concepts: 2 });
      });

      it("takes the same delivery processed anew, in place of what was read before", async () => {
        await writeOne(paper({ id: "PMID:1", claims: [claim] }));
        const anew = { ...paper({ id: "PMID:1", claims: [claim], fingerprint: "joint 2" }), evidence: [] };
        expect(await writeOne(anew)).toBe("written");
        expect(await store.counts()).toMatchObject({ documents: 1, triples: 0, evidence: 0, concepts: 2 });
      });

      it("lets a concept that a later terminology knows take the place of a provisional one", async () => {
        const known = paper({ id: "PMID:1", claims: [claim] });
        const id = "litweave.provisional:ChemicalEntity-0123456789abcdef";
        const provisional = JSON.parse(
          JSON.stringify(known).replaceAll(concepts.metformin.id, id),
        ) as typeof known;
        const triple = tripleOf(id, "treats", concepts.diabetes.id);
        const earlier = {
          ...provisional,
          fingerprint: "joint 1, mesh 0",
          concepts: provisional.concepts.map((item) =>
            item.id === id ? { ...item, provisional: true as const } : item,
          ),
          evidence: provisional.evidence.map((item) => ({
            ...item,
            key: evidenceKey(triple.key, "PMID:1"),
            triple,
          })),
        };
        expect(await writeOne(earlier)).toBe("written");
        expect((await store.concepts([id])).get(id)).toMatchObject({ provisional: true, triples: 1 });
        expect(await writeOne(known)).toBe("written");
        expect((await store.concepts([id])).size).toBe(0);
        expect((await store.triplesByKey([triple.key])).size).toBe(0);
        expect(await store.counts()).toMatchObject({ documents: 1, triples: 1, evidence: 1, concepts: 2 });
      });

      it("withdraws a deleted paper with all that only it supported, for good", async () => {
        const change = paper({ id: "PMID:1", claims: [claim] });
        await store.write([change, paper({ id: "PMID:2", mentions: ["metformin"] })]);
        expect(await writeOne(remove("PMID:1"))).toBe("withdrawn");
        expect(await writeOne(remove("PMID:1"))).toBe("unchanged");
        expect(await writeOne(change)).toBe("superseded");
        expect(await store.counts()).toEqual({
          documents: 1,
          retracted: 0,
          deleted: 1,
          concepts: 1,
          triples: 0,
          evidence: 0,
          mentions: 1,
        });
        expect((await store.documents(["PMID:1"])).size).toBe(0);
        expect((await store.documentStates(["PMID:1"])).get("PMID:1")?.status).toBe("deleted");
      });

      it("keeps a deletion that comes before its paper", async () => {
        expect(await writeOne(remove("PMID:1"))).toBe("withdrawn");
        expect(await writeOne(paper({ id: "PMID:1", claims: [claim] }))).toBe("superseded");
        expect(await store.counts()).toMatchObject({ documents: 0, deleted: 1, triples: 0 });
      });

      it("shows the same description of a concept in whatever order descriptions come and go", async () => {
        const [a, b] = [
          paper({ id: "PMID:1", mentions: ["stroke"] }),
          paper({ id: "PMID:2", mentions: ["stroke"], renamed: ["stroke"] }),
        ];
        const shown = async () => (await store.concepts([concepts.stroke.id])).get(concepts.stroke.id);
        await store.write([a, b]);
        expect(await shown()).toEqual({ ...renamed(concepts.stroke), documents: 2, triples: 0 });
        await store.write([remove("PMID:2")]);
        expect(await shown()).toEqual({ ...concepts.stroke, documents: 1, triples: 0 });
      });

      it("refuses a change that refers to a concept it does not describe, and writes none of its batch", async () => {
        const good = paper({ id: "PMID:1", claims: [claim] });
        const bad: UpsertChange = { ...paper({ id: "PMID:2", claims: [claim] }), concepts: [] };
        await expect(store.write([good, bad])).rejects.toMatchObject({ code: "BAD_INPUT" });
        expect(await sortedRows(store)).toEqual([]);
      });

      it("stands as before when a write breaks off in the middle", async () => {
        await store.write([paper({ id: "PMID:1", claims: [claim] })]);
        const before = await sortedRows(store);
        const later = paper({ id: "PMID:2", claims: [claim] });
        const breaks = {
          ...later.evidence[0]!,
          key: "e1_ffffffffffffffffffffffffffffffff" as const,
          sentences: [
            {
              toJSON: () => {
                throw new Error("the power went");
              },
            },
          ],
        };
        const broken = { ...later, evidence: [...later.evidence, breaks as never] };
        await expect(store.write([paper({ id: "PMID:1", version: 2 }), broken])).rejects.toThrow(
          "the power went",
        );
        expect(await sortedRows(store)).toEqual(before);
        expect(await writeOne(later)).toBe("written");
      });

      it("takes writes that come at once", async () => {
        const papers = Array.from({ length: 12 }, (_, i) => paper({ id: `PMID:${i}`, claims: [claim] }));
        await Promise.all([...papers, ...papers].map((change) => store.write([change])));
        expect((await store.triplesByKey([treats.key])).get(treats.key)?.documents).toBe(12);
      });
    });

    describe("reading", () => {
      const papers = [
        paper({
          id: "PMID:1",
          year: 2018,
          claims: [claim, { subject: "aspirin", predicate: "treats", object: "stroke" }],
        }),
        paper({
          id: "PMID:2",
          year: 2020,
          claims: [claim, { subject: "tp53", predicate: "associated_with", object: "stroke" }],
        }),
        paper({
          id: "PMID:3",
          claims: [
            { ...claim, score: 0.3 },
            { subject: "metformin", predicate: "associated_with", object: "stroke", score: 0.4 },
            { subject: "diabetes1", predicate: "associated_with", object: "metformin", polarity: "negated" },
          ],
        }),
      ];

      beforeEach(async () => {
        await store.write(papers);
      });

      it("gives documents as they came", async () => {
        const record = (await store.documents(["PMID:2", "PMID:7"])).get("PMID:2");
        expect(record).toEqual({
          document: papers[1]?.document,
          mentions: papers[1]?.mentions,
          concern: false,
          state: {
            status: "live",
            revision: papers[1]?.revision,
            contentHash: papers[1]?.contentHash,
            fingerprint: "joint 1, mesh 1",
            extractor: "joint 1",
            terminology: "mesh 1",
          },
        });
      });

      it.each(["belief", "documents", "lastYear"] as const)("pages through triples by %s", async (order) => {
        const whole = await store.triples({ order }, first);
        expect(whole.items).toHaveLength(5);
        expect(whole.hasNext).toBe(false);
        const values = whole.items.map(({ node }) => node[order] ?? 0);
        expect(values).toEqual([...values].sort((a, b) => b - a));
        const paged: unknown[] = [];
        let after: string | undefined;
        for (let hasNext = true; hasNext; ) {
          const page = await store.triples({ order }, { first: 2, ...(after && { after }) });
          paged.push(...page.items);
          after = page.items.at(-1)?.cursor;
          hasNext = page.hasNext;
        }
        expect(paged).toEqual(whole.items);
      });

      it("filters triples, and counts what it filters", async () => {
        const metformin = concepts.metformin.id;
        const found = async (filter: Parameters<GraphStore["triples"]>[0]) => {
          const keys = (await store.triples(filter, first)).items.map(({ node }) => node.key);
          expect(await store.countTriples(filter)).toBe(keys.length);
          return keys.length;
        };
        expect(await found({ subject: metformin })).toBe(2);
        expect(await found({ involving: metformin })).toBe(3);
        expect(await found({ involving: metformin, predicates: ["treats"] })).toBe(1);
        expect(await found({ subject: metformin, object: concepts.stroke.id })).toBe(1);
        expect(await found({ object: metformin, subject: concepts.stroke.id })).toBe(0);
        expect(await found({ predicates: ["treats", "associated_with"], minBelief: 0.8 })).toBe(3);
        expect(await found({ predicates: [] })).toBe(5);
      });

      it("lists evidence affirming first, best first, a page for each triple", async () => {
        const keys = (await store.triples({}, first)).items.map(({ node }) => node.key);
        const pages = await store.evidence(keys, {}, { first: 2 });
        expect([...pages.keys()]).toEqual(keys);
        const page = pages.get(treats.key);
        expect(page?.items.map(({ node }) => node.documentId)).toEqual(["PMID:2", "PMID:1"]);
        expect(page?.hasNext).toBe(true);
        const rest = await store.evidence([treats.key], {}, { first: 2, after: page!.items[1]!.cursor });
        expect(rest.get(treats.key)?.items.map(({ node }) => node.documentId)).toEqual(["PMID:3"]);
        const denials = await store.evidence(keys, { polarity: "negated" }, first);
        expect([...denials.values()].flatMap(({ items }) => items)).toHaveLength(1);
      });

      it("finds concepts by name, beginning, synonym and with typing errors", async () => {
        const names = async (text: string, category?: "Disease") =>
          (await store.searchConcepts({ text, ...(category && { category }) }, first)).items.map(
            ({ node }) => node.name,
          );
        expect(await names("metformin")).toEqual(["Metformin"]);
        expect(await names("MESH:D008687")).toEqual(["Metformin"]);
        expect(await names("glucophage")).toEqual(["Metformin"]);
        expect(await names("metfromin")).toEqual(["Metformin"]);
        expect(await names("Diabetes Mellitus")).toEqual([
          "Diabetes Mellitus, Type 2",
          "Diabetes Mellitus, Type 1",
        ]);
        expect(await names("diabetes type 1")).toEqual(["Diabetes Mellitus, Type 1"]);
        expect(await names("diabets melitus")).toEqual([
          "Diabetes Mellitus, Type 2",
          "Diabetes Mellitus, Type 1",
        ]);
        expect(await names("p53")).toEqual(["TP53"]);
        expect(await names("s")).toEqual(["Stroke"]);
        expect(await names("metformin", "Disease")).toEqual([]);
        expect(await names("zebrafish")).toEqual([]);
        expect(await names('"(*~ AND')).toEqual([]);
      });

      it("pages through a search", async () => {
        const [one] = (await store.searchConcepts({ text: "diabetes" }, { first: 1 })).items;
        const rest = await store.searchConcepts({ text: "diabetes" }, { first: 5, after: one!.cursor });
        expect([one!.node.id, ...rest.items.map(({ node }) => node.id)]).toEqual([
          concepts.diabetes.id,
          concepts.diabetes1.id,
        ]);
      });

      it("lists concepts by number of papers", async () => {
        const page = await store.searchConcepts({}, { first: 3 });
        expect(page.items.map(({ node }) => [node.id, node.documents, node.triples])).toEqual([
          [concepts.diabetes.id, 3, 1],
          [concepts.metformin.id, 3, 3],
          [concepts.stroke.id, 3, 3],
        ]);
        const next = await store.searchConcepts({}, { first: 9, after: page.items[2]!.cursor });
        expect(next.items).toHaveLength(3);
        expect((await store.searchConcepts({ category: "Gene" }, first)).items).toHaveLength(1);
      });

      it("refuses cursors that are not its own, and impossible pages", async () => {
        const cursor = (await store.triples({ order: "belief" }, { first: 1 })).items[0]!.cursor;
        const refused = { code: "BAD_INPUT" };
        await expect(
          store.triples({ order: "documents" }, { first: 1, after: cursor }),
        ).rejects.toMatchObject(refused);
        await expect(store.triples({}, { first: 1, after: "nonsense" })).rejects.toMatchObject(refused);
        await expect(store.triples({}, { first: -1 })).rejects.toMatchObject(refused);
      });

      it("reads out concepts, triples with their evidence, and live documents with theirs", async () => {
        const retracted = paper({ id: "PMID:4", claims: [claim], retracted: true });
        await store.write([retracted, paper({ id: "PMID:5", claims: [claim] }), remove("PMID:5")]);
        const items = await collect(store.items(["concept", "triple", "document"]));
        const kinds = items.map(({ kind }) => kind);
        expect(kinds).toEqual([...kinds].sort((a, b) => placeOf(a) - placeOf(b)));
        const ids = Object.values(concepts).map(({ id }) => id);
        const found = items.flatMap((item) => (item.kind === "concept" ? [item.concept] : []));
        expect(found.map(({ id }) => id)).toEqual([...ids].sort());
        expect(new Map(found.map((concept) => [concept.id, concept]))).toEqual(await store.concepts(ids));
        const triples = items.flatMap((item) => (item.kind === "triple" ? [item] : []));
        expect(triples).toHaveLength(5);
        const keys = triples.map(({ triple }) => triple.key);
        expect(new Map(triples.map(({ triple }) => [triple.key, triple]))).toEqual(
          await store.triplesByKey(keys),
        );
        const pages = await store.evidence(keys, {}, first);
        for (const { triple, evidence } of triples) {
          expect(evidence).toEqual(pages.get(triple.key)?.items.map(({ node }) => node));
        }
        const documents = items.flatMap((item) => (item.kind === "document" ? [item] : []));
        expect(documents.map(({ record }) => record.document.id)).toEqual(["PMID:1", "PMID:2", "PMID:3"]);
        const records = await store.documents(["PMID:1", "PMID:2", "PMID:3"]);
        for (const [at, { record, evidence }] of documents.entries()) {
          expect(record).toEqual(records.get(record.document.id));
          const own = [...papers[at]!.evidence].sort((a, b) => (a.key < b.key ? -1 : 1));
          expect(evidence).toEqual(own);
        }
      });

      it("reads out a kind as often as it is asked for, and stops when nobody listens", async () => {
        const twice = await collect(store.items(["triple", "concept", "triple"]));
        expect(twice.map(({ kind }) => kind[0]).join("")).toBe("tttttccccccttttt");
        expect(twice.slice(0, 5)).toEqual(twice.slice(11));
        for await (const item of store.items(["concept"])) {
          expect(item.kind).toBe("concept");
          break;
        }
        expect(await collect(store.items([]))).toEqual([]);
      });

      it("answers nothing about what it does not have", async () => {
        const key = "t1_00000000000000000000000000000000" as const;
        expect((await store.concepts(["MESH:D000000"])).size).toBe(0);
        expect((await store.triplesByKey([key])).size).toBe(0);
        expect((await store.evidence([key], {}, first)).get(key)).toEqual({ items: [], hasNext: false });
        expect((await store.documentStates(["PMID:404"])).size).toBe(0);
        expect(await store.write([])).toEqual([]);
      });
    });
  });
  describe(`${name} store`, () => describeReading(subject));
}

function placeOf(kind: GraphItem["kind"]): number {
  return ["concept", "triple", "document"].indexOf(kind);
}

/** The order that the port promises: affirming, then better, then newer. */
function rankIn(evidence: { readonly polarity: string; readonly score: number }): number {
  return (evidence.polarity === "affirmed" ? 0 : 10) - evidence.score;
}
