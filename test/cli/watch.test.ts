import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { article, articleSet } from "../read/pubmed-sample.js";
import { litweave } from "./running.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-watching-"));
const incoming = join(folder, "incoming");
const store = join(folder, "graph");
const report = (pmid: string, sentence: string) =>
  article({ pmid, title: "A report.", abstract: `<AbstractText>${sentence}</AbstractText>` });
const put = (name: string, ...records: readonly string[]) =>
  writeFileSync(join(incoming, name), articleSet(...records));

beforeAll(() => void mkdirSync(incoming));
afterAll(() => rmSync(folder, { recursive: true }));

const once = () => litweave("watch", incoming, "--once", "--settle", "0", "--store", store, "--json");

describe("litweave watch", () => {
  it("ingests what is there, each file once, and keeps what cannot be read", async () => {
    put("1.xml", report("93000001", "Isoniazid treats tuberculosis."));
    put("2.xml", report("93000002", "Isoniazid caused hepatitis."), report("93000003", "Cut <b>off."));
    const first = await once();
    expect(first.exitCode, first.logged).toBe(3);
    expect(first.json.at(-1)).toMatchObject({
      folder: incoming,
      files: 2,
      documents: 3,
      written: 2,
      failed: 1,
    });
    expect(first.logged).toContain("1.xml to 2.xml (2): 3 records, 2 written, 1 failed.");
    expect(readFileSync(join(store, "dead-letter.jsonl"), "utf8")).toContain("PMID:93000003");
    const second = await once();
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.json.at(-1)).toMatchObject({ files: 0, documents: 0 });
    const status = await litweave("status", "--store", store, "--json");
    expect(status.json.at(-1)).toMatchObject({ documents: 2, watched: { file: "2.xml", files: 2 } });
  });

  it("goes on until it is stopped, after the documents under way", async () => {
    const args = ["--interval", "0.05", "--settle", "0", "--store", store, "--json"];
    const before = process.listeners("SIGTERM");
    const watching = litweave("watch", incoming, ...args);
    put("3.xml", report("93000004", "Isoniazid caused nausea."));
    const remembered = () => readFileSync(join(store, "watch.jsonl"), "utf8").includes('"3.xml"');
    while (!remembered()) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const listener of process.listeners("SIGTERM")) {
      if (!before.includes(listener)) listener("SIGTERM");
    }
    const run = await watching;
    expect(run.exitCode, run.logged).toBe(0);
    expect(run.json.at(-1)).toMatchObject({ files: 1, written: 1 });
    expect(process.listeners("SIGTERM")).toEqual(before);
  });

  it.each([
    [[join(folder, "nowhere")], 1, /nowhere cannot be opened/u],
    [[incoming, "--interval", "soon"], 2, /--interval is “soon”/u],
    [[], 2, /missing required argument/u],
  ])("refuses %j", async (args, exitCode, message) => {
    const run = await litweave("watch", ...args, "--store", store);
    expect(run.exitCode).toBe(exitCode);
    expect(run.logged).toMatch(message);
  });
});
