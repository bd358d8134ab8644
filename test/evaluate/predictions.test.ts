import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { predictionOf, readPredictions, savingPredictions } from "../../src/cli/evaluate/predictions.js";
import type { EntityType } from "../../src/domain/mention.js";
import { entityTypeOf } from "../../src/evaluate/corpus-types.js";
import { layPredictions } from "../../src/evaluate/ner/predictions.js";
import type { ScoredSpan } from "../../src/evaluate/ner/spans.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "litweave-predictions-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const span = (start: number, end: number, type: EntityType = "Disease"): ScoredSpan => ({
  start,
  end,
  type,
  score: 0.5,
});

async function written(text: string): Promise<string> {
  const path = join(folder, "predictions.pubtator");
  await writeFile(path, text);
  return path;
}

describe("predictions of another program", () => {
  const corpus = [
    { id: "PMID:1", text: "Gout again.\nIt hurts." },
    { id: "PMID:2", text: "Nothing here." },
  ];
  const predicted = [
    { id: "PMID:2", text: "Nothing here.", found: [] },
    { id: "PMID:1", text: "Gout again. It hurts.", found: [span(0, 4)] },
  ];

  it("are laid beside the corpus by id, whatever their order and white space", () => {
    expect(layPredictions(corpus, predicted, "x.txt")).toEqual([[span(0, 4)], []]);
  });

  it("move with white space that one of the texts begins with", () => {
    const moved = layPredictions(
      [{ id: "PMID:1", text: "\nGout" }],
      [{ id: "PMID:1", text: "Gout ", found: [span(0, 4)] }],
      "x.txt",
    );
    expect(moved).toEqual([[span(1, 5)]]);
  });

  it("are refused when documents are missing or foreign, with their ids", () => {
    const other = [predicted[0]!, { id: "PMID:7", text: "Else.", found: [] }];
    expect(() => layPredictions(corpus, other, "x.txt")).toThrow(
      expect.objectContaining({
        code: "BAD_INPUT",
        message: expect.stringMatching(
          /x\.txt .*: 1 of the corpus' 2 are not there \(PMID:1\); 1 are not in the corpus \(PMID:7\)/u,
        ),
      }),
    );
  });

  it("are refused when a text is another, showing where they part", () => {
    const other = [predicted[0]!, { id: "PMID:1", text: "Gout again. It burns.", found: [] }];
    expect(() => layPredictions(corpus, other, "x.txt")).toThrow(
      expect.objectContaining({
        code: "BAD_INPUT",
        message: expect.stringMatching(/PMID:1 in x\.txt .*It burns\.” stands for “.*It hurts\.”/u),
      }),
    );
  });

  it("may name types as other programs do", async () => {
    const file = await written(
      "1|t|Gout and V600E.\n1|a|\n1\t0\t4\tGout\tdisease\tx\n1\t9\t14\tV600E\tProteinMutation\tx\n",
    );
    const [prediction] = await readPredictions(file, { name: "c" });
    expect(prediction).toEqual({
      id: "PMID:1",
      text: "Gout and V600E.",
      found: [
        { start: 0, end: 4, type: "Disease" },
        { start: 9, end: 14, type: "Variant" },
      ],
    });
    expect(["cell_line", "GeneOrGeneProduct", "SNP", "constructor"].map(entityTypeOf)).toEqual([
      "CellLine",
      "Gene",
      "Variant",
      undefined,
    ]);
  });

  it("are refused when none is of a known type, or one is not where it says", async () => {
    await expect(
      readPredictions(await written("1|t|Gout.\n1|a|\n1\t0\t4\tGout\tPlanet\tx\n"), { name: "c" }),
    ).rejects.toMatchObject({ code: "BAD_INPUT", message: expect.stringMatching(/predicts Planet/u) });
    await expect(
      readPredictions(await written("1|t|Gout.\n1|a|\n1\t1\t4\tGout\tDisease\tx\n"), { name: "c" }),
    ).rejects.toMatchObject({ code: "BAD_RECORD", message: expect.stringMatching(/“Gout” is not at 1–4/u) });
  });

  it("in CoNLL columns belong to the corpus' sentences by line", async () => {
    const path = join(folder, "output of a tool.tsv");
    await writeFile(path, "Gout\tB\nhurts\tO\n\nIt\tO\n");
    const predictions = await readPredictions(path, { name: "test.tsv", type: "Disease" });
    expect(predictions.map(({ id, found }) => [id, found.length])).toEqual([
      ["conll:test.tsv:1", 1],
      ["conll:test.tsv:4", 0],
    ]);
  });
});

describe("saved predictions", () => {
  it("come back as they were, for any text", async () => {
    const word = fc.constantFrom("gout", "α-synuclein", "😀", "e\u0301", "漢", "TP53", "|", "a\u00a0b");
    const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
    const document = fc
      .record({
        id: fc.constantFrom("PMID:12", "conll:test.tsv:4", "PMC:PMC5", "text:a"),
        lines: fc.array(line, { minLength: 1, maxLength: 3 }),
        at: fc.array(fc.tuple(fc.nat(40), fc.constantFrom<EntityType>("Gene", "Variant")), { maxLength: 4 }),
      })
      .map(({ id, lines, at }) => {
        const text = lines.join("\n");
        const words = [...text.matchAll(/[^\s]+/gu)];
        const found = at.map(([place, type]) => {
          const { index, 0: surface } = words[place % words.length]!;
          return span(index, index + surface.length, type);
        });
        return { id, text, found };
      });
    await fc.assert(
      fc.asyncProperty(document, async (given) => {
        const [read] = await readPredictions(await written(predictionOf(given)), { name: "c" });
        const laid = layPredictions([given], [read!], "x");
        expect(laid).toEqual([given.found.map(({ start, end, type }) => ({ start, end, type }))]);
      }),
      { numRuns: 60 },
    );
  });

  it("replace what stood there only when all is done", async () => {
    const path = await written("old");
    const failing = savingPredictions(path, () => Promise.reject(new Error("the model broke")));
    await expect(failing).rejects.toThrow("the model broke");
    expect(await readFile(path, "utf8")).toBe("old");
    await savingPredictions(path, async () => [{ id: "PMID:1", text: "Gout.", found: [span(0, 4)] }]);
    expect(await readFile(path, "utf8")).toBe("1|t|Gout.\n1|a|\n1\t0\t4\tGout\tDisease\t-\n\n");
  });

  it("are tried before the model runs", async () => {
    let ran = false;
    const run = async () => {
      ran = true;
      return [];
    };
    await expect(savingPredictions(join(folder, "none", "x"), run)).rejects.toMatchObject({ code: "USAGE" });
    expect(ran).toBe(false);
  });
});
