import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrations } from "../../src/store/embedded/schema/migrations.js";
import { openStore } from "../../src/store/open-store.js";
import { article, articleSet } from "../read/pubmed-sample.js";
import { crashPaper } from "../store/crash-papers.js";
import { litweave } from "./running.js";

const root = mkdtempSync(join(tmpdir(), "litweave-status-"));
const graph = join(root, "graph");
const incoming = join(root, "incoming");
const version = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
const cutOff = articleSet(article({ pmid: "93000009", title: "Cut <b>off." }));

const status = async () => (await litweave("status", "--store", graph, "--json")).json.at(-1);
const printed = async () => (await litweave("status", "--store", graph)).printed;

beforeAll(async () => {
  const store = await openStore(graph);
  await store.write(Array.from({ length: 9 }, (_, i) => crashPaper(i)));
  await store.close();
  mkdirSync(incoming);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("litweave status", () => {
  it("says what a store holds, what made it and what it takes on the disk", async () => {
    expect(await status()).toMatchObject({
      store: graph,
      kind: "embedded",
      program: version,
      schema: migrations.length,
      documents: 9,
      running: [],
      backlog: { pubmedFiles: 0, watched: [], downloads: [] },
      deadLetters: null,
    });
    const bytes = statSync(join(graph, "graph.db")).size;
    expect((await status())?.bytes).toBeGreaterThanOrEqual(bytes);
    const lines = await printed();
    expect(lines).toMatch(
      new RegExp(`schema ${migrations.length}, Litweave ${version}, [0-9.]+ MiB on the disk`, "u"),
    );
    expect(lines).toMatch(/documents +9\n/u);
    expect(lines).not.toMatch(/Waiting|Dead letters|Running/u);
  });

  it("says what processed the documents, and what of it is stale", async () => {
    expect(await status()).toMatchObject({
      processedBy: [{ extractor: "joint 1", terminology: "mesh 1", documents: 9 }],
      stale: { extraction: 9, linking: 0 },
    });
    const lines = await printed();
    expect(lines).toContain("Processed by joint 1, linked to mesh 1: 9 documents");
    expect(lines).toContain("9 documents by other models or settings (litweave re-extract)");
    const without = await litweave("status", "--store", graph, "--models", root, "--json");
    expect(without.json.at(-1)).toMatchObject({ documents: 9, stale: null });
  });

  it("says what waits: of PubMed's files, in watched folders, under way", async () => {
    writeFileSync(join(incoming, "1.xml"), articleSet(article({ pmid: "93000001", title: "Isoniazid." })));
    const watch = ["watch", incoming, "--once", "--settle", "0", "--store", graph, "--json"] as const;
    expect((await litweave(...watch)).exitCode).toBe(0);
    expect(await status()).toMatchObject({ backlog: { watched: [{ folder: incoming, files: 0 }] } });
    writeFileSync(join(incoming, "2.xml"), "");
    writeFileSync(join(incoming, "1.xml"), "replaced");
    const pubmed = { year: 26, number: 1336, at: "2026-05-01T00:00:00Z", files: 3, left: 4 };
    writeFileSync(join(graph, "update.json"), JSON.stringify({ format: 1, pubmed, queries: [] }));
    mkdirSync(join(graph, "downloads"));
    writeFileSync(join(graph, "downloads", "pubmed26n1337.xml.gz"), "half");
    expect(await status()).toMatchObject({
      backlog: {
        pubmedFiles: 4,
        watched: [{ folder: incoming, files: 2 }],
        downloads: [{ file: "pubmed26n1337.xml.gz", bytes: 4 }],
      },
    });
    const lines = await printed();
    expect(lines).toContain("Waiting: 4 PubMed files");
    expect(lines).toContain(`Waiting: 2 files in ${incoming}`);
    expect(lines).toContain("Under way: pubmed26n1337.xml.gz");
    rmSync(incoming, { recursive: true });
    expect(await printed()).toContain(`${incoming} cannot be opened`);
  });

  it("says which commands are at work, and not those that were killed", async () => {
    writeFileSync(join(graph, "update.lock"), String(process.pid));
    writeFileSync(join(graph, "watch-0a1b2c3d.lock"), "999999999");
    expect(await status()).toMatchObject({ running: [{ command: "update", process: process.pid }] });
    expect(await printed()).toContain(`Running: update (process ${process.pid})`);
    rmSync(join(graph, "update.lock"));
  });

  it("says what failed, and how to try it again", async () => {
    const file = join(root, "damaged.xml");
    writeFileSync(file, cutOff);
    expect((await litweave("ingest", file, "--store", graph)).exitCode).toBe(3);
    const path = join(graph, "dead-letter.jsonl");
    expect(await status()).toMatchObject({
      deadLetters: { path, records: 1, files: [{ file, records: 1 }] },
    });
    const retry = / {2}to retry them: litweave (ingest) (\S+) --store (\S+)/u;
    const [, command = "", letters = "", store = ""] = retry.exec(await printed()) ?? [];
    expect((await litweave(command, letters, "--store", store)).exitCode).toBe(3);
    expect(await status()).toMatchObject({ deadLetters: { records: 1 } });
    writeFileSync(path, "\n{\n", { flag: "a" });
    expect(await status()).toMatchObject({ deadLetters: { records: 2 } });
  });
});
