import fc from "fast-check";
import { expect, it } from "vitest";
import { lastDayOf } from "../../src/domain/publication-date.js";
import type { TripleKey } from "../../src/domain/triple.js";
import { paper } from "../store/world.js";
import { claim, emptyStore, evidenceFor, standing, treats } from "./asking.js";
import { deliveriesOf, history } from "./histories.js";
import { evidenceAsOf, graphOf, triplesAsOf } from "./model.js";
import type { Place } from "./places.js";
import { play } from "./play.js";

const day = fc
  .date({ min: new Date("2016-01-01"), max: new Date("2020-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** As precise as sources are: a day, a month, a year. */
const date = fc.tuple(day, fc.constantFrom(10, 7, 4)).map(([text, length]) => text.slice(0, length));

export function testTime(place: Place, runs: number): void {
  it("As of a date stands what was published by then.", async () => {
    const asked = fc.constantFrom(
      "2017",
      "2018",
      "2019-02",
      "2019-03",
      "2019-03-07",
      "2019",
      "2020-02-28",
      "2020",
    );
    await fc.assert(
      fc.asyncProperty(history, asked, async (past, date) => {
        await play(place, past);
        const store = await place.store("A");
        const deliveries = deliveriesOf(past).map(({ change }) => change);
        const keys = [
          ...graphOf(deliveries)
            .filter(({ kind }) => kind === "triple")
            .map(({ key }) => key as TripleKey),
          treats.key,
        ];
        const right = triplesAsOf(deliveries, date);
        const found = await store.triplesAsOf([...new Set(keys)], date);
        expect(found).toEqual(new Map(right.map((triple) => [triple.key, triple])));
        const pages = await store.evidence(keys, { asOf: date }, { first: 100 });
        const evidence = [...pages.values()].flatMap(({ items }) => items.map(({ node }) => node));
        expect(evidence.sort(byKey)).toEqual([...evidenceAsOf(deliveries, date)].sort(byKey));
      }),
      { numRuns: runs },
    );
  });

  it("A date means its last day.", async () => {
    await fc.assert(
      fc.asyncProperty(date, date, async (published, asked) => {
        const store = await emptyStore(place);
        const undated = paper({ id: "PMID:2", claims: [claim] });
        await store.write([paper({ id: "PMID:1", publishedAt: published, claims: [claim] }), undated]);
        const ids = async (asOf?: string) => {
          const found = (await store.triplesAsOf([treats.key], asOf ?? "9999")).get(treats.key);
          const evidence = await evidenceFor(store, asOf === undefined ? {} : { asOf });
          if (asOf !== undefined) expect(found?.documents ?? 0).toBe(evidence.length);
          return evidence.map(({ documentId }) => documentId);
        };
        const last = endOf(published);
        expect(lastDayOf(published)).toBe(last);
        expect(await ids(last)).toEqual(["PMID:1"]);
        expect(await ids(published)).toEqual(["PMID:1"]);
        expect(await ids(dayBefore(last))).toEqual([]);
        expect(await ids(asked)).toEqual(last <= endOf(asked) ? ["PMID:1"] : []);
        expect((await standing(store))?.documents).toBe(2);
      }),
      { numRuns: runs },
    );
  });
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

/** The day before the first one that the date no longer means. */
function endOf(date: string): string {
  if (date.length === 10) return date;
  const [year = 0, month = 12] = date.split("-").map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
  return dayBefore(next);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
