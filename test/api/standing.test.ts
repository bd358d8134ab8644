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
  ]);
  data = asking(store).data;
});
afterAll(async () => {
  await store.close();
  rmSync(root, { recursive: true });
});

const documents = ({ edges }: Data) => edges.map(({ node }: Data) => node.document.id);

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
