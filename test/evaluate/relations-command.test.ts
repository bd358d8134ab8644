import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readParts } from "../../src/cli/evaluate/relation-parts.js";
import { candidatePairs, pairTypesOf } from "../../src/evaluate/relations/candidates.js";
import { litweave } from "../cli/running.js";

let folder: string;
const corpus = () => join(folder, "corpus.pubtator");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "litweave-relations-"));
  await writeFile(
    corpus(),
    [
      "501|t|Hypertension induced by cyclosporine.",
      "501|a|Cyclosporine caused hypertension. It was no cause of psoriasis.",
      "501\t0\t12\tHypertension\tDisease\tD006973",
      "501\t24\t36\tcyclosporine\tChemical\tD016572",
      "501\t38\t50\tCyclosporine\tChemical\tD016572",
      "501\t58\t70\thypertension\tDisease\tD006973",
      "501\t91\t100\tpsoriasis\tDisease\tD011565",
      "501\tCID\tD016572\tD006973",
      "",
    ].join("\n"),
  );
  for (const [fold, ...rows] of [
    ["1", "@GENE$ was linked to @DISEASE$.\t1", "@GENE$ was not linked to @DISEASE$.\t0"],
    ["2", "@GENE$ and @DISEASE$ were discussed.\t0", "Mutations of @GENE$ cause @DISEASE$.\t1"],
    ["10", "@DISEASE$ is associated with @GENE$.\t1"],
  ] as const) {
    await mkdir(join(folder, "folds", fold), { recursive: true });
    const lines = rows.map((row, index) => `${index}\t${row}`);
    await writeFile(
      join(folder, "folds", fold, "test.tsv"),
      ["index\tsentence\tlabel", ...lines, ""].join("\n"),
    );
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What `litweave evaluate relations` prints for machines. */
async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const run = await litweave("evaluate", "relations", ...args, "--json");
  expect(run.exitCode, run.logged).toBe(0);
  return run.json[0]!;
}

describe("litweave evaluate relations, without a model", () => {
  it("scores baselines, at the level of pairs for relations of concepts", async () => {
    const { printed } = await litweave("evaluate", "relations", corpus(), "--method", "co-occurrence");
    expect(printed).toMatch(/1 documents, 1 relations; co-occurrence/u);
    expect(printed).toMatch(/co-mention only|negated/u);
    expect(await json(corpus(), "--method", "triggers")).toMatchObject({
      task: "relations",
      method: "triggers",
      headline: "pair",
      f1: 100,
      ranking: { auc: 100, candidates: 2, related: 1 },
      causes: { missed: { other: { wrong: 0 } } },
    });
  });

  it("saves answers, scores them again and compares them", async () => {
    const file = join(folder, "co-occurrence.jsonl");
    const direct = await json(corpus(), "--method", "co-occurrence", "--save-predictions", file);
    const again = await json(corpus(), "--predictions", file);
    expect(again).toMatchObject({ f1: direct.f1, pair: direct.pair, ranking: direct.ranking });
    const compared = await json(corpus(), "--method", "triggers", "--against", file);
    expect(compared.against).toMatchObject({ file, other: { f1: 100 }, difference: { f1: 0, p: 1 } });
  });

  it("scores folds, each with predictions of its own", async () => {
    const folds = join(folder, "folds");
    const pattern = join(folder, "fold-{fold}.jsonl");
    const direct = await json(folds, "--method", "triggers", "--save-predictions", pattern);
    expect(direct).toMatchObject({
      headline: "type",
      documents: 5,
      precision: 100,
      recall: 100,
      folds: { names: ["1", "2", "10"], f1: { mean: 100, deviation: 0 } },
    });
    expect(await readFile(join(folder, "fold-10.jsonl"), "utf8")).toContain('"document":"sentence:1"');
    expect(await json(folds, "--predictions", pattern)).toMatchObject({
      f1: 100,
      folds: { f1: { mean: 100 } },
    });
    const { printed } = await litweave("evaluate", "relations", folds, "--predictions", pattern);
    expect(printed).toMatch(/3 folds: precision 100\.00 ± 0\.00/u);
  });

  it("says what it cannot do", async () => {
    const refused = async (...args: readonly string[]) => {
      const { exitCode, logged } = await litweave("evaluate", "relations", ...args);
      expect(exitCode).toBe(2);
      return logged;
    };
    const folds = join(folder, "folds");
    expect(await refused(folds, "--predictions", join(folder, "one.jsonl"))).toMatch(/\{fold\}/u);
    expect(await refused(corpus(), "--method", "triggers", "--end-to-end")).toMatch(/asks no model/u);
    expect(await refused(corpus(), "--operating-point", "--min-score", "0.5")).toMatch(/model's own/u);
    expect(await refused(corpus(), "--operating-point", "--method", "triggers")).toMatch(/asks no model/u);
    expect(await refused(folds, corpus())).toMatch(/folds is scored alone/u);
    expect(await refused(folds, "--end-to-end")).toMatch(/relates mentions/u);
    expect(await refused(corpus(), "--labels", "nothing")).toMatch(/no labels “nothing”/u);
    const { exitCode } = await litweave(
      "evaluate",
      "relations",
      join(folder, "nowhere"),
      "--method",
      "triggers",
    );
    expect(exitCode).toBe(1);
  });
});

describe("litweave evaluate relations, at the operating point", () => {
  it("scores what the graph would get, and no pair that is less likely", async () => {
    const stated = await json(corpus(), "--operating-point");
    expect(stated).toMatchObject({ threshold: "operating point", pair: { gold: 1, found: 1, right: 1 } });
    const all = await json(corpus(), "--min-score", "0");
    expect(all).toMatchObject({ threshold: 0, pair: { found: 2, right: 1 } });
  });
});

// Where the terminology's index is not built yet, this builds it: half a minute on a quiet machine.
describe("litweave evaluate relations, from the text alone", { timeout: 240_000 }, () => {
  it("finds, links and relates the entities", async () => {
    const scored = await json(corpus(), "--end-to-end", "--min-score", "0");
    expect(scored).toMatchObject({ task: "relations-end-to-end", threshold: 0, pair: { gold: 1, right: 1 } });
    const never = await json(corpus(), "--end-to-end", "--min-score", "1");
    expect(never).toMatchObject({ pair: { gold: 1, found: 0 } });
  });
});

const data = join(import.meta.dirname, "../../../shared/data");

describe.skipIf(!existsSync(data))("published corpora (skipped where ../shared/data is absent)", () => {
  it("count the candidate pairs that their publications count", async () => {
    execFileSync("tar", ["xf", join(data, "relations/ddi2013.tar.xz"), "-C", folder]);
    const texts = (await readParts([join(folder, "ddi2013/test")])).flatMap((part) => part.texts);
    const types = pairTypesOf(texts);
    expect(texts.reduce((sum, text) => sum + text.gold.length, 0)).toBe(979);
    expect(texts.reduce((sum, text) => sum + candidatePairs(text, types).length, 0)).toBe(5716);
  });
});
