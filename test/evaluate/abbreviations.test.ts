import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { evaluateAbbreviations } from "../../src/evaluate/abbreviations/evaluate-abbreviations.js";
import { readPairs } from "../../src/evaluate/abbreviations/read-pairs.js";
import { litweave } from "../cli/running.js";

const file = [
  "101",
  "Deep vein thrombosis in flight.",
  "Deep vein thrombosis (DVT) and pulmonary embolism (PE) were counted.",
  "  DVT|Deep vein thrombosis",
  "//remark",
  "  PE|pulmonary embolism|0.9",
  "",
  "102",
  "A title.",
  "Nothing is short here.",
  "",
].join("\n");

describe("abbreviations against a corpus", () => {
  it("are read with title and abstract as the text", () => {
    expect(readPairs(file, "x")).toEqual([
      {
        id: "PMID:101",
        text: "Deep vein thrombosis in flight.\nDeep vein thrombosis (DVT) and pulmonary embolism (PE) were counted.",
        pairs: [
          { short: "DVT", long: "Deep vein thrombosis" },
          { short: "PE", long: "pulmonary embolism" },
        ],
      },
      { id: "PMID:102", text: "A title.\nNothing is short here.", pairs: [] },
    ]);
  });

  it.each([
    ["no number comes first\n", "line 1"],
    ["101\nA title.\n  no pair\n", "line 3"],
    ["", "no document"],
  ])("are refused when the file is %j", (content, named) => {
    expect(() => readPairs(content, "x")).toThrow(named);
  });

  it("are right only when short and long form agree, once a document", () => {
    const answers = [
      [
        { short: "DVT", long: "Deep vein thrombosis" },
        { short: "DVT", long: "Deep vein thrombosis" },
        { short: "PE", long: "embolism" },
      ],
      [{ short: "A", long: "Another" }],
    ];
    const evaluation = evaluateAbbreviations(readPairs(file, "x"), () => answers.shift()!);
    expect(evaluation).toMatchObject({
      documents: 2,
      right: 1,
      found: 3,
      gold: 2,
      precision: 100 / 3,
      recall: 50,
      f1: 40,
    });
    expect(evaluation.halves.map(({ f1 }) => f1)).toEqual([50, 0]);
    expect(evaluation.errors).toEqual([
      {
        kind: "long form",
        documentId: "PMID:101",
        short: "PE",
        long: "pulmonary embolism",
        found: "embolism",
      },
      { kind: "spurious", documentId: "PMID:102", short: "A", long: "Another" },
    ]);
  });
});

describe("litweave evaluate abbreviations", () => {
  const folder = mkdtempSync(join(tmpdir(), "litweave-abbreviations-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("scores a corpus, and lists what went wrong", async () => {
    const path = join(folder, "corpus.txt");
    writeFileSync(path, file.replace("  PE|", "  VTE|venous thromboembolism\n  PE|"));
    const run = await litweave("evaluate", "abbreviations", path, "--json");
    expect(run.json.at(-1)).toMatchObject({
      task: "abbreviations",
      documents: 2,
      precision: 100,
      recall: 66.6667,
      errors: { missed: 1, spurious: 0, "long form": 0 },
      worst: [{ kind: "missed", documentId: "PMID:101", short: "VTE", long: "venous thromboembolism" }],
    });
    expect((await litweave("evaluate", "abbreviations", path)).printed).toMatch(/missed +PMID:101 +VTE = /u);
  });

  it("says which file is not there", async () => {
    const run = await litweave("evaluate", "abbreviations", join(folder, "none"), "--json");
    expect([run.exitCode, run.json.at(-1)]).toMatchObject([1, { error: { code: "NOT_FOUND" } }]);
  });
});
