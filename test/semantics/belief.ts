import fc from "fast-check";
import { expect, it } from "vitest";
import { aggregateOf, belief, certaintyWeights, micronats } from "../../src/domain/belief.js";
import { lastDayOf } from "../../src/domain/publication-date.js";
import { sectionWeights } from "../../src/domain/section-weight.js";
import { type Paper, paper } from "../store/world.js";
import { claim, emptyStore, evidenceFor, gone, shuffled, standing } from "./asking.js";
import { history } from "./histories.js";
import { abstracts, anyClaim, ids } from "./papers.js";
import type { Place } from "./places.js";
import { play } from "./play.js";

const score = fc.integer({ min: 1, max: 20 }).map((twentieths) => twentieths / 20);

export function testBelief(place: Place, runs: number): void {
  it("Aggregates are sums.", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (past) => {
        await play(place, past);
        const store = await place.store("A");
        for await (const item of store.items(["triple"])) {
          if (item.kind !== "triple") continue;
          const { aggregate, key } = item.triple;
          const counting = item.evidence.filter(({ duplicateOf }) => duplicateOf === undefined);
          const page = await store.evidence([key], { retracted: true }, { first: 100 });
          const others = {
            duplicates: item.evidence.length - counting.length,
            retracted: page.get(key)?.items.length,
          };
          expect(aggregate).toEqual({ ...aggregateOf(counting), ...others });
        }
      }),
      { numRuns: runs },
    );
  });

  it("Support raises belief, denial lowers it, a question leaves it.", async () => {
    const said = anyClaim.map((one) => ({ ...one, ...claim }));
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 5 }), async (claims) => {
        const store = await emptyStore(place);
        let before = 0;
        for (const [at, one] of claims.entries()) {
          await store.write([paper({ id: `PMID:${at + 1}`, claims: [one] })]);
          const after = (await standing(store))!.belief;
          const { score = 0, polarity, certainty = "asserted", role = "title" } = one;
          const reliability = Math.min(0.95, score * certaintyWeights[certainty] * sectionWeights[role]);
          if (reliability === 0) expect(after).toBe(before);
          else if (polarity === "negated") expect(after).toBeLessThanOrEqual(before);
          else expect(after).toBeGreaterThan(before - 1e-9);
          if (at === 0 && polarity === "affirmed") expect(after).toBeCloseTo(0.98 * reliability, 5);
          // Away from both ends nobody speaks in vain.
          if (reliability > 0 && before > 0.01 && before < 0.9) expect(after).not.toBe(before);
          before = after;
        }
      }),
      { numRuns: runs },
    );
  });

  it("A text counts once, however often it is published.", async () => {
    const one = fc.record({
      publishedAt: fc.constantFrom(undefined, "2018", "2018-12-31", "2019-02", "2019-03-07"),
      score,
      republished: fc.boolean(),
    });
    const publications = fc.tuple(...ids.map((id) => one.map((fields) => ({ id, ...fields }))));
    await fc.assert(
      fc.asyncProperty(publications, shuffled(ids), async (all, leaving) => {
        const store = await emptyStore(place);
        // By the same words, or by records that name each other.
        const named = all.every(({ republished }) => republished);
        const papers = all.map(({ id, publishedAt, score }, at): Paper => {
          const sameWork = named ? { republishedAs: ids } : { abstract: abstracts[at % 2]! };
          return { id, ...(publishedAt && { publishedAt }), ...sameWork, claims: [{ ...claim, score }] };
        });
        await store.write(papers.map(paper));
        let left: readonly Paper[] = [...papers].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
        for (const id of leaving) {
          const [first, ...others] = left;
          const evidence = await evidenceFor(store);
          expect(evidence.filter(({ duplicateOf }) => duplicateOf !== undefined)).toHaveLength(others.length);
          for (const { documentId, duplicateOf } of evidence) {
            expect(duplicateOf).toBe(documentId === first?.id ? undefined : first?.id);
          }
          const record = await standing(store);
          expect(record).toMatchObject({
            documents: 1,
            aggregate: { affirmed: 1, duplicates: others.length },
          });
          const counts = evidence.filter(({ duplicateOf }) => duplicateOf === undefined);
          expect(record?.belief).toBe(belief(aggregateOf(counts)));
          await store.write([gone(id)]);
          left = left.filter((paper) => paper.id !== id);
        }
        expect(await standing(store)).toBeUndefined();
      }),
      { numRuns: runs },
    );
  });

  it("Under an expression of concern a paper counts half.", async () => {
    const concern = fc.record({
      own: fc.boolean(),
      notices: fc.uniqueArray(fc.constantFrom("PMID:2", "PMID:3"), { maxLength: 2 }),
      gone: fc.boolean(),
      retracted: fc.boolean(),
      first: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(score, concern, async (score, { own, notices, gone: deleted, retracted, first }) => {
        const store = await emptyStore(place);
        const doubted = paper({ id: "PMID:1", claims: [{ ...claim, score }], concern: own });
        const doubting = notices.map((id) => paper({ id, concernsAbout: ["PMID:1"] }));
        await store.write(first ? [...doubting, doubted] : [doubted, ...doubting]);
        const half = async (under: boolean) => {
          const { aggregate } = (await standing(store))!;
          const [item] = await evidenceFor(store);
          expect(item?.concern === true).toBe(under);
          expect(aggregate).toMatchObject({ affirmed: 1, denied: 0, concerns: under ? 1 : 0 });
          const counted = {
            score: under ? score / 2 : score,
            certainty: "asserted",
            sectionWeight: 1,
          } as const;
          expect(aggregate.supportMicronats).toBe(micronats(counted));
        };
        await half(own || notices.length > 0);
        const lifted = notices.map((id) =>
          retracted
            ? paper({ id, version: 2, concernsAbout: ["PMID:1"], retracted: true })
            : paper({ id, version: 2 }),
        );
        await store.write(deleted ? notices.map(gone) : lifted);
        await half(own);
      }),
      { numRuns: runs },
    );
  });
}

/** What sorts publications: the last day of the date, none last, then the id. */
function placeOf({ id, publishedAt }: Paper): string {
  return `${publishedAt === undefined ? "never" : lastDayOf(publishedAt)} ${id}`;
}
