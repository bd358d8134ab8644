import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AnnotatedDocument } from "../../src/domain/annotation.js";
import { litweave } from "./running.js";

const written = "Here metformin may cause lactic acidosis.";

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "litweave-annotate-"));
  file = join(folder, "paper.txt");
  writeFileSync(file, written);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command writes to standard output. */
async function output(...args: readonly string[]): Promise<string> {
  const pieces: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((piece) => {
    pieces.push(String(piece));
    return true;
  });
  try {
    const run = await litweave("annotate", file, "--from", "text", ...args);
    expect(run.exitCode).toBe(0);
  } finally {
    spy.mockRestore();
  }
  return pieces.join("");
}

describe("litweave annotate", () => {
  it("explains for people", async () => {
    const text = await output("--explain");
    expect(text).toMatch(/^text:paper/);
    expect(text).toMatch(
      /Chemical metformin \[5–14\] [01]\.\d\d → Metformin \(MESH:D008687\)\n +for it: metformin \+/,
    );
    expect(text).toMatch(
      /Metformin \(MESH:D008687\) \w+ Acidosis, Lactic \(MESH:D000140\) .*\n +other: “.*”\n +read from: .* %/,
    );
  });

  it("explains for programs, and only when asked", async () => {
    const one = JSON.parse(await output("--explain", "--json")) as AnnotatedDocument;
    expect(one.mentions.length).toBeGreaterThan(1);
    for (const { explanation } of one.mentions) {
      expect(explanation!.words.map(({ text }) => text)).toEqual([...written.slice(0, -1).split(" "), "."]);
    }
    expect(one.relations[0]!.explanation!.share).toBeCloseTo(1, 3);
    const plain = await output("--json");
    expect(plain).not.toContain("explanation");
    expect(await output("--to", "jsonl")).toBe(plain);
  });

  it.each([
    [["--explain", "--to", "pubtator"], /pubtator has no place for explanations/],
    [["--explain", "--to", "bioc-json"], /bioc-json has no place for explanations/],
    [["--json", "--to", "text"], /--json writes jsonl, --to asks for text/],
  ])("refuses %j", async (args, message) => {
    const run = await litweave("annotate", file, ...args);
    expect(run.exitCode).toBe(2);
    expect(run.logged).toMatch(message);
  });
});
