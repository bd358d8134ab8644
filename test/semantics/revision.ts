import fc from "fast-check";
import { expect, it } from "vitest";
import { sortedRows } from "../store/contract.js";
import { type Paper, paper } from "../store/world.js";
import { emptyStore } from "./asking.js";
import { deliveriesOf, history } from "./histories.js";
import { anyPaper } from "./papers.js";
import type { Place } from "./places.js";
import { play } from "./play.js";

const ofOne = anyPaper.map((one): Paper => ({ ...one, id: "PMID:1", anew: false }));

export function testRevision(place: Place, runs: number): void {
  it("The greatest revision wins.", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ofOne, { minLength: 1, maxLength: 6 }), async (papers) => {
        const store = await emptyStore(place);
        for (const one of papers) await store.write([paper(one)]);
        const [greatest] = papers.map(paper).sort((a, b) => {
          const [x, y] = [a.document, b.document];
          if (x.version !== y.version) return y.version - x.version;
          if (x.revisedAt !== y.revisedAt) return x.revisedAt > y.revisedAt ? -1 : 1;
          return a.contentHash > b.contentHash ? -1 : 1;
        });
        const found = (await store.documents(["PMID:1"])).get("PMID:1");
        expect(found?.document).toEqual(greatest?.document);
      }),
      { numRuns: runs },
    );
  });

  it("The same twice writes nothing.", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (past) => {
        await play(place, past);
        const store = await place.store("A");
        const before = await sortedRows(store);
        const changes = deliveriesOf(past).map(({ change }) => change);
        // Of one delivery processed in two ways the later would count again.
        const processedAnew = changes.some(
          (a) =>
            a.kind === "upsert" &&
            changes.some(
              (b) => b.kind === "upsert" && a.revision === b.revision && a.fingerprint !== b.fingerprint,
            ),
        );
        fc.pre(!processedAnew);
        const outcomes = await store.write([...changes, ...changes]);
        for (const outcome of outcomes) expect(["unchanged", "superseded"]).toContain(outcome);
        expect(await sortedRows(store)).toEqual(before);
      }),
      { numRuns: runs },
    );
  });

  it("Processed anew, a delivery says what it says now.", async () => {
    await fc.assert(
      fc.asyncProperty(
        ofOne,
        ofOne,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
        async (one, other, ways) => {
          const store = await emptyStore(place);
          const [older, newer] = [paper({ ...one, version: 1 }), { ...other, version: 2 }];
          for (const anew of ways) await store.write([paper({ ...newer, anew })]);
          // A delivery that was superseded stays so, whoever processes it.
          expect(await store.write([{ ...older, fingerprint: "joint 9" }])).toEqual(["superseded"]);
          const last = paper({ ...newer, anew: ways.at(-1)! });
          const state = (await store.documentStates(["PMID:1"])).get("PMID:1");
          expect(state?.fingerprint).toBe(last.fingerprint);
          const rows = await sortedRows(store);
          await place.clear();
          const fresh = await place.store("A");
          await fresh.write([last]);
          expect(rows).toEqual(await sortedRows(fresh));
        },
      ),
      { numRuns: runs },
    );
  });
}
