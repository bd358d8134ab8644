import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { AnnotatedDocument } from "../../src/domain/annotation.js";
import { mayJoin } from "../../src/domain/predicate.js";
import { openStages } from "../../src/pipeline/open-stages.js";
import { jointFolder } from "../encode/model-copy.js";
import { modelOptions } from "../models.js";
import { litweave } from "./running.js";

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "litweave-relations-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The joint model's own head as a further one whose labels are the drug interactions', for pairs of chemicals. */
function furtherHead(sha256?: string): string {
  const folder = scratch();
  const { files, relations } = JSON.parse(readFileSync(join(jointFolder, "manifest.json"), "utf8"));
  symlinkSync(join(jointFolder, "relations.onnx"), join(folder, "relations.onnx"));
  const labels = relations.groups.flatMap((group: { labels: readonly string[] }) => group.labels).length - 1;
  const group = {
    name: "ddi",
    labels: ["None", ...Array.from({ length: labels }, (_, at) => (at === 0 ? "int" : `none${at}`))],
    novelty: false,
  };
  const manifest = {
    formatVersion: 1,
    name: "further",
    version: "9.9.9",
    kind: "relations",
    licence: "CC-BY-NC-4.0",
    files: { "relations.onnx": files["relations.onnx"] },
    encoder: { name: "joint", sha256: sha256 ?? files["encoder.int8.onnx"].sha256 },
    relations: {
      file: "relations.onnx",
      pairTypes: [["Chemical", "Chemical"]],
      groups: [group],
      threshold: { ddi: 0 },
      operatingPoint: { any: { ddi: 2 }, labels: { ddi: { int: 0 } } },
    },
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}

/** What `litweave annotate --to jsonl` says of a text. */
async function annotated(text: string, ...args: readonly string[]) {
  const file = join(scratch(), "paper.txt");
  writeFileSync(file, text);
  const pieces: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((piece) => {
    pieces.push(String(piece));
    return true;
  });
  try {
    const run = await litweave("annotate", file, "--from", "text", "--to", "jsonl", ...args);
    const lines = pieces.join("").split("\n").filter(Boolean);
    return {
      ...run,
      document: lines[0] === undefined ? undefined : (JSON.parse(lines[0]) as AnnotatedDocument),
    };
  } finally {
    spy.mockRestore();
  }
}

const text = "Warfarin with aspirin caused bleeding. Metformin reduced hyperglycemia in diabetes.";

describe("relations on the command line", { timeout: 240_000 }, () => {
  it("are more or fewer with --min-score, and each is explained", async () => {
    const [all, none] = [
      await annotated(text, "--min-score", "0", "--explain"),
      await annotated(text, "--min-score", "1"),
    ];
    expect([all.exitCode, none.exitCode]).toEqual([0, 0]);
    const { relations, concepts } = all.document!;
    const category = new Map(concepts.map((concept) => [concept.id, concept.category]));
    expect(relations.length).toBeGreaterThan(2);
    expect(none.document!.relations.length).toBeLessThan(relations.length);
    for (const { subject, predicate, object, explanation, sentences } of relations) {
      expect(mayJoin(predicate, category.get(subject)!, category.get(object)!)).toBe(true);
      expect(sentences.length).toBeGreaterThan(0);
      const { words, share } = explanation!;
      expect(words.length).toBeGreaterThan(0);
      expect(words.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(share, 4);
      expect(words.every(({ start, end, text: word }) => text.slice(start, end) === word)).toBe(true);
    }
  });

  it("come from further heads that are asked for, whose licence is told", async () => {
    const { document, exitCode, logged } = await annotated(text, "--relations", furtherHead());
    expect(exitCode).toBe(0);
    expect(logged).toMatch(/Relations also by further 9\.9\.9, whose licence is CC-BY-NC-4\.0\./);
    const found = document!.relations.filter(({ label }) => label === "ddi:int");
    expect(found.map(({ predicate }) => predicate)).toContain("pharmacologically_interacts_with");
    expect(document!.relations.some(({ label }) => !label.startsWith("ddi:"))).toBe(true);
  });

  it("refuse a head of another encoder, and a score that is none", async () => {
    const other = await annotated(text, "--relations", furtherHead("0".repeat(64)));
    expect(other.exitCode).toBe(1);
    expect(other.logged).toMatch(/reads the encoder joint with SHA-256 0{64}/);
    const wrong = await annotated(text, "--min-score", "1.5");
    expect(wrong.exitCode).toBe(2);
    expect(wrong.logged).toMatch(/--min-score is “1\.5”/);
  });

  it("of other settings stand under another fingerprint", async () => {
    const fingerprint = async (more: { minScore?: number; relations?: readonly string[] }) => {
      const stages = await openStages({ ...modelOptions, ...more });
      await stages.close();
      return stages.versions;
    };
    const own = await fingerprint({});
    const strict = await fingerprint({ minScore: 0.9 });
    const further = await fingerprint({ relations: [furtherHead()] });
    expect(new Set([own, strict, further].map((one) => one.fingerprint)).size).toBe(3);
    expect(strict.extractor).toBe(own.extractor);
    expect(further.extractor).toBe(`${own.extractor} + further 9.9.9`);
    expect(await fingerprint({ relations: [] })).toEqual(own);
  });
});
