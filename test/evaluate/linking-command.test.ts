import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateCommand } from "../../src/cli/commands/evaluate.js";
import { readConfig } from "../../src/config.js";
import type { LinkingEvaluation } from "../../src/evaluate/linking/evaluate-linking.js";
import type { BioSynPredictions } from "../../src/evaluate/linking/predictions.js";
import { modelOptions, sampleFile } from "../models.js";

const root = join(import.meta.dirname, "../..");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "litweave-linking-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a command prints: text for people, and the object for machines. */
async function evaluate(...words: readonly string[]) {
  const printed: string[] = [];
  let json: unknown;
  const terminal = {
    json: true,
    log: () => undefined,
    print: (text: string) => void printed.push(text),
    printJson: (value: unknown) => {
      json = value;
    },
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  const command = evaluateCommand({ config: readConfig({}), terminal, outcome: { exitCode: 0 } });
  await command.parseAsync(["linking", ...words, "--cache", modelOptions.cache], { from: "user" });
  return { text: printed.join("\n"), json: JSON.parse(JSON.stringify(json)) as Record<string, unknown> };
}

/** The commands of the page's section on linking, each with the lines that it prints there. */
function examplesOfPage(): readonly {
  readonly words: readonly string[];
  readonly printed: readonly string[];
}[] {
  const page = readFileSync(join(root, "docs/evaluation.md"), "utf8");
  const section = /^## Linking\n(.*?)^## /msu.exec(page)![1]!;
  return section
    .split(/^\$ litweave evaluate linking /mu)
    .slice(1)
    .map((example) => {
      const [command = "", ...printed] = example.split(/^```/mu)[0]!.split("\n");
      return { words: command.trim().split(/\s+/u), printed };
    });
}

/** Samples and files that commands write, wherever the tests are run. */
function located(word: string): string {
  if (existsSync(join(root, word))) return join(root, word);
  return word.endsWith(".json") ? join(folder, word) : word;
}

/** What begins a line of a table: the label of its row, or a heading. */
const labelOf = (line: string) => line.split(/\s{2,}(?=[\d<−+])|[:(]/u)[0]!.trimEnd();

describe("litweave evaluate linking", () => {
  it("runs as docs/evaluation.md says, row for row", async () => {
    const examples = examplesOfPage();
    expect(examples.length).toBeGreaterThan(2);
    for (const { words, printed } of examples) {
      const { text } = await evaluate(...words.map(located));
      const labels = text.split("\n").map(labelOf);
      const tables = printed.filter((line) => line !== "" && !/ × |^samples\//u.test(line));
      const shown = tables.filter((line) => !line.startsWith("Against")).map(labelOf);
      // Reasons of errors come and go with the models; everything else stands.
      const errors = shown.indexOf("Errors");
      const stable = shown.filter((label, at) => errors < 0 || at < errors || !label.startsWith("  "));
      for (const label of stable) expect(labels, `“${label}” of ${words.join(" ")}`).toContain(label);
    }
  }, 180_000);

  it("scores every gold mention, saves what BioSyn's layout holds, and compares with it", async () => {
    const saved = join(folder, "saved.json");
    const sample = sampleFile("links.pubtator");
    const { json } = await evaluate(sample, "--save-predictions", saved);
    const evaluation = json as unknown as LinkingEvaluation;
    expect(json).toMatchObject({ task: "linking", unit: "percent", documents: 12, mentions: 151 });
    expect(evaluation.acc1).toBeGreaterThan(80);
    expect(evaluation.single.mentions + evaluation.composite.mentions).toBe(151);
    expect(evaluation.composite.mentions).toBe(4);
    const wrong = Object.values(evaluation.reasons).reduce((sum, { mentions }) => sum + mentions, 0);
    expect(wrong).toBe(151 - evaluation.decisions.right);
    const { queries, ...accuracies } = JSON.parse(readFileSync(saved, "utf8")) as BioSynPredictions;
    expect(queries).toHaveLength(151);
    expect(100 * accuracies.acc1!).toBeCloseTo(evaluation.acc1, 3);
    expect(100 * accuracies.acc20!).toBeCloseTo(evaluation.acc20, 3);

    const { json: same } = await evaluate(sample, "--against", saved);
    expect(same.against).toMatchObject({
      file: saved,
      difference: { acc1: 0, p: 1 },
      rightHereOnly: 0,
      rightThereOnly: 0,
    });
  });

  it("takes composites as BioSyn's preprocessing resolved them", async () => {
    await writeFile(
      join(folder, "8.concept"),
      "8||3|29||CompositeMention||breast cancer|ovarian cancer||D001943|D010051\n",
    );
    const { json } = await evaluate(folder);
    expect(json).toMatchObject({ mentions: 1, acc1: 100, decisions: { right: 1 } });
  });

  it("refuses what it cannot score, before models are opened where it can", async () => {
    const bare = join(folder, "bare.pubtator");
    await writeFile(bare, "1|t|Gout.\n1|a|\n1\t0\t4\tGout\tDisease\t-\n");
    await expect(evaluate(bare)).rejects.toMatchObject({ code: "BAD_INPUT" });
    const absent = ["--models", join(folder, "none")];
    const sample = sampleFile("links.pubtator");
    await expect(evaluate(sample, "--against", join(folder, "none.json"), ...absent)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
