import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSchema } from "../../src/api/schema.js";
import { type RunningServer, startServer } from "../../src/api/server.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { createIngestor, type Ingestor } from "../../src/pipeline/jobs/ingestor.js";
import { type LazyStages, lazyStages } from "../../src/pipeline/lazy-stages.js";
import { sourceFormats } from "../../src/read/source-format.js";
import { openStore } from "../../src/store/open-store.js";
import { type NcbiServer, startNcbi } from "../follow/ncbi-server.js";
import { modelOptions, sampleFile } from "../models.js";
import { article } from "../read/pubmed-sample.js";
import type { Data } from "./asking.js";
import { subscribe } from "./sse.js";

const root = mkdtempSync(join(tmpdir(), "litweave-jobs-"));
const folder = join(root, "graph");
const jobsFolder = join(folder, "jobs");
let ncbi: NcbiServer;
let models: LazyStages;
let store: GraphStore;
let ingestor: Ingestor;
let server: RunningServer;
const log: string[] = [];

async function start(): Promise<void> {
  ingestor = createIngestor({
    folder: jobsFolder,
    store,
    models,
    ncbi: { baseUrl: ncbi.eutils },
    log: (line) => void log.push(line),
    mostBytes: 1_000_000,
  });
  await ingestor.resume();
  server = await startServer({ store, ingestor, log: (line) => void log.push(line), port: 0 });
}

beforeAll(async () => {
  ncbi = await startNcbi();
  models = lazyStages(modelOptions);
  store = await openStore(folder);
  await start();
});
afterAll(async () => {
  await Promise.all([server.close(), ingestor.close()]);
  await models.close();
  await store.close();
  await ncbi.close();
  rmSync(root, { recursive: true });
});

async function ask(query: string, variables?: object): Promise<Data> {
  const response = await fetch(server.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Data;
  if (errors) throw Object.assign(new Error(errors[0].message), errors[0].extensions);
  return data;
}

const fields =
  "id kind state source read written unchanged withdrawn failed total triplesAppeared error failures { record documentId reason }";

async function ended(id: string): Promise<Data> {
  let last: Data;
  const { items } = await subscribe(server.url, `subscription { jobProgress(id: "${id}") { ${fields} } }`);
  for await (const { data, errors } of items) {
    expect(errors).toBeUndefined();
    last = data.jobProgress;
  }
  return last;
}

const upload = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(new URL(path, server.url), {
    method: "POST",
    headers: { "content-type": "application/octet-stream", ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });

const record = (id: number, text: string) => JSON.stringify({ id, title: "A trial.", abstract: text });

describe("ingesting through the API", () => {
  it("takes a text, says when it is in the graph, and does nothing when it comes again", async () => {
    const text =
      'ingestText(title: "Aspirin in adults", text: "Aspirin prevents stroke in adults.", year: 2020)';
    const { ingestText } = await ask(`mutation { ${text} { id state kind source createdAt } }`);
    expect(ingestText).toMatchObject({ state: "queued", kind: "text", source: "Aspirin in adults" });
    expect(Date.parse(ingestText.createdAt)).toBeGreaterThan(Date.now() - 60_000);
    const job = await ended(ingestText.id);
    expect(job).toMatchObject({ state: "done", read: 1, written: 1, total: 1, failed: 0, error: null });
    const { totalCount } = (await ask("{ triples { totalCount } }")).triples;
    expect(totalCount).toBeGreaterThan(0);
    expect(job.triplesAppeared).toBe(totalCount);
    const again = await ask(`mutation { ${text} { id } }`);
    expect(await ended(again.ingestText.id)).toMatchObject({ written: 0, unchanged: 1, triplesAppeared: 0 });
  });

  it("takes a gzipped file, under its name", async () => {
    const records = [record(91, "Metformin treats diabetes."), record(92, "Isoniazid caused hepatitis.")];
    const response = await upload("/ingest?name=trials.jsonl.gz", gzipSync(records.join("\n")));
    expect(response.status).toBe(202);
    const { job } = (await response.json()) as { job: string };
    expect(await ended(job)).toMatchObject({ source: "trials.jsonl.gz", kind: "file", written: 2, total: 2 });
    expect(existsSync(join(jobsFolder, job, "input"))).toBe(false);
  });

  it("keeps records that fail, with reasons, and takes them again", async () => {
    const content = [record(93, "Aspirin relieves pain."), '{"id": "94"}', "{broken"].join("\n");
    const query = `mutation ($content: String!) { ingestRecords(format: jsonl, content: $content) { id } }`;
    const { id } = (await ask(query, { content })).ingestRecords;
    const job = await ended(id);
    expect(job).toMatchObject({ state: "done", written: 1, failed: 2, source: "jsonl records" });
    expect(job.failures).toEqual([
      { record: 2, documentId: null, reason: "the record has neither title nor text" },
      { record: 3, documentId: null, reason: expect.stringContaining("JSON") },
    ]);
    await ask(`mutation { retryJob(id: "${id}") { id } }`);
    const again = await ended(id);
    expect(again).toMatchObject({ state: "done", read: 2, written: 0, failed: 2 });
    expect(again.failures).toEqual(job.failures);
  });

  it("fetches from PubMed by number and by query, and takes documents away", async () => {
    for (const pmid of ["92000011", "92000012"]) {
      const abstract = "<AbstractText>Rifampicin treats tuberculosis.</AbstractText>";
      const xml = article({ pmid, title: "Rifampicin.", abstract });
      ncbi.records.push({ pmid, xml, edat: "2026-01-02", mdat: "2026-01-02" });
    }
    const byNumber = await ask('mutation { fetchPubMed(pmids: ["92000011"]) { id } }');
    expect(await ended(byNumber.fetchPubMed.id)).toMatchObject({ written: 1, total: 1, kind: "pubmed" });
    const byQuery = await ask('mutation { fetchPubMed(query: "Rifampicin", limit: 5) { id source } }');
    expect(await ended(byQuery.fetchPubMed.id)).toMatchObject({ written: 1, unchanged: 1, total: 2 });
    const { id } = (await ask('mutation { deleteDocuments(ids: ["PMID:92000011"]) { id } }')).deleteDocuments;
    expect(await ended(id)).toMatchObject({ kind: "deletion", withdrawn: 1, total: 1 });
    expect((await ask('{ document(id: "PMID:92000011") { id } }')).document).toBeNull();
  });

  it("lists jobs, the newest first, and knows what there is not", async () => {
    const { jobs } = await ask("{ jobs(first: 3) { id createdAt } }");
    expect(jobs).toHaveLength(3);
    expect([...jobs].sort((a: Data, b: Data) => (a.createdAt < b.createdAt ? 1 : -1))).toEqual(jobs);
    expect((await ask('{ job(id: "none") { id } }')).job).toBeNull();
    await expect(ask('mutation { retryJob(id: "none") { id } }')).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(ask(`mutation { cancelJob(id: "${jobs[0].id}") { id } }`)).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
  });

  it.each([
    ["no text", 'ingestText(text: " ")'],
    ["an id with spaces", 'ingestText(id: "a b", text: "Aspirin.")'],
    ["numbers and a query", 'fetchPubMed(pmids: ["1"], query: "aspirin")'],
    ["neither", "fetchPubMed"],
    ["no PMID", 'fetchPubMed(pmids: ["PMC1"])'],
    ["too many", 'fetchPubMed(query: "aspirin", limit: 100000)'],
    ["no document", 'deleteDocuments(ids: ["nothing"])'],
  ])("refuses %s", async (_name, field) => {
    const { length } = (await ask("{ jobs(first: 100) { id } }")).jobs;
    await expect(ask(`mutation { ${field} { id } }`)).rejects.toMatchObject({ code: "BAD_INPUT" });
    expect((await ask("{ jobs(first: 100) { id } }")).jobs).toHaveLength(length);
  });

  it.each([
    ["a foreign page's form", 403, "FORBIDDEN", "/ingest", { "content-type": "text/plain" }],
    ["an unknown format", 400, "BAD_INPUT", "/ingest?format=doc", {}],
  ])("refuses %s", async (_name, status, code, path, headers) => {
    const response = await upload(path, "Aspirin.", headers as Record<string, string>);
    expect([response.status, ((await response.json()) as Data).error.code]).toEqual([status, code]);
  });

  it("refuses a file that is too large, and leaves nothing of it", async () => {
    const before = readdirSync(jobsFolder);
    const response = await upload("/ingest?name=big.txt", "Aspirin. ".repeat(200_000));
    expect(response.status).toBe(413);
    expect(readdirSync(jobsFolder)).toEqual(before);
  });

  it("leaves nothing of an upload that breaks off", async () => {
    const before = readdirSync(jobsFolder);
    const gone = new AbortController();
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new TextEncoder().encode("Aspirin prevents stroke. "));
        await sleep(20);
      },
    });
    const sent = fetch(new URL("/ingest?name=slow.txt", server.url), {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body,
      duplex: "half",
      signal: gone.signal,
    } as RequestInit);
    const refused = expect(sent).rejects.toThrow();
    while (readdirSync(jobsFolder).length === before.length) await sleep(20);
    gone.abort();
    await refused;
    while (readdirSync(jobsFolder).length > before.length) await sleep(20);
  });

  it("knows every format that is read", () => {
    const type = loadSchema().getType("InputFormat") as unknown as { getValues(): { name: string }[] };
    const names = type.getValues().map(({ name }) => name.replaceAll("_", "-"));
    expect(names.sort()).toEqual([...sourceFormats].sort());
  });
});

describe("a job", () => {
  const sample = readFileSync(sampleFile("01-baseline.xml"), "utf8");
  /** The sample's records thrice, so that a job of them is not over before it is cancelled. */
  const long = sample.replace(/<PubmedArticle>.*<\/PubmedArticle>/su, (records) =>
    ["9", "8", "7"].map((first) => records.replace(/(?<=>)9(?=\d{7}<)/gu, first)).join(""),
  );

  it("is cancelled after the documents under way, or before it begins, and can be run again", async () => {
    const jobs: string[] = [];
    for (const name of ["one.xml", "two.xml"]) {
      jobs.push(((await (await upload(`/ingest?name=${name}`, long)).json()) as Data).job);
    }
    const [one, two] = jobs;
    expect((await ask(`mutation { cancelJob(id: "${two}") { state } }`)).cancelJob.state).toBe("cancelled");
    const progress = await subscribe(server.url, `subscription { jobProgress(id: "${one}") { state } }`);
    for await (const { data } of progress.items) if (data.jobProgress.state === "running") break;
    expect((await ask(`mutation { cancelJob(id: "${one}") { state } }`)).cancelJob.state).toBe("cancelled");
    await ask(`mutation { retryJob(id: "${one}") { state } }`);
    const { total, written, unchanged } = await ended(one!);
    expect(total).toBe(3 * 64);
    expect(written + unchanged).toBe(3 * 64);
  });

  it("lives on in the folder of the store when the server ends: what waited goes on, what ran can be retried", async () => {
    await ask('mutation { deleteDocuments(ids: ["PMID:1"]) { id } }');
    await server.close();
    await ingestor.close();
    await start();
    const { jobs } = await ask("{ jobs(first: 100) { id state } }");
    expect(jobs.map(({ state }: Data) => state)).not.toContain("running");
    expect(jobs.length).toBeGreaterThan(8);
  });

  it("is run by one server alone", async () => {
    const second = createIngestor({ folder: jobsFolder, store, models, ncbi: {}, log: () => {} });
    await expect(second.jobs(1)).rejects.toMatchObject({ code: "STORE_BUSY" });
    await second.close();
    expect((await ask("{ jobs(first: 1) { id } }")).jobs).toHaveLength(1);
  });
});

describe("a server that is killed", () => {
  it("loses no job: what ran is interrupted, what waited goes on, and the graph becomes whole", async () => {
    const place = join(root, "killed");
    await openStore(place).then((made) => made.close());
    const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
    const child = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        main,
        "serve",
        "--store",
        place,
        "--port",
        "0",
        "--cache",
        modelOptions.cache,
        "--device",
        "cpu",
      ],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const url = /http:\S+/u.exec(String(line))?.[0] ?? "";
    const send = async (name: string) => {
      const headers = { "content-type": "application/xml" };
      const body = new Uint8Array(readFileSync(sampleFile(name)));
      const response = await fetch(new URL(`/ingest?name=${name}`, url), { method: "POST", headers, body });
      return ((await response.json()) as { job: string }).job;
    };
    const [first, second] = [await send("01-baseline.xml"), await send("02-update.xml")];
    const { items } = await subscribe(url, `subscription { jobProgress(id: "${first}") { state } }`);
    for await (const { data } of items) if (data.jobProgress.state === "running") break;
    child.kill("SIGKILL");
    await once(child, "exit");

    const again = await openStore(place);
    const next = createIngestor({
      folder: join(place, "jobs"),
      store: again,
      models,
      ncbi: {},
      log: () => {},
    });
    const last = async (id: string) => {
      let seen: Data;
      for await (const job of next.progress(id, new AbortController().signal)) seen = job;
      return seen;
    };
    try {
      await next.resume();
      expect(await next.job(first)).toMatchObject({ state: "interrupted", source: "01-baseline.xml" });
      expect(await last(second)).toMatchObject({ state: "done", total: 18 });
      await next.retry(first);
      const { state, written, unchanged } = await last(first);
      expect([state, written + unchanged]).toEqual(["done", 64]);
      expect(await again.counts()).toMatchObject({ retracted: expect.any(Number) });
      for await (const finding of again.verify({ repair: false })) expect(finding).toBeUndefined();
    } finally {
      await next.close();
      await again.close();
    }
  });
});
