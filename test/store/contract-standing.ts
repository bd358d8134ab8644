import { beforeEach, expect, it } from "vitest";
import { aggregateOf } from "../../src/domain/belief.js";
import type { DocumentChange, GraphStore } from "../../src/domain/graph-store.js";
import { claim, evidenceOf, type Paper, paper, remove, treats } from "./world.js";

const first = { first: 10 };

/** What counts of what papers say: questions, sections, retractions, concerns, republications, dates. */
export function describeStanding(opened: () => GraphStore): void {
  let store: GraphStore;
  beforeEach(() => {
    store = opened();
  });

  async function writeOne(change: DocumentChange) {
    return (await store.write([change]))[0];
  }

  it("keeps what only asks, and counts it for neither side", async () => {
    const asks = paper({ id: "PMID:1", year: 2020, claims: [{ ...claim, certainty: "question" }] });
    await store.write([asks]);
    const record = async () => (await store.triplesByKey([treats.key])).get(treats.key);
    expect(await record()).toMatchObject({
      belief: 0,
      documents: 1,
      lastYear: 2020,
      aggregate: { affirmed: 0, denied: 0, hedged: 0, questions: 1, supportMicronats: 0 },
    });
    expect(await evidenceOf(store)).toEqual(asks.evidence);
    const says = paper({ id: "PMID:2", claims: [{ ...claim, score: 0.5, polarity: "negated" }] });
    await store.write([says]);
    expect((await evidenceOf(store)).map(({ documentId }) => documentId)).toEqual(["PMID:2", "PMID:1"]);
    for (const polarity of ["affirmed", "negated"] as const) {
      const page = (await store.evidence([treats.key], { polarity }, first)).get(treats.key);
      expect(page?.items).toHaveLength(polarity === "negated" ? 1 : 0);
    }
    await store.write([remove("PMID:2")]);
    expect(await record()).toMatchObject({ belief: 0, documents: 1 });
    await store.write([remove("PMID:1")]);
    expect(await record()).toBeUndefined();
  });

  it("believes a finding more than what stands in the background", async () => {
    const [result, background] = [
      paper({ id: "PMID:1", claims: [{ ...claim, score: 0.7, role: "results" }] }),
      paper({ id: "PMID:2", claims: [{ ...claim, score: 0.9, role: "background" }] }),
    ];
    await store.write([background]);
    const record = async () => (await store.triplesByKey([treats.key])).get(treats.key);
    const before = (await record())!.belief;
    await store.write([result, remove("PMID:2")]);
    expect((await record())!.belief).toBeGreaterThan(before);
    expect((await evidenceOf(store))[0]).toMatchObject({
      sectionWeight: 1,
      sentences: [{ role: "results" }],
    });
  });

  it("withholds what a retracted paper says, and gives it back when a revision lifts the retraction", async () => {
    expect(await writeOne(paper({ id: "PMID:1", version: 1, claims: [claim], retracted: true }))).toBe(
      "withdrawn",
    );
    expect(await store.counts()).toMatchObject({ documents: 0, retracted: 1, triples: 0, concepts: 0 });
    const record = (await store.documents(["PMID:1"])).get("PMID:1");
    expect(record).toMatchObject({ state: { status: "retracted" }, mentions: [] });
    expect(await writeOne(paper({ id: "PMID:1", version: 2, claims: [claim] }))).toBe("written");
    expect(await store.counts()).toMatchObject({ documents: 1, retracted: 0, triples: 1, concepts: 2 });
  });

  it("obeys a notice of retraction, whichever comes first, until the notice goes", async () => {
    const notice = paper({ id: "PMID:9", retracts: ["PMID:1", "PMID:2"] });
    const [early, late] = [
      paper({ id: "PMID:1", claims: [claim] }),
      paper({ id: "PMID:2", claims: [claim] }),
    ];
    expect(await writeOne(early)).toBe("written");
    expect(await writeOne(notice)).toBe("withdrawn");
    expect(await writeOne(late)).toBe("withdrawn");
    expect(await store.counts()).toMatchObject({ documents: 1, retracted: 2, triples: 0, evidence: 0 });
    expect(await writeOne(remove("PMID:9"))).toBe("withdrawn");
    expect(await store.counts()).toMatchObject({ documents: 2, retracted: 0, triples: 1, evidence: 2 });
    expect(await evidenceOf(store)).toHaveLength(2);
  });

  it("counts the retracted papers of a triple that others support, and shows what they said", async () => {
    const notice = paper({ id: "PMID:9", retracts: ["PMID:2"] });
    const said = paper({ id: "PMID:2", year: 2018, claims: [{ ...claim, score: 0.6 }] });
    const record = async () => (await store.triplesByKey([treats.key])).get(treats.key);
    const withheld = async () =>
      (await store.evidence([treats.key], { retracted: true }, first)).get(treats.key)?.items ?? [];
    // Retracted before anything else speaks of the triple, so that the count waits for it.
    await store.write([notice, said]);
    expect(await record()).toBeUndefined();
    expect((await withheld()).map(({ node }) => node)).toEqual(said.evidence);
    await store.write([paper({ id: "PMID:1", year: 2019, claims: [claim] })]);
    expect(await record()).toMatchObject({ documents: 1, aggregate: { retracted: 1 } });
    expect((await store.triplesAsOf([treats.key], "2019")).get(treats.key)?.aggregate.retracted).toBe(1);
    await store.write([remove("PMID:9")]);
    expect(await record()).toMatchObject({ documents: 2, aggregate: { retracted: 0 } });
    expect(await withheld()).toEqual([]);
    await store.write([paper({ id: "PMID:2", version: 2, retracted: true, claims: [claim] })]);
    expect(await record()).toMatchObject({ documents: 1, aggregate: { retracted: 1 } });
    await store.write([remove("PMID:2")]);
    expect(await record()).toMatchObject({ documents: 1, aggregate: { retracted: 0 } });
    expect(await withheld()).toEqual([]);
  });

  it("lets a paper count half while concern is expressed, by its record or by a notice", async () => {
    const notice = paper({ id: "PMID:9", concernsAbout: ["PMID:1", "PMID:2"] });
    const papers = [
      paper({ id: "PMID:1", claims: [{ ...claim, score: 0.8 }] }),
      paper({ id: "PMID:2", claims: [{ ...claim, score: 0.6 }], concern: true }),
    ];
    await store.write([notice, ...papers]);
    const evidence = await evidenceOf(store);
    expect(evidence.map(({ documentId, concern }) => [documentId, concern])).toEqual([
      ["PMID:1", true],
      ["PMID:2", true],
    ]);
    const record = async () => (await store.triplesByKey([treats.key])).get(treats.key);
    expect((await record())?.aggregate).toEqual(aggregateOf(evidence));
    expect((await record())?.aggregate).toMatchObject({ affirmed: 2, concerns: 2 });
    await store.write([remove("PMID:9")]);
    expect((await evidenceOf(store)).map(({ concern }) => concern)).toEqual([undefined, true]);
    expect((await record())?.aggregate.concerns).toBe(1);
    const documents = await store.documents(["PMID:1", "PMID:2"]);
    expect([...documents.values()].map(({ concern }) => concern).sort()).toEqual([false, true]);
  });

  it("counts a text once, by its first publication, and the next when that one goes", async () => {
    const abstract = `${"The same words in the same order, long enough to tell a text, ".repeat(5)}all of it.`;
    const one = (number: number, year: number, score: number, more: Partial<Paper> = {}) =>
      paper({ id: `PMID:${number}`, year, abstract, claims: [{ ...claim, score }], ...more });
    const places = async () =>
      (await evidenceOf(store)).map(({ documentId, duplicateOf }) => [documentId, duplicateOf]);
    await store.write([one(7, 2020, 0.9), one(8, 2019, 0.7)]);
    await store.write([one(5, 2019, 0.5), paper({ id: "PMID:3", year: 2021, claims: [claim] })]);
    expect(await places()).toEqual([
      ["PMID:3", undefined],
      ["PMID:5", undefined],
      ["PMID:7", "PMID:5"],
      ["PMID:8", "PMID:5"],
    ]);
    const record = async () => (await store.triplesByKey([treats.key])).get(treats.key);
    expect(await record()).toMatchObject({ documents: 2, firstYear: 2019, aggregate: { duplicates: 2 } });
    await store.write([remove("PMID:5")]);
    expect(await places()).toEqual([
      ["PMID:3", undefined],
      ["PMID:8", undefined],
      ["PMID:7", "PMID:8"],
    ]);
    // A revision with other words is another work.
    const other = one(8, 2019, 0.7, { version: 2, abstract: "Other words." });
    await store.write([other]);
    expect(await record()).toMatchObject({ documents: 3, aggregate: { duplicates: 0 } });
    // Records that name each other are one work whatever they say.
    await store.write([
      one(8, 2019, 0.7, { version: 3, abstract: "Other words.", republishedAs: ["PMID:3"] }),
    ]);
    await store.write([
      paper({ id: "PMID:3", version: 2, year: 2021, claims: [claim], republishedAs: ["PMID:8"] }),
    ]);
    expect(await record()).toMatchObject({ documents: 2, aggregate: { duplicates: 1 } });
  });

  it("says what stood as of a date", async () => {
    await store.write([
      paper({ id: "PMID:1", publishedAt: "2018-03", claims: [{ ...claim, score: 0.8 }] }),
      paper({ id: "PMID:2", year: 2019, claims: [{ ...claim, polarity: "negated" }] }),
      paper({ id: "PMID:3", publishedAt: "2019-06-01", claims: [{ ...claim, certainty: "hedged" }] }),
      paper({ id: "PMID:4", claims: [claim] }),
    ]);
    const asOf = async (date: string) => {
      const record = (await store.triplesAsOf([treats.key], date)).get(treats.key);
      const page = (await store.evidence([treats.key], { asOf: date }, first)).get(treats.key)!;
      const evidence = page.items.map(({ node }) => node);
      if (record) expect(record.aggregate).toEqual(aggregateOf(evidence));
      return evidence.map(({ documentId }) => documentId);
    };
    expect(await asOf("2018-03-30")).toEqual([]);
    expect(await asOf("2018-03")).toEqual(["PMID:1"]);
    expect(await asOf("2019-12-30")).toEqual(["PMID:1", "PMID:3"]);
    expect(await asOf("2019")).toEqual(["PMID:1", "PMID:3", "PMID:2"]);
    expect((await store.triplesAsOf([treats.key], "2018-03-30")).size).toBe(0);
    await expect(store.triplesAsOf([treats.key], "last year")).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    for (const asOf of ["2019-13", "2019-02-29", "2019-01-00", "2019-1-1"])
      await expect(store.evidence([treats.key], { asOf }, first)).rejects.toMatchObject({
        code: "BAD_INPUT",
      });
    expect(await asOf("2020-02-29")).toHaveLength(3);
  });

  it("ignores the notice of a record that is itself marked retracted", async () => {
    await store.write([paper({ id: "PMID:1", claims: [claim] })]);
    await store.write([paper({ id: "PMID:9", retracts: ["PMID:1"], retracted: true })]);
    expect(await store.counts()).toMatchObject({ documents: 1, retracted: 1, triples: 1 });
  });
}
