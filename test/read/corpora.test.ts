import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import { readGold } from "../../src/read/gold.js";
import { readRecords } from "../../src/read/records.js";
import { gather } from "./pubmed-sample.js";

const root = join(import.meta.dirname, "..", "..");
const data = join(root, "..", "shared", "data");
const samples = join(root, "samples");
const present = existsSync(data);
const unless = (there: boolean, what: string) => (there ? "" : ` (skipped: no ${what})`);

describe.skipIf(!present)(`real PubMed files${unless(present, "../shared/data")}`, () => {
  it.each([
    ["set-a.xml", 100],
    ["set-b.xml", 121],
    ["set-c.xml", 107],
    ["set-d.xml", 100],
    ["Lund-Autophagy-1_articles.json", 999],
  ])("%s gives its %i documents, dated and whole", async (name, count) => {
    const records = await gather(readRecords([join(data, "pubmed", name)]));
    expect(records).toHaveLength(count);
    for (const record of records) {
      if (record.kind !== "document") throw new Error(JSON.stringify(record));
      const { document } = record;
      expect(document.id).toMatch(/^PMID:\d+$/);
      expect(document.year).toBeGreaterThan(1940);
      expect(document.title).not.toBe("");
      const text = documentText(document);
      for (const passage of document.passages) {
        expect(text.slice(passage.offset).startsWith(passage.text)).toBe(true);
        // Indented exports leave no trace: no line break, no run of spaces as long as an indentation.
        expect(passage.text).not.toMatch(/\n| {8}/);
      }
    }
  });
});

describe.skipIf(!present)(`annotated corpora${unless(present, "../shared/data")}`, () => {
  it.each([
    ["ner/bc5cdr/CDR_TrainingSet.PubTator.txt", 500, 5203 + 4182, 1038],
    ["ner/bc5cdr/CDR_DevelopmentSet.PubTator.txt", 500, 5347 + 4244, 1012],
    ["ner/bc5cdr/CDR_DevelopmentSet.BioC.xml", 500, 9773, 1012],
    ["ner/bc5cdr/CDR_TestSet.PubTator.txt", 500, 5385 + 4424, 1066],
    // One PMID of its 592 stands there twice.
    ["ner/ncbi-disease/NCBItrainset_corpus.txt", 593, 5145, 0],
    ["ner/ncbi-disease/NCBIdevelopset_corpus.txt", 100, 787, 0],
    ["ner/ncbi-disease/NCBItestset_corpus.txt", 100, 960, 0],
    ["relations/biored/Train.PubTator", 400, 13_351, 4178],
    ["relations/biored/Dev.PubTator", 100, 3533, 1162],
  ])("%s: %i documents, %i mentions, %i relations", async (path, documents, mentions, relations) => {
    const gold = await gather(readGold(join(data, path)));
    expect([
      gold.length,
      gold.flatMap((document) => document.mentions).length,
      gold.flatMap((document) => document.relations).length,
    ]).toEqual([documents, mentions, relations]);
    for (const { document, mentions: all } of gold) {
      const text = documentText(document);
      for (const { start, end, text: found } of all) expect(text.slice(start, end)).toBe(found);
    }
  });

  it("BioRED says the same in BioC as in PubTator", async () => {
    const folder = join(data, "relations", "biored");
    const [bioc, pubtator] = await Promise.all(
      ["Dev.BioC.JSON", "Dev.PubTator"].map((name) => gather(readGold(join(folder, name)))),
    );
    const novelty = (gold: typeof bioc) =>
      gold?.flatMap(({ relations }) => relations).filter(({ novel }) => novel).length;
    expect(novelty(bioc)).toBeGreaterThan(500);
    expect(bioc?.map(({ mentions, relations }) => ({ mentions, relations }))).toEqual(
      pubtator?.map(({ mentions, relations }) => ({ mentions, relations })),
    );
  });
});

const sampled = existsSync(samples) && readdirSync(samples).some((name) => name.endsWith(".xml"));

it.skipIf(!sampled)(
  `the samples that we ship are read without failure${unless(sampled, "samples")}`,
  async () => {
    const files = readdirSync(samples).filter((name) => name.endsWith(".xml"));
    const records = await gather(readRecords(files.map((name) => join(samples, name))));
    expect(records.filter(({ kind }) => kind === "failure")).toEqual([]);
    expect(records.length).toBeGreaterThanOrEqual(40);
  },
);
