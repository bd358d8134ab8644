import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { type NcbiServer, startNcbi } from "../follow/ncbi-server.js";
import { article, articleSet } from "../read/pubmed-sample.js";
import { litweave, type Run } from "./running.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-update-"));
const store = join(folder, "graph");
let ncbi: NcbiServer;

const report = (pmid: string, sentence: string, more: { dateRevised?: string } = {}) =>
  article({
    pmid,
    title: "Isoniazid and the liver.",
    abstract: `<AbstractText>${sentence}</AbstractText>`,
    ...more,
  });
const revised = { dateRevised: "<Year>2026</Year><Month>01</Month><Day>09</Day>" };
const gone = (pmid: string) => `<DeleteCitation><PMID Version="1">${pmid}</PMID></DeleteCitation>`;
const publish = (path: string, ...records: readonly string[]) =>
  ncbi.files.set(path, gzipSync(articleSet(...records)));

beforeAll(async () => {
  ncbi = await startNcbi();
  publish(
    "baseline/pubmed26n0001.xml.gz",
    report("92000001", "Isoniazid caused hepatitis in patients with tuberculosis."),
    report("92000002", "Isoniazid treats tuberculosis."),
  );
  publish("updatefiles/pubmed26n0002.xml.gz", report("92000002", "Isoniazid cures tuberculosis.", revised));
  publish(
    "updatefiles/pubmed26n0003.xml.gz",
    gone("92000001"),
    article({ pmid: "92000003", title: "", abstract: "<AbstractText>Cut <b>off.</AbstractText>" }),
  );
  const records = [
    ["92000011", "Rifampicin treats tuberculosis.", "2026-01-02"],
    ["92000012", "Rifampicin caused hepatitis.", "2026-02-03"],
  ] as const;
  for (const [pmid, sentence, day] of records) {
    ncbi.records.push({ pmid, xml: report(pmid, sentence), edat: day, mdat: day });
  }
});
afterAll(async () => {
  await ncbi.close();
  rmSync(folder, { recursive: true });
});

const update = (...args: readonly string[]): Promise<Run> => {
  const base = args.includes("--pubmed") ? ncbi.pubmed : ncbi.eutils;
  return litweave("update", ...args, "--store", store, "--base-url", base.href, "--json");
};

async function statuses(): Promise<Readonly<Record<string, string>>> {
  const opened = await openStore(store);
  try {
    const ids = [1, 2, 3].map((number) => `PMID:9200000${number}` as const);
    const states = await opened.documentStates(ids);
    return Object.fromEntries([...states].map(([id, { status }]) => [id, status]));
  } finally {
    await opened.close();
  }
}

describe("litweave update --pubmed", () => {
  it("asks where to begin at first", async () => {
    const run = await update("--pubmed");
    expect(run).toMatchObject({ exitCode: 2 });
    expect(run.json.at(-1)).toMatchObject({
      error: { code: "USAGE", hint: expect.stringMatching(/--baseline.*pubmed26n0002 to pubmed26n0003/u) },
    });
  });

  it("takes the baseline, then the update files with their deletions, and keeps what cannot be read", async () => {
    const baseline = await update("--pubmed", "--baseline");
    expect(baseline.exitCode, baseline.logged).toBe(0);
    expect(baseline.json.at(-1)).toMatchObject({
      written: 2,
      files: ["pubmed26n0001.xml.gz"],
      position: "pubmed26n0001",
    });

    const updates = await update("--pubmed");
    expect(updates.exitCode, updates.logged).toBe(3);
    expect(updates.json.at(-1)).toMatchObject({
      documents: 3,
      written: 1,
      withdrawn: 1,
      failed: 1,
      files: ["pubmed26n0002.xml.gz", "pubmed26n0003.xml.gz"],
      position: "pubmed26n0003",
    });
    expect(await statuses()).toEqual({ "PMID:92000001": "deleted", "PMID:92000002": "live" });
    const [letter] = readFileSync(join(store, "dead-letter.jsonl"), "utf8").trim().split("\n");
    expect(JSON.parse(letter ?? "")).toMatchObject({ documentId: "PMID:92000003", record: 2 });
    expect(readdirSync(join(store, "downloads"))).toEqual([]);
  });

  it("finds nothing new, and says where it stands", async () => {
    const run = await update("--pubmed");
    expect(run).toMatchObject({ exitCode: 0, logged: "Nothing new: the store stands at pubmed26n0003." });
    const status = await litweave("status", "--store", store, "--json");
    expect(status.json.at(-1)).toMatchObject({ pubmed: { file: "pubmed26n0003", files: 3 } });
    const printed = await litweave("status", "--store", store);
    expect(printed.printed).toContain("PubMed files: 3 done, the last pubmed26n0003 at 20");
  });

  it("takes nothing after a file that does not fit its checksum, and goes on when it does", async () => {
    publish("updatefiles/pubmed26n0004.xml.gz", report("92000004", "Isoniazid caused nausea."));
    publish("updatefiles/pubmed26n0005.xml.gz", gone("92000002"));
    ncbi.files.set("updatefiles/pubmed26n0004.xml.gz.md5", Buffer.from(`MD5(x)= ${"0".repeat(32)}\n`));
    const refused = await update("--pubmed");
    expect(refused.exitCode).toBe(1);
    expect(refused.json.at(-1)).toMatchObject({
      error: {
        code: "BAD_INPUT",
        message: expect.stringContaining("pubmed26n0004.xml.gz has the MD5 checksum"),
      },
    });
    expect(await statuses()).toMatchObject({ "PMID:92000002": "live" });
    ncbi.files.delete("updatefiles/pubmed26n0004.xml.gz.md5");
    const mended = await update("--pubmed");
    expect(mended.json.at(-1)).toMatchObject({ written: 1, withdrawn: 1, position: "pubmed26n0005" });
  });

  it("does not believe a position that outlived its graph", async () => {
    const other = join(folder, "other");
    await (await openStore(other)).close();
    const { copyFileSync } = await import("node:fs");
    copyFileSync(join(store, "update.json"), join(other, "update.json"));
    const run = await litweave("update", "--pubmed", "--store", other, "--base-url", ncbi.pubmed.href);
    expect(run.exitCode).toBe(1);
    expect(run.logged).toMatch(/the store is empty, although pubmed26n0005/u);
    expect(existsSync(join(other, "update.lock"))).toBe(false);
  });
});

describe("litweave update by E-utilities", () => {
  it("takes what a query finds, then only what is new", async () => {
    const first = await update("--query", "Rifampicin", "--since", "last");
    expect(first.exitCode, first.logged).toBe(0);
    expect(first.json.at(-1)).toMatchObject({ documents: 2, written: 2, query: "Rifampicin" });
    const today = new Date().toISOString().slice(0, 10);
    const xml = report("92000013", "Rifampicin caused nausea.");
    ncbi.records.push({ pmid: "92000013", xml, edat: today, mdat: today });
    const again = await update("--query", "Rifampicin", "--since", "last");
    expect(again.json.at(-1)).toMatchObject({ documents: 1, written: 1 });
    const status = await litweave("status", "--store", store, "--json");
    expect(status.json.at(-1)).toMatchObject({ queries: [{ query: "Rifampicin", records: 1 }] });
  });

  it("takes single records, and tells which there are not", async () => {
    const run = await update("--pmids", "92000011,92009999");
    expect(run.exitCode).toBe(0);
    expect(run.json.at(-1)).toMatchObject({ documents: 1, unchanged: 1, notFound: ["PMID:92009999"] });
    expect(run.logged).toContain("PubMed has no record of 1 of 2: PMID:92009999");
  });
});

describe("wrong usage of litweave update", () => {
  it.each([
    [[], /nothing says what to update from/u],
    [["--pubmed", "--query", "x"], /only one source/u],
    [["--query", "x", "--from", "3"], /belong to --pubmed/u],
    [["--pmids", "1", "--since", "2024-01-01"], /--since belongs to --query/u],
    [["--query", "x", "--since", "2024-02-30"], /“2024-02-30”, which is no day/u],
    [["--query", " "], /the query is empty/u],
    [["--pubmed", "--from", "0"], /no number of a PubMed file/u],
    [["--pubmed", "--base-url", "ftp://x"], /no http or https address/u],
  ])("%j", async (args, message) => {
    const nowhere = join(folder, "nowhere");
    const run = await litweave("update", ...args, "--store", nowhere);
    expect(run.exitCode).toBe(2);
    expect(run.logged).toMatch(message);
    expect(existsSync(nowhere), "no store is made").toBe(false);
  });
});
