import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import {
  type Client,
  createClient,
  followJob,
  ingestRecords,
  ingestText,
  readDocument,
} from "../../src/client/index.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { createIngestor, type Ingestor } from "../../src/pipeline/jobs/ingestor.js";
import { type LazyStages, lazyStages } from "../../src/pipeline/lazy-stages.js";
import { openStore } from "../../src/store/open-store.js";
import { modelOptions } from "../models.js";
import { gather } from "../read/pubmed-sample.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-client-"));
let store: GraphStore;
let models: LazyStages;
let ingestor: Ingestor;
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  store = await openStore(join(folder, "graph"));
  models = lazyStages(modelOptions);
  // Nothing here asks NCBI.
  const ncbi = { baseUrl: new URL("http://127.0.0.1:9/") };
  ingestor = createIngestor({
    folder: join(folder, "jobs"),
    store,
    models,
    ncbi,
    log: () => {},
    mostBytes: 1e6,
  });
  await ingestor.resume();
  server = await startServer({ store, ingestor, log: () => {}, port: 0 });
  client = createClient({ url: server.url });
});
afterAll(async () => {
  await Promise.all([server.close(), ingestor.close()]);
  await models.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

it("writes a text and follows its job until it is in the graph", async () => {
  const job = await ingestText(client, {
    id: "PMID:77",
    title: "A trial.",
    text: "Aspirin prevents stroke.",
  });
  const states = await gather(followJob(client, job.id));
  expect(states.at(-1)).toMatchObject({ id: job.id, state: "done", written: 1, failed: 0 });
  expect((await readDocument(client, "PMID:77"))?.passages.map(({ text }) => text)).toEqual([
    "A trial.",
    "Aspirin prevents stroke.",
  ]);
});

it.each([
  ["jats", "full-text.jats.xml", "PMC:PMC9000002"],
  ["medline", "records.nbib", "PMID:90002002"],
] as const)("writes records in %s", async (format, file, id) => {
  const content = readFileSync(join(import.meta.dirname, "../fixtures/read", file), "utf8");
  const job = await ingestRecords(client, { format, content });
  expect((await gather(followJob(client, job.id))).at(-1)).toMatchObject({ state: "done", failed: 0 });
  expect(await readDocument(client, id)).toMatchObject({ id, status: "live" });
});
