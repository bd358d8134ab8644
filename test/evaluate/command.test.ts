import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateCommand } from "../../src/cli/commands/evaluate.js";
import { readConfig } from "../../src/config.js";
import { LitweaveError } from "../../src/domain/errors.js";
import type { NerEvaluation } from "../../src/evaluate/ner/evaluate-ner.js";
import { damagedCopy, jointFolder } from "../encode/model-copy.js";
import { sampleFile } from "../models.js";

/** Title, abstract, and per mention its type and id; spans are looked up in order, so that they cannot drift. */
interface Abstract {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly mentions: readonly (readonly [surface: string, type: string, id: string])[];
  readonly relations: readonly string[];
}

const abstracts: readonly Abstract[] = [
  {
    id: "101",
    title: "Metformin in type 2 diabetes.",
    text: "Metformin lowers glucose in patients with type 2 diabetes, but it may cause lactic acidosis.",
    mentions: [
      ["Metformin", "Chemical", "D008687"],
      ["type 2 diabetes", "Disease", "D003924"],
      ["Metformin", "Chemical", "D008687"],
      ["glucose", "Chemical", "D005947"],
      ["type 2 diabetes", "Disease", "D003924"],
      ["lactic acidosis", "Disease", "D000140"],
    ],
    relations: ["CID\tD008687\tD000140"],
  },
  {
    id: "102",
    title: "Hypertension induced by cyclosporine.",
    text: "Cyclosporine caused hypertension in nine of ten patients with psoriasis. Blood pressure fell without it.",
    mentions: [
      ["Hypertension", "Disease", "D006973"],
      ["cyclosporine", "Chemical", "D016572"],
      ["Cyclosporine", "Chemical", "D016572"],
      ["hypertension", "Disease", "D006973"],
      ["psoriasis", "Disease", "D011565"],
    ],
    relations: ["CID\tD016572\tD006973"],
  },
];

function pubtator({ id, title, text, mentions, relations }: Abstract): string {
  const whole = `${title} ${text}`;
  let from = 0;
  const rows = mentions.map(([surface, type, concept]) => {
    const start = whole.indexOf(surface, from);
    if (start < 0) throw new Error(`“${surface}” is not in abstract ${id}`);
    from = start + surface.length;
    return [id, start, from, surface, type, concept].join("\t");
  });
  return [
    `${id}|t|${title}`,
    `${id}|a|${text}`,
    ...rows,
    ...relations.map((row) => `${id}\t${row}`),
    "",
  ].join("\n");
}

let folder: string;
let corpus: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "litweave-evaluate-"));
  corpus = join(folder, "corpus.pubtator");
  await writeFile(corpus, abstracts.map(pubtator).join("\n"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a command prints: text for people, and the object for machines. */
async function evaluate(
  ...words: readonly string[]
): Promise<{ text: string; json: Record<string, unknown> }> {
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
  await command.parseAsync(words, { from: "user" });
  return { text: printed.join("\n"), json: JSON.parse(JSON.stringify(json)) };
}

describe("litweave evaluate ner", () => {
  it("scores every type of a PubTator file, alone and together", async () => {
    const { json, text } = await evaluate("ner", corpus);
    expect(json).toMatchObject({
      task: "ner",
      unit: "percent",
      documents: 2,
      types: ["Disease", "Chemical"],
      gold: 11,
    });
    expect(json.f1).toBeGreaterThanOrEqual(60);
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining(["precision", "recall", "f1", "intervals", "errors", "worst"]),
    );
    expect(text).toContain("overlap F1");
    const { json: one } = await evaluate("ner", corpus, "--type", "Disease");
    expect(one).toMatchObject({ types: ["Disease"], gold: 6 });
    expect((json.byType as { Disease: { exact: unknown } }).Disease.exact).toMatchObject({ f1: one.f1 });
  });

  it("reads CoNLL columns, and asks what they annotate", async () => {
    const columns = join(folder, "test.tsv");
    await writeFile(columns, "Patients\tO\nwith\tO\npsoriasis\tB\n.\tO\n\nLactic\tB\nacidosis\tI\n.\tO\n");
    const { json } = await evaluate("ner", columns, "--type", "Disease");
    expect(json).toMatchObject({ documents: 2, gold: 2 });
    await expect(evaluate("ner", columns)).rejects.toMatchObject({ code: "USAGE" });
  });

  it("adds intervals, calibration and folds for every type and all", async () => {
    const { json, text } = await evaluate("ner", sampleFile("mentions.pubtator"), "--folds", "4");
    expect(json).toMatchObject({
      documents: 12,
      gold: 139,
      folds: { folds: Array(4).fill({ documents: 3 }) },
    });
    const { byType, calibration, folds } = json as unknown as NerEvaluation;
    expect(calibration.mentions).toBe(json.found);
    expect(calibration.bins.reduce((sum, bin) => sum + bin.mentions, 0)).toBe(json.found);
    expect(folds!.f1.mean).toBeGreaterThan(60);
    for (const { exact, intervals, errors } of Object.values(byType)) {
      expect(intervals.f1.low).toBeLessThanOrEqual(exact.f1);
      expect(intervals.f1.high).toBeGreaterThanOrEqual(exact.f1);
      expect(errors.missed + errors.boundary + errors.type).toBe(exact.gold - exact.right);
    }
    expect(text).toMatch(/4 folds: F1 \d+\.\d\d ± \d+\.\d\d/u);
    expect(text).toMatch(/Calibration: expected error \d+\.\d\d \(10 bins of equal width\)/u);
  });

  it("compares with predictions, saved ones and those of others", async () => {
    const saved = join(folder, "saved.pubtator");
    const { json: first } = await evaluate("ner", corpus, "--save-predictions", saved);
    const { json, text } = await evaluate("ner", corpus, "--against", saved);
    expect(json.against).toMatchObject({
      file: saved,
      other: { f1: first.f1, found: first.found },
      difference: { f1: 0, interval: { low: 0, high: 0 }, p: 1 },
      byType: { Disease: { difference: { p: 1 } }, Chemical: { difference: { p: 1 } } },
    });
    expect(text).toContain("Against");
    const none = join(folder, "none.pubtator");
    const bare = abstracts.map((abstract) => ({ ...abstract, mentions: [], relations: [] }));
    await writeFile(none, bare.map(pubtator).join("\n"));
    const { json: other } = await evaluate("ner", corpus, "--against", none);
    expect(other.against).toMatchObject({ difference: { f1: first.f1 }, rightHereOnly: first.right });
  });

  it("refuses predictions for other documents, and more folds than documents, before the model runs", async () => {
    const part = join(folder, "part.pubtator");
    await writeFile(part, pubtator(abstracts[0]!));
    const absent = ["--model", join(folder, "no-model")];
    await expect(evaluate("ner", corpus, "--against", part, ...absent)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(/1 of the corpus' 2 are not there \(PMID:102\)/u),
    });
    await expect(evaluate("ner", corpus, "--folds", "3", ...absent)).rejects.toMatchObject({ code: "USAGE" });
  });

  it("follows a guideline of the model, and lists those it has", async () => {
    // The shipped graph with a guideline by which its chemical head answers for diseases, and none for chemicals.
    const model = damagedCopy(jointFolder, {
      manifest: (manifest) => {
        const types = manifest.entityTypes as readonly string[];
        const [chemical, variant] = ["Chemical", "Variant"].map((type) => types.indexOf(type));
        manifest.guidelines = { turned: { Disease: chemical, Chemical: variant } };
      },
    });
    const { json: own } = await evaluate("ner", corpus, "--model", model);
    const { json } = await evaluate("ner", corpus, "--model", model, "--guideline", "turned");
    const ownTypes = own.byType as NerEvaluation["byType"];
    const types = json.byType as NerEvaluation["byType"];
    expect(json.guideline).toBe("turned");
    expect(types.Disease!.exact.found).toBe(ownTypes.Chemical!.exact.found);
    expect([types.Disease!.exact.right, types.Chemical!.exact.right]).toEqual([0, 0]);
    await expect(evaluate("ner", corpus, "--model", model, "--guideline", "straight")).rejects.toMatchObject({
      code: "USAGE",
      message: expect.stringContaining("no guideline “straight”"),
      hint: "it has turned",
    });
  });

  it("says what is wrong with its input", async () => {
    await expect(evaluate("ner", join(folder, "none"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    const prose = join(folder, "prose.txt");
    await writeFile(prose, "Nothing is annotated here.\n");
    await expect(evaluate("ner", prose)).rejects.toBeInstanceOf(LitweaveError);
  });
});

// The first of these builds the terminology's index where there is none yet: half a minute on a quiet machine.
describe("litweave evaluate linking", { timeout: 240_000 }, () => {
  it("finds the concepts of plain names", async () => {
    const { json } = await evaluate("linking", corpus, "--category", "Disease");
    expect(json).toMatchObject({ task: "linking", unit: "percent", mentions: 6, withoutConcept: 0 });
    expect(json.acc1).toBeGreaterThanOrEqual(80);
    expect(json.acc5).toBeGreaterThanOrEqual(json.acc1 as number);
  });

  it("lays the names of other corpora over the dictionary", async () => {
    const test = join(folder, "biosyn");
    await mkdir(test);
    await writeFile(join(test, "7.txt"), "Swamp fidgets.\nSwamp fidgets are rare.\n");
    await writeFile(join(test, "7.concept"), "7||0|13||Disease||Swamp fidgets||D011565\n");
    const without = await evaluate("linking", test, "--category", "Disease");
    expect(without.json).toMatchObject({ acc1: 0, namesAdded: 0 });
    const withNames = await evaluate("linking", test, "--category", "Disease", "--names", test);
    expect(withNames.json).toMatchObject({
      acc1: 100,
      namesAdded: 1,
      byFamiliarity: { seen: { mentions: 1 } },
    });
  });
});

describe("litweave evaluate relations", () => {
  it("scores pairs of the corpus' own entities", async () => {
    const { json } = await evaluate("relations", corpus);
    expect(json).toMatchObject({ task: "relations", group: "cid", documents: 2, pair: { gold: 2 } });
    for (const key of ["precision", "recall", "f1"]) expect(json[key]).toBeTypeOf("number");
    expect(json.f1).toBe((json.pair as { f1: number }).f1);
  });

  it("says so when no relation is one the model knows", async () => {
    const other = join(folder, "other.pubtator");
    await writeFile(other, pubtator({ ...abstracts[0]!, relations: ["Rhymes_With\tD008687\tD000140"] }));
    await expect(evaluate("relations", other)).rejects.toThrow(/Rhymes_With/u);
  });
});

const data = join(import.meta.dirname, "../../../shared/data");

describe.skipIf(!existsSync(data))(
  "the first documents of published corpora (skipped where ../shared/data is absent)",
  () => {
    async function firstOf(path: string, documents: number): Promise<string> {
      const blocks = (await readFile(join(data, path), "utf8")).split(/\n\s*\n/u);
      const file = join(folder, path.replaceAll("/", "-"));
      await writeFile(file, blocks.slice(0, documents).join("\n\n"));
      return file;
    }

    it("BC5CDR: mentions and relations", async () => {
      const file = await firstOf("ner/bc5cdr/CDR_TestSet.PubTator.txt", 20);
      const { json: ner } = await evaluate("ner", file);
      expect(ner).toMatchObject({ documents: 20, types: ["Disease", "Chemical"] });
      expect(ner.f1).toBeGreaterThanOrEqual(75);
      const { json: relations } = await evaluate("relations", file);
      expect(relations).toMatchObject({ documents: 20, group: "cid" });
    });

    it("NCBI-disease: mentions, in PubTator and CoNLL", async () => {
      const { json } = await evaluate(
        "ner",
        await firstOf("ner/ncbi-disease/NCBItestset_corpus.txt", 20),
        "--type",
        "Disease",
      );
      expect(json.f1).toBeGreaterThanOrEqual(70);
      const sentences = await firstOf("ner/conll/NCBI-disease/test.tsv", 60);
      expect((await evaluate("ner", sentences, "--type", "Disease")).json).toMatchObject({ documents: 60 });
    });

    it("BioRED: three levels of relations", async () => {
      const { json } = await evaluate("relations", await firstOf("relations/biored/Dev.PubTator", 20));
      expect(json).toMatchObject({ group: "biored", documents: 20 });
      const f1 = ["pair", "type", "novelty"].map((level) => (json[level] as { f1: number }).f1);
      expect(f1).toEqual(f1.toSorted((a, b) => b - a));
      expect(f1[0]).toBeGreaterThan(0);
    });
  },
);
