import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/api/create-api.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { openStages } from "../../src/pipeline/open-stages.js";
import { ingest } from "../../src/pipeline.js";
import { readRecords } from "../../src/read/records.js";
import { openStore } from "../../src/store/open-store.js";
import { modelOptions, sampleFile } from "../models.js";
import { collect, sortedRows } from "../store/contract.js";

const triple =
  "node { id subject { id name category } predicate object { id name } belief documents denied timeline { year documents } }";
const questions = [
  `{ stats { documents retracted deleted concepts triples evidence } }`,
  `{ triples(first: 100) { totalCount pageInfo { hasNextPage } edges { ${triple} } } }`,
  `{ triples(predicate: treats, minBelief: 0.5, order: documents, first: 50) { edges { ${triple} } } }`,
  `{ triples(involving: "MESH:D003924", first: 50) { edges { ${triple} } } }`,
  `{ concept(id: "MESH:D008687") { name synonyms xrefs documents parentIds
      triples(first: 20) { edges { node { id evidence(first: 5) { edges { node {
        document { id title } polarity certainty score year sentences { text start end subjectSpans { start end } } } } } } } } } }`,
  `{ concepts(text: "metformin", first: 3) { edges { node { id name documents } } } }`,
  `{ document(id: "PMID:90000035") { title year status journal passages { text } mentions { start end text type } } }`,
  `{ document(id: "PMID:90000050") { status mentions { text } } }`,
];

/** The samples in both stores: the same graph, the same answers, and nothing written the second time. */
export function describeStoresAlike(open: () => Promise<GraphStore>): void {
  describe("the samples in both stores", () => {
    const folder = mkdtempSync(join(tmpdir(), "litweave-alike-"));
    let stores: readonly GraphStore[] = [];
    let stages: Awaited<ReturnType<typeof openStages>>;

    beforeAll(async () => {
      stages = await openStages(modelOptions);
      stores = [await openStore(folder), await open()];
    });
    afterAll(async () => {
      for (const store of stores) await store.close();
      await stages?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const load = (store: GraphStore) =>
      ingest({
        records: readRecords([sampleFile("01-baseline.xml"), sampleFile("02-update.xml")]),
        stages,
        store,
        onFailure: (failure) => expect.fail(failure.reason),
      });

    it("make the same graph", async () => {
      const reports = [];
      for (const store of stores) reports.push(await load(store));
      const [embedded, neo4j] = reports.map(({ written, withdrawn, triples, evidence }) => ({
        written,
        withdrawn,
        triples,
        evidence,
      }));
      expect(neo4j).toEqual(embedded);
      const [one, other] = await Promise.all(stores.map(sortedRows));
      expect(other).toEqual(one);
    });

    it("are left alone by the second run", async () => {
      for (const store of stores)
        expect(await load(store)).toMatchObject({ written: 0, withdrawn: 0, failed: 0 });
    });

    it.each(questions)("answer alike: %s", async (query) => {
      const answers = await Promise.all(stores.map((store) => ask(store, query)));
      expect(answers[0]).not.toHaveProperty("errors");
      expect(answers[1]).toEqual(answers[0]);
    });

    it("hold every invariant", async () => {
      for (const store of stores) expect(await collect(store.verify({ repair: false }))).toEqual([]);
    });
  });
}

async function ask(store: GraphStore, query: string): Promise<unknown> {
  const api = createApi({ store, log: () => undefined });
  const response = await api.fetch("http://localhost/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
