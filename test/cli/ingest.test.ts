import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { litweave } from "./running.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-cli-"));
const store = join(folder, "graph");
const deadLetters = join(store, "dead-letter.jsonl");

const article = (
  pmid: string,
  abstract: string,
) => `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">${pmid}</PMID><Article PubModel="Print"><Journal><JournalIssue><PubDate><Year>2021</Year></PubDate>
</JournalIssue></Journal><ArticleTitle>Isoniazid and the liver.</ArticleTitle><Abstract><AbstractText>${abstract}</AbstractText>
</Abstract></Article></MedlineCitation></PubmedArticle>`;
const good = article(
  "91000001",
  "Isoniazid caused hepatitis in patients with tuberculosis. Isoniazid treats tuberculosis.",
);
const broken = article("91000002", "Rifampicin caused <b>hepatitis in patients.");
const setOf = (...articles: readonly string[]) =>
  `<PubmedArticleSet>\n${articles.join("\n")}\n</PubmedArticleSet>\n`;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("litweave ingest", () => {
  it("keeps what cannot be read with its reason, and goes on", async () => {
    const file = join(folder, "set.xml");
    writeFileSync(file, setOf(broken, good));
    const run = await litweave("ingest", file, "--store", store, "--json");
    expect(run.exitCode).toBe(3);
    expect(run.json.at(-1)).toMatchObject({ documents: 2, written: 1, failed: 1, deadLetter: deadLetters });
    const [letter] = readFileSync(deadLetters, "utf8").trim().split("\n");
    expect(JSON.parse(letter ?? "")).toMatchObject({
      file,
      record: 1,
      documentId: "PMID:91000002",
      stage: "read",
    });
  });

  it("tries the dead letters again in place, and keeps those that fail again once", async () => {
    const run = await litweave("ingest", deadLetters, "--store", store, "--json");
    expect(run.exitCode).toBe(3);
    expect(run.json.at(-1)).toMatchObject({ documents: 1, failed: 1 });
    expect(readFileSync(deadLetters, "utf8").trim().split("\n")).toHaveLength(1);
  });

  it("takes the dead letters again, once they are mended", async () => {
    const mended = join(folder, "mended.jsonl");
    const letter = readFileSync(deadLetters, "utf8").replace("<b>", "");
    writeFileSync(mended, letter);
    const run = await litweave("ingest", mended, "--store", store, "--json");
    expect(run.exitCode).toBe(0);
    expect(run.json.at(-1)).toMatchObject({ documents: 1, written: 1, failed: 0, retries: 0 });
  });

  it("leaves no dead-letter file when none of its records fails again", async () => {
    const letter = readFileSync(deadLetters, "utf8").replace("<b>", "");
    writeFileSync(deadLetters, letter);
    const run = await litweave("ingest", deadLetters, "--store", store, "--json");
    expect(run.exitCode).toBe(0);
    expect(existsSync(deadLetters)).toBe(false);
  });

  it("writes nothing the second time", async () => {
    const file = join(folder, "good.xml");
    writeFileSync(file, setOf(good));
    const run = await litweave("ingest", file, "--store", store, "--json");
    expect(run.json.at(-1)).toMatchObject({ documents: 1, written: 0, unchanged: 1 });
  });

  it("leaves a graph that status counts and verify finds whole", async () => {
    const status = await litweave("status", "--store", store, "--json");
    expect(status.json.at(-1)).toMatchObject({ kind: "embedded", documents: 2 });
    const verify = await litweave("verify", "--store", store, "--json");
    expect(verify).toMatchObject({ exitCode: 0 });
    expect(verify.json.at(-1)).toMatchObject({ findings: 0, repaired: 0 });
  });
});

describe("litweave link", () => {
  it("shows the concept, the parts of its score and the runners-up", async () => {
    const run = await litweave("link", "type 2 diabetes", "--category", "Disease");
    expect(run.exitCode).toBe(0);
    expect(run.printed).toMatch(/MESH:D003924/);
    expect(run.printed).toMatch(/dense \d\.\d\d sparse \d\.\d\d/);
  });

  it("answers in JSON", async () => {
    const run = await litweave("link", "breast and ovarian cancer", "--category", "Disease", "--json");
    expect(run.json.at(-1)?.ids).toEqual(expect.arrayContaining(["MESH:D001943", "MESH:D010051"]));
  });
});
