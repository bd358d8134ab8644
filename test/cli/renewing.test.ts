import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { builtTerminology, studies } from "../pipeline/changing-terminology.js";
import { litweave } from "./running.js";

// Models are opened for each run.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
const folder = mkdtempSync(join(tmpdir(), "litweave-cli-renewing-"));
const file = join(folder, "studies.jsonl");
const common = ["--store", join(folder, "graph"), "--cache", join(folder, "cache")];
const none = { extraction: 0, linking: 0 };
let earlier: string;
let later: string;

beforeAll(async () => {
  writeFileSync(file, studies.map((study) => JSON.stringify(study)).join("\n"));
  earlier = await builtTerminology("earlier");
  later = await builtTerminology("later");
  const run = await litweave("ingest", file, ...common, "--terminology", earlier, "--json");
  expect(run.json.at(-1)).toMatchObject({ documents: studies.length, failed: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("litweave relink and re-extract", () => {
  it("relink takes what is linked to another terminology, once", async () => {
    const run = await litweave("relink", ...common, "--terminology", later, "--json");
    expect(run.exitCode).toBe(0);
    const told = run.json.at(-1)!;
    expect(told).toMatchObject({ documents: studies.length, unchanged: 0, failed: 0, stale: none });
    expect(Number(told.written) + Number(told.withdrawn)).toBe(studies.length);
    expect(told.linksChanged).toBeGreaterThan(0);
    const again = await litweave("relink", ...common, "--terminology", later, "--json");
    expect(again.json.at(-1)).toMatchObject({ documents: 0, written: 0, linksChanged: 0, stale: none });
    const fresh = await litweave("ingest", file, ...common, "--terminology", later, "--json");
    expect(fresh.json.at(-1)).toMatchObject({ written: 0, unchanged: studies.length });
  });

  it("relink leaves what was read with other settings, and says what to do", async () => {
    const run = await litweave("relink", ...common, "--terminology", earlier, "--min-score", "0.1");
    expect(run.exitCode).toBe(0);
    expect(run.printed).toMatch(/^0 documents/u);
    expect(run.printed).toContain(`${studies.length} documents were read by another extractor`);
    expect(run.printed).toContain("litweave re-extract");
  });

  it("re-extract reads them anew, and leaves the rest to relink", async () => {
    const settings = ["--terminology", later, "--min-score", "0.1"];
    const run = await litweave("re-extract", ...common, ...settings, "--json");
    expect(run.exitCode).toBe(0);
    expect(run.json.at(-1)).toMatchObject({ documents: studies.length, failed: 0, stale: none });
    const other = await litweave("re-extract", ...common, "--terminology", earlier, "--min-score", "0.1");
    expect(other.printed).toMatch(/^0 documents/u);
    expect(other.printed).toContain(`${studies.length} documents are linked to another terminology`);
    expect((await litweave("verify", ...common.slice(0, 2))).exitCode).toBe(0);
  });

  it.each(["relink", "re-extract"])("%s makes no store where there is none", async (command) => {
    const run = await litweave(command, "--store", join(folder, "nowhere"), "--json");
    expect(run.exitCode).toBe(1);
    expect(run.json.at(-1)).toMatchObject({ error: { code: "NOT_FOUND" } });
  });
});
