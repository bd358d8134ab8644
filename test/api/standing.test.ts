import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { tripleOf } from "../../src/domain/triple.js";
import { openStore } from "../../src/store/open-store.js";
import { concepts, paper } from "../store/world.js";
import { type Asking, asking, type Data } from "./asking.js";

const root = mkdtempSync(join(tmpdir(), "litweave-standing-"));
const claims = [{ subject: "metformin", predicate: "treats", object: "diabetes" }] as const;
const { key } = tripleOf(concepts.metformin.id, "treats", concepts.diabetes.id);

let store: GraphStore;
let data: Asking["data"];

beforeAll(async () => {
  store = await openStore(join(root, "graph"));
  await store.write([
    paper({ id: "PMID:1", publishedAt: "2010-05-01", claims }),
    paper({ id: "PMID:2", year: 2012, republishedAs: ["PMID:3"], claims, concern: true }),
    paper({ id: "PMID:3", year: 2015, republishedAs: ["PMID:2"], claims }),
    paper({ id: "PMID:4", year: 2011, claims, retracted: true }),
    paper({
      id: "PMID:5",
      year: 2013,
      claims: [{ subject: "aspirin", predicate: "causes", object: "stroke", polarity: "negated" }],
    }),
    paper({ id: "PMID:6", year: 2014, retracts: ["PMID:5"] }),
  ]);
  data = asking(store).data;
});
afterAll(async () => {
  await store.close();
  rmSync(root, { recursive: true });
});

const documents = ({ edges }: Data) => edges.map(({ node }: Data) => node.document.id);

describe("a retracted document", () => {
  it("says what it said, what became of that, and which notice retracts it", async () => {
    const withheld =
      "retractedBy { id } withheld { subject { id name documents } predicate object { id } polarity sentences { text } triple { documents } }";
    const { own, notice, live } = await data(
      `{ own: document(id: "PMID:4") { ${withheld} } notice: document(id: "PMID:5") { ${withheld} }
         live: document(id: "PMID:1") { ${withheld} } }`,
    );
    expect(own).toMatchObject({
      retractedBy: [],
      withheld: [{ predicate: "treats", polarity: "affirmed", triple: { documents: 2 } }],
    });
    const { aspirin, stroke } = concepts;
    expect(notice).toMatchObject({
      retractedBy: [{ id: "PMID:6" }],
      withheld: [
        {
          subject: { id: aspirin.id, name: aspirin.name, documents: 0 },
          predicate: "causes",
          object: { id: stroke.id },
          polarity: "negated",
          triple: null,
        },
      ],
    });
    expect(notice.withheld[0].sentences).toHaveLength(1);
    expect(live).toEqual({ retractedBy: [], withheld: [] });
  });
});

describe("a triple", () => {
  it("tells concerns, republications and what was retracted apart from what counts", async () => {
    const { triple } = await data(
      `{ triple(id: "${key}") { documents concerns duplicates retracted
         evidence { totalCount edges { node { document { id concern } concern duplicateOf { id } } } }
         retractedEvidence { totalCount edges { node { document { id status } } } } } }`,
    );
    expect(triple).toMatchObject({ documents: 2, concerns: 1, duplicates: 1, retracted: 1 });
    expect(triple.evidence.totalCount).toBe(3);
    expect(triple.evidence.edges.map(({ node }: Data) => node)).toEqual([
      { document: { id: "PMID:1", concern: false }, concern: false, duplicateOf: null },
      { document: { id: "PMID:2", concern: true }, concern: true, duplicateOf: null },
      { document: { id: "PMID:3", concern: false }, concern: false, duplicateOf: { id: "PMID:2" } },
    ]);
    expect(triple.retractedEvidence).toEqual({
      totalCount: 1,
      edges: [{ node: { document: { id: "PMID:4", status: "retracted" } } }],
    });
  });

  it("is told as of several dates at once, with the evidence of then", async () => {
    const asOf = (date: string) =>
      `asOf(date: "${date}") { belief documents firstYear lastYear } evidence(asOf: "${date}") { totalCount edges { node { document { id } } } }`;
    const { before, then, now } = await data(
      `{ before: triple(id: "${key}") { ${asOf("2009")} } then: triple(id: "${key}") { ${asOf("2012-12-30")} }
         now: triple(id: "${key}") { belief ${asOf("2020")} } }`,
    );
    expect(before).toMatchObject({ asOf: null, evidence: { totalCount: 0, edges: [] } });
    expect(then.asOf).toMatchObject({ documents: 1, firstYear: 2010, lastYear: 2010 });
    expect(documents(then.evidence)).toEqual(["PMID:1"]);
    expect(now.asOf).toMatchObject({ belief: now.belief, documents: 2, lastYear: 2012 });
    expect(now.evidence.totalCount).toBe(3);
  });

  it("refuses what is no date", async () => {
    const { errors } = await asking(store).ask(`{ triple(id: "${key}") { asOf(date: "soon") { belief } } }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
  });
});
