import fc from "fast-check";
import { expect, it } from "vitest";
import type { DocumentId } from "../../src/domain/document.js";
import type { DocumentChange } from "../../src/domain/graph-store.js";
import { sortedRows } from "../store/contract.js";
import { paper } from "../store/world.js";
import { claim, emptyStore, evidenceFor, gone, shuffled, standing } from "./asking.js";
import { anyPaper, documentId, ids } from "./papers.js";
import type { Place } from "./places.js";

export function testRetraction(place: Place, runs: number): void {
  it("A deletion is final.", async () => {
    const cases = fc.tuple(fc.array(anyPaper, { maxLength: 5 }), documentId).chain(([papers, id]) => {
      const all: readonly DocumentChange[] = [...papers.map((one) => paper({ ...one, id })), gone(id)];
      return fc.tuple(fc.constant(id), shuffled(all));
    });
    await fc.assert(
      fc.asyncProperty(cases, async ([id, changes]) => {
        const store = await emptyStore(place);
        const outcomes = await store.write(changes);
        const at = changes.findIndex(({ kind }) => kind === "delete");
        expect(outcomes.slice(at)).toEqual(["withdrawn", ...changes.slice(at + 1).map(() => "superseded")]);
        expect((await store.documentStates([id])).get(id)?.status).toBe("deleted");
        expect((await store.documents([id])).size).toBe(0);
        expect(await store.counts()).toMatchObject({ documents: 0, deleted: 1, triples: 0, concepts: 0 });
      }),
      { numRuns: runs },
    );
  });

  it("A retracted paper counts nothing, and says so.", async () => {
    const how = fc.record({ own: fc.boolean(), notice: fc.boolean(), others: fc.boolean() });
    const cases = how.chain(({ own, notice, others }) => {
      const all = [
        paper({ id: "PMID:1", claims: [{ ...claim, score: 0.7 }], retracted: own }),
        ...(notice || !own ? [paper({ id: "PMID:2", retracts: ["PMID:1"] })] : []),
        ...(others ? [paper({ id: "PMID:3", claims: [{ ...claim, score: 0.4 }] })] : []),
      ];
      return fc.tuple(fc.constant(others), shuffled(all));
    });
    await fc.assert(
      fc.asyncProperty(cases, async ([others, changes]) => {
        const store = await emptyStore(place);
        for (const change of changes) await store.write([change]);
        const retracted = changes.flatMap((change) =>
          change.document.id === "PMID:1" ? change.evidence : [],
        );
        expect((await store.documentStates(["PMID:1"])).get("PMID:1")?.status).toBe("retracted");
        expect((await store.documents(["PMID:1"])).get("PMID:1")?.mentions).toEqual([]);
        expect(await evidenceFor(store, { retracted: true })).toEqual(retracted);
        expect((await evidenceFor(store)).map(({ documentId }) => documentId)).toEqual(
          others ? ["PMID:3"] : [],
        );
        const record = await standing(store);
        if (others)
          expect(record).toMatchObject({ documents: 1, belief: 0.392, aggregate: { retracted: 1 } });
        else expect(record).toBeUndefined();
      }),
      { numRuns: runs },
    );
  });

  it("A notice that goes gives everything back.", async () => {
    const noticeId: DocumentId = "PMID:9";
    const cases = fc.record({
      papers: fc.uniqueArray(anyPaper, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
      targets: fc.uniqueArray(documentId, { minLength: 1, maxLength: 3 }),
      concerns: fc.uniqueArray(documentId, { maxLength: 2 }),
      late: fc.boolean(),
      deleted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ papers, targets, concerns, late, deleted }) => {
        const store = await emptyStore(place);
        const others = async () => (await sortedRows(store)).filter(({ key }) => key !== noticeId);
        await store.write(papers.map(paper));
        const before = await others();
        if (late) await place.clear();
        const notice = paper({ id: noticeId, retracts: targets, concernsAbout: concerns });
        await store.write(late ? [notice, ...papers.map(paper)] : [notice]);
        for (const state of (await store.documentStates(targets)).values())
          expect(state.status).toBe("retracted");
        await store.write([deleted ? gone(noticeId) : paper({ id: noticeId, version: 2 })]);
        expect(await others()).toEqual(before);
      }),
      { numRuns: runs },
    );
  });

  it("Notices do not go in circles.", async () => {
    const targets = fc.tuple(...ids.map(() => fc.uniqueArray(documentId, { maxLength: 2 })));
    await fc.assert(
      fc.asyncProperty(targets, shuffled(ids), async (named, order) => {
        const store = await emptyStore(place);
        for (const id of order) {
          const retracts = named[ids.indexOf(id as (typeof ids)[number])] ?? [];
          await store.write([paper({ id, retracts, claims: [claim] })]);
        }
        const states = await store.documentStates(ids);
        const retracted = [...states].filter(([, { status }]) => status === "retracted").map(([id]) => id);
        // Whoever is named is retracted, whoever else is named besides.
        expect(retracted.sort()).toEqual([...new Set(named.flat())].sort());
      }),
      { numRuns: runs },
    );
  });
}
