import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { damagedCopy, namesFolder, tinyModels } from "../encode/model-copy.js";
import { litweave, type Run } from "./running.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "litweave-bad-input-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A folder of models with this extractor. */
function modelsWith(extractor: string): string {
  const models = mkdtempSync(join(folder, "models-"));
  symlinkSync(extractor, join(models, "joint"));
  symlinkSync(namesFolder, join(models, "names"));
  return models;
}

function annotate(...args: readonly string[]): Promise<Run & { readonly written: string }> {
  return withOutput("annotate", ...args);
}

async function withOutput(...args: readonly string[]): Promise<Run & { readonly written: string }> {
  const pieces: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((piece) => {
    pieces.push(String(piece));
    return true;
  });
  try {
    const run = await litweave(...args);
    return { ...run, written: pieces.join("") };
  } finally {
    spy.mockRestore();
  }
}

describe("litweave annotate with bad input", () => {
  it("goes through a file of 10^6 characters without a space, and on to the next", {
    timeout: 120_000,
  }, async () => {
    const run = await annotate(
      file("stretch.txt", "acgt".repeat(250_000)),
      file("nul.txt", "Metformin\0 lowers glucose in \u{1f48a} diabetes mellitus."),
      "--from",
      "text",
    );
    expect(run.exitCode).toBe(0);
    const mentions = run.written.split("\n").filter((line) => line.split("\t").length === 6);
    expect(mentions.length).toBeGreaterThan(0);
    expect(mentions.every((line) => line.startsWith("text:nul\t") || line.startsWith("nul\t"))).toBe(true);
  });

  it.each([
    ["empty", ""],
    ["blank", " \n\t \n"],
  ])("says of a file of %s text that there is nothing in it", async (name, text) => {
    const run = await annotate(file(`${name}.txt`, text), "--from", "text");
    expect(run.exitCode).toBe(3);
    expect(run.logged).toMatch(new RegExp(`${name}\\.txt, record 1: .*(empty|no record)`));
    expect(run.logged).not.toMatch(/\n\s+at /);
  });

  it.each([["annotate"], ["suggest"], ["ingest", "--store"]])(
    "names a damaged model in two lines, writes nothing and keeps nothing: %s",
    async (command, ...store) => {
      const cache = mkdtempSync(join(folder, "cache-"));
      const damaged = damagedCopy(join(tinyModels, "roberta"), {
        rewrite: { "encoder.onnx": (bytes) => bytes.subarray(0, bytes.length - 1) },
      });
      const paper = file("paper.txt", "Metformin lowers glucose.");
      const models = ["--models", modelsWith(damaged), "--cache", cache];
      const graph = store.flatMap((flag) => [flag, mkdtempSync(join(folder, "graph-"))]);
      const run = await withOutput(command, paper, "--from", "text", ...models, ...graph);
      expect(run.exitCode).toBe(1);
      expect(run.logged).toMatch(
        /^litweave: \S+encoder\.onnx has \d+ bytes, its manifest says \d+\n {2}the file is damaged or of another version: restore the model folder$/,
      );
      expect(run.written).toBe("");
      expect(readdirSync(cache)).toEqual([]);
    },
  );

  it("runs an extractor of the user's own, with another tokenizer", { timeout: 120_000 }, async () => {
    const text = "Naïve Sjögren patients 💊 took metformin for diabetes mellitus. ".repeat(20);
    const paper = file("own.txt", text);
    const models = modelsWith(join(tinyModels, "roberta"));
    const run = await annotate(paper, "--from", "text", "--models", models, "--to", "jsonl");
    expect(run.exitCode).toBe(0);
    const { mentions } = JSON.parse(run.written) as {
      mentions: { start: number; end: number; text: string }[];
    };
    // Its weights are random: what it finds means nothing, but stands where it says.
    expect(mentions.length).toBeGreaterThan(10);
    for (const { start, end, text: surface } of mentions) expect(text.slice(start, end)).toBe(surface);
  });
});
