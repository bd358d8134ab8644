import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Link } from "../../src/domain/link.js";
import { litweave } from "./running.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "litweave-link-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Answer = Link & { readonly mention: string; readonly category?: string };
const idsOf = (json: readonly object[]) => (json as readonly Answer[]).map(({ ids }) => ids);

describe("litweave link", () => {
  it("links several mentions, one JSON object each, with as many candidates as asked", async () => {
    const run = await litweave("link", "aspirin", "breast cancer", "--json", "--top-k", "20");
    expect(run.exitCode).toBe(0);
    expect(idsOf(run.json)).toEqual([["MESH:D001241"], ["MESH:D001943"]]);
    const [aspirin] = run.json as unknown as readonly Answer[];
    expect(aspirin?.mention).toBe("aspirin");
    expect(aspirin?.candidates).toHaveLength(20);
    expect(new Set(aspirin?.candidates.map(({ id }) => id)).size).toBe(20);
  });

  it("takes the context's word for an abbreviation", async () => {
    const context = "Ataxia telangiectasia (AT) is rare.";
    const told = await litweave("link", "AT", "--category", "Disease", "--context", context, "--json");
    expect(idsOf(told.json)).toEqual([["MESH:D001260"]]);
  });

  it("reads mentions from a file and goes on after a bad line", async () => {
    const lines = [
      "aspirin\tChemicalEntity",
      "\tDisease",
      "p53\tGene\tWild-type mice were compared with mice that lack p53.",
      "insulin\tDrug",
      "",
      "breast cancer",
    ];
    const run = await litweave("link", "--from", file("mentions.tsv", `${lines.join("\r\n")}\r\n`), "--json");
    expect(run.exitCode).toBe(3);
    expect(idsOf(run.json)).toEqual([["MESH:D001241"], ["NCBIGene:22059"], ["MESH:D001943"]]);
    expect(run.logged).toMatch(/mentions\.tsv, line 2: there is no mention before the tab/);
    expect(run.logged).toMatch(/mentions\.tsv, line 4: “Drug” is no category; it is one of Disease,/);
  });

  it("reads a gzipped file, and speaks to people", async () => {
    const run = await litweave(
      "link",
      "--from",
      file("mentions.tsv.gz", gzipSync("type 2 diabetes\tDisease\n")),
    );
    expect(run.exitCode).toBe(0);
    expect(run.printed).toMatch(/^“type 2 diabetes” \(Disease\): MESH:D003924\n/);
  });

  it.each([
    [["link"], /nothing to link/],
    [["link", "aspirin", " "], /a mention is empty/],
    [["link", "aspirin", "--from", "mentions.tsv"], /both mentions and --from/],
    [["link", "aspirin", "--top-k", "0"], /1 to 100 candidates/],
    [["link", "aspirin", "--top-k", "101"], /1 to 100 candidates/],
    [["link", "aspirin", "--top-k", "many"], /1 to 100 candidates/],
  ])("%j is wrong usage", async (args, message) => {
    const run = await litweave(...args);
    expect(run.exitCode).toBe(2);
    expect(run.logged).toMatch(message);
  });

  it("says which file is not there", async () => {
    const run = await litweave("link", "--from", join(folder, "none.tsv"), "--json");
    expect(run.exitCode).toBe(1);
    expect(run.json.at(-1)).toMatchObject({ error: { code: "NOT_FOUND" } });
  });
});
