import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DocumentChange, GraphStore } from "../../src/domain/graph-store.js";
import type { JournalEntry, WrittenChange } from "../../src/domain/journal.js";
import { tripleOf } from "../../src/domain/triple.js";
import { concepts, paper } from "./world.js";

const remove = (documentId: `${string}:${string}`): DocumentChange => ({ kind: "delete", documentId });
const claim = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
const other = { subject: "aspirin", predicate: "treats", object: "stroke" } as const;
const treats = tripleOf(concepts.metformin.id, "treats", concepts.diabetes.id).key;
const helps = tripleOf(concepts.aspirin.id, "treats", concepts.stroke.id).key;
const nothing = { appeared: [], changed: [], vanished: [] };

/** What every adapter's journal holds; see `domain/journal.ts`. */
export function describeJournal(open: (options?: { journalEntries?: number }) => Promise<GraphStore>): void {
  describe("the journal", () => {
    let store: GraphStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const read = () => store.journal({ limit: 1_000 });
    const short = ({ documentId, outcome, appeared, changed, vanished }: WrittenChange) => ({
      documentId,
      outcome,
      appeared,
      changed,
      vanished,
    });

    it("is empty at first", async () => {
      expect(await read()).toEqual([]);
      expect(await store.journalSpan()).toEqual({ first: 0, last: 0 });
    });

    it("tells of each document what its write changed, and when", async () => {
      const from = Date.now();
      const told: WrittenChange[] = [];
      await store.write(
        [
          paper({ id: "PMID:1", claims: [claim] }),
          paper({ id: "PMID:2", claims: [claim, other] }),
          paper({ id: "PMID:3", mentions: ["tp53"] }),
        ],
        (written) => told.push(...written),
      );
      const entries = await read();
      expect(entries.map(short)).toEqual([
        { documentId: "PMID:1", outcome: "written", ...nothing, appeared: [treats] },
        { documentId: "PMID:2", outcome: "written", appeared: [helps], changed: [treats], vanished: [] },
        { documentId: "PMID:3", outcome: "written", ...nothing },
      ]);
      expect(entries.map(({ position }) => position)).toEqual([1, 2, 3]);
      expect(entries[0]?.concepts).toEqual([concepts.diabetes.id, concepts.metformin.id].sort());
      for (const { at } of entries) {
        expect(at).toBeGreaterThanOrEqual(from - 1_000);
        expect(at).toBeLessThanOrEqual(Date.now() + 1_000);
      }
      expect(entries.map(({ position: _, at: __, ...written }) => written)).toEqual(told);
      expect(await store.journalSpan()).toEqual({ first: 1, last: 3, since: entries[0]?.at });
    });

    it("has no entry for what changed nothing", async () => {
      const change = paper({ id: "PMID:1", version: 2, claims: [claim] });
      const told: WrittenChange[] = [];
      await store.write([change]);
      await store.write([change, paper({ id: "PMID:1", version: 1, claims: [other] })], (written) =>
        told.push(...written),
      );
      expect(await read()).toHaveLength(1);
      expect(told).toEqual([]);
    });

    it("tells what a revision, a deletion and a notice took away and gave back", async () => {
      await store.write([paper({ id: "PMID:1", claims: [claim] })]);
      await store.write([paper({ id: "PMID:1", version: 2, claims: [other] })]);
      await store.write([paper({ id: "PMID:9", retracts: ["PMID:1"] })]);
      await store.write([remove("PMID:9")]);
      await store.write([remove("PMID:1")]);
      expect((await read()).map(short)).toEqual([
        { documentId: "PMID:1", outcome: "written", ...nothing, appeared: [treats] },
        { documentId: "PMID:1", outcome: "written", ...nothing, appeared: [helps], vanished: [treats] },
        { documentId: "PMID:9", outcome: "withdrawn", ...nothing, vanished: [helps] },
        { documentId: "PMID:9", outcome: "withdrawn", ...nothing, appeared: [helps] },
        { documentId: "PMID:1", outcome: "withdrawn", ...nothing, vanished: [helps] },
      ]);
    });

    it("lets the last of several deletions make a triple vanish", async () => {
      await store.write([paper({ id: "PMID:1", claims: [claim] }), paper({ id: "PMID:2", claims: [claim] })]);
      await store.write([remove("PMID:2"), remove("PMID:1")]);
      expect((await read()).slice(2).map(short)).toEqual([
        { documentId: "PMID:2", outcome: "withdrawn", ...nothing, changed: [treats] },
        { documentId: "PMID:1", outcome: "withdrawn", ...nothing, vanished: [treats] },
      ]);
    });

    it("is read from a position, from a time, by concept, page by page", async () => {
      for (const id of [1, 2, 3, 4]) {
        await store.write([paper({ id: `PMID:${id}`, claims: [id % 2 ? claim : other] })]);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      const all = await read();
      const ids = (entries: readonly JournalEntry[]) => entries.map(({ documentId }) => documentId);
      expect(ids(await store.journal({ after: 2, limit: 10 }))).toEqual(["PMID:3", "PMID:4"]);
      expect(ids(await store.journal({ limit: 2 }))).toEqual(["PMID:1", "PMID:2"]);
      const since = all[2]!.at;
      expect(ids(await store.journal({ since, limit: 10 }))).toEqual(["PMID:3", "PMID:4"]);
      expect(ids(await store.journal({ since: since + 100_000, limit: 10 }))).toEqual([]);
      const involving = concepts.stroke.id;
      expect(ids(await store.journal({ involving, limit: 10 }))).toEqual(["PMID:2", "PMID:4"]);
      expect(ids(await store.journal({ involving, after: 2, since: 0, limit: 10 }))).toEqual(["PMID:4"]);
    });

    it("lets the oldest entries go, and counts on", async () => {
      await store.close();
      store = await open({ journalEntries: 3 });
      for (const id of [1, 2, 3, 4, 5]) await store.write([paper({ id: `PMID:${id}`, claims: [claim] })]);
      expect((await read()).map(({ position }) => position)).toEqual([3, 4, 5]);
      expect(await store.journalSpan()).toMatchObject({ first: 3, last: 5 });
      await store.write([6, 7, 8, 9].map((id) => paper({ id: `PMID:${id}`, claims: [claim] })));
      expect((await read()).map(({ position }) => position)).toEqual([7, 8, 9]);
    });
  });
}
