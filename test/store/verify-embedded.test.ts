import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Connection } from "../../src/store/embedded/connection.js";
import { openStore } from "../../src/store/open-store.js";
import { collect, sortedRows } from "./contract.js";
import { paper } from "./world.js";

const root = mkdtempSync(join(tmpdir(), "litweave-verify-"));
let made = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));

const papers = [
  paper({
    id: "PMID:1",
    year: 2019,
    claims: [{ subject: "metformin", predicate: "treats", object: "diabetes" }],
  }),
  paper({
    id: "PMID:2",
    year: 2021,
    claims: [{ subject: "metformin", predicate: "treats", object: "diabetes" }],
  }),
  paper({ id: "PMID:3", claims: [{ subject: "tp53", predicate: "associated_with", object: "stroke" }] }),
  paper({
    id: "PMID:4",
    year: 2022,
    republishedAs: ["PMID:2"],
    claims: [{ subject: "metformin", predicate: "treats", object: "diabetes" }],
  }),
];

/** A store that `sql` has damaged behind its back. */
async function damaged(sql: string) {
  const folder = join(root, String(made++));
  const store = await openStore(folder);
  await store.write(papers);
  const whole = await sortedRows(store);
  const connection = new Connection(join(folder, "graph.db"), false);
  connection.script(sql);
  connection.close();
  return { store, whole };
}

describe("verify", () => {
  it.each([
    ["a wrong belief", "aggregate", "UPDATE triple SET belief = 0.1"],
    ["a wrong count", "aggregate", "UPDATE triple SET aggregate = json_set(aggregate, '$.affirmed', 9)"],
    ["a missing triple", "reference", "DELETE FROM triple WHERE predicate = 'treats'"],
    ["a concept's count", "aggregate", "UPDATE concept SET triples = 7"],
    [
      "a triple without evidence",
      "orphan",
      "INSERT INTO triple SELECT 't1_x', subject, predicate, object, 1, 1, 0, aggregate FROM triple LIMIT 1",
    ],
    [
      "evidence without document",
      "orphan",
      `INSERT INTO evidence SELECT 'e1_x', triple, 'PMID:8', rank || 'x', 'PMID:8', published, concern, duplicate_of,
         polarity, certainty, year, micronats, record FROM evidence LIMIT 1`,
    ],
    [
      "withheld evidence of a paper that is not retracted",
      "orphan",
      "INSERT INTO retracted_evidence SELECT key, triple, document, rank, published, record FROM evidence LIMIT 1",
    ],
    ["a work that two papers count for", "aggregate", "UPDATE evidence SET duplicate_of = NULL"],
    [
      "a reference without document",
      "orphan",
      "INSERT INTO mention SELECT 'PMID:8', concept, variant, spans FROM mention LIMIT 1",
    ],
  ])("finds and repairs %s", async (_what, invariant, sql) => {
    const { store, whole } = await damaged(sql);
    const found = await collect(store.verify({ repair: false }));
    expect(found).toContainEqual(expect.objectContaining({ invariant, repaired: false }));
    const repaired = await collect(store.verify({ repair: true }));
    expect(repaired.length).toBeGreaterThan(0);
    expect(repaired.every((finding) => finding.repaired)).toBe(true);
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    expect(await sortedRows(store)).toEqual(whole);
    await store.close();
  });

  it.each([
    [
      "a mention that is not in the text",
      "alignment",
      'UPDATE document SET mentions = replace(mentions, \'"text":"Met\', \'"text":"Net\')',
    ],
    ["a missing concept", "reference", "DELETE FROM concept WHERE id = 'MESH:D008687'"],
    ["a missing reference", "reference", "DELETE FROM mention WHERE document = 'PMID:1'"],
  ])("finds, and does not pretend to repair, %s", async (_what, invariant, sql) => {
    const { store } = await damaged(sql);
    const found = await collect(store.verify({ repair: true }));
    expect(found).toContainEqual(expect.objectContaining({ invariant, repaired: false }));
    await store.close();
  });
});
