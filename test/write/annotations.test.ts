import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { AnnotatedDocument } from "../../src/domain/annotation.js";
import { documentText } from "../../src/domain/document.js";
import { readGold } from "../../src/read/gold.js";
import { readRecords } from "../../src/read/records.js";
import { type AnnotationFormat, writeAnnotations } from "../../src/write/annotations.js";
import { documentSource } from "../../src/write/dead-letter.js";
import { annotatedDocuments, document, mention, relation } from "./annotated-sample.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-write-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function gather<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function write(documents: readonly AnnotatedDocument[], format: AnnotationFormat): Promise<string> {
  return (await gather(writeAnnotations(each(documents), format))).join("");
}

async function written(documents: readonly AnnotatedDocument[], format: AnnotationFormat): Promise<string> {
  const path = join(folder, `${format}.txt`);
  writeFileSync(path, await write(documents, format));
  return path;
}

const gout = document("𝛽-Carotene and gout.", ["Gout fell.", "Breast and ovarian cancer rose."]);
const sample: AnnotatedDocument = {
  document: gout,
  mentions: [
    mention(gout, 0, 11, "Chemical", ["MESH:D019207"]),
    mention(gout, 16, 20, "Disease", []),
    mention(gout, 22, 26, "Disease", ["OMIM:138900"]),
    mention(gout, 33, 58, "Disease", ["MESH:D001943", "MESH:D010051"]),
  ],
  relations: [relation("MESH:D019207", "MESH:D001943")],
  concepts: [],
};

describe("PubTator", () => {
  it("has one line for the abstract, code points, bare ids and relations", async () => {
    expect(await write([sample, sample], "pubtator")).toBe(
      `10|t|𝛽-Carotene and gout.
10|a|Gout fell. Breast and ovarian cancer rose.
10\t0\t10\t𝛽-Carotene\tChemical\tD019207
10\t15\t19\tgout\tDisease\t-
10\t21\t25\tGout\tDisease\tOMIM:138900
10\t32\t57\tBreast and ovarian cancer\tDisease\tD001943|D010051
10\tNegative_Correlation\tD019207\tD001943

`.repeat(2),
    );
  });

  it("counts the separator of a title that is not there", async () => {
    const untitled = document("", ["Gout."]);
    const annotated = {
      ...sample,
      document: untitled,
      mentions: [mention(untitled, 0, 4, "Disease", [])],
      relations: [],
    };
    expect(await write([annotated], "pubtator")).toBe("10|t|\n10|a|Gout.\n10\t1\t5\tGout\tDisease\t-\n\n");
  });

  it("writes line breaks and tabs within a text as spaces, so that nothing moves", async () => {
    const broken = document("A\ttab.", ["Gout\r\nfell."]);
    const annotated = {
      ...sample,
      document: broken,
      mentions: [mention(broken, 7, 17, "Disease", [])],
      relations: [],
    };
    expect(await write([annotated], "pubtator")).toBe(
      "10|t|A tab.\n10|a|Gout  fell.\n10\t7\t17\tGout  fell\tDisease\t-\n\n",
    );
  });

  it("is read back with the same mentions, for any text", async () => {
    await fc.assert(
      fc.asyncProperty(annotatedDocuments, async (annotated) => {
        const [back] = await gather(readGold(await written([annotated], "pubtator")));
        const text = back === undefined ? "" : documentText(back.document);
        expect(back?.mentions.map((found) => [found.text, found.type, found.ids])).toEqual(
          annotated.mentions.map(({ text: found, type, link }) => [
            found,
            type,
            [link.ids[0]?.split(":")[1] ?? "-"],
          ]),
        );
        for (const { start, end, text: found } of back?.mentions ?? [])
          expect(text.slice(start, end)).toBe(found);
        const whole = documentText(annotated.document).replaceAll("\n", " ");
        expect(text.replace("\n", " ").trim()).toBe(whole.trim());
        expect(back?.relations).toEqual([
          { type: "Negative_Correlation", subject: "D003078", object: "D006073" },
        ]);
      }),
    );
  });
});

describe("BioC JSON", () => {
  it("is one collection, with passages, annotations and relations between them", async () => {
    const collection = JSON.parse(await write([sample, sample], "bioc-json"));
    expect(collection.documents).toHaveLength(2);
    expect(collection.documents[0]).toMatchObject({
      id: "10",
      passages: [
        { offset: 0, infons: { type: "title", year: "2019" }, annotations: [{ id: "0" }, { id: "1" }] },
        { offset: 21, infons: { type: "abstract", label: "RESULTS" }, annotations: [{ id: "2" }] },
        {
          offset: 32,
          annotations: [
            {
              infons: { type: "Disease", identifier: "D001943|D010051" },
              text: "Breast and ovarian cancer",
              locations: [{ offset: 32, length: 25 }],
            },
          ],
        },
      ],
      relations: [
        {
          infons: {
            type: "Negative_Correlation",
            entity1: "D019207",
            entity2: "D001943",
            novel: "Novel",
            certainty: "hedged",
          },
          nodes: [
            { refid: "0", role: "entity1" },
            { refid: "3", role: "entity2" },
          ],
        },
      ],
    });
  });

  it("without documents is an empty collection", async () => {
    expect(JSON.parse(await write([], "bioc-json"))).toMatchObject({ documents: [] });
  });

  it("is read back with the same text and mentions, for any text", async () => {
    await fc.assert(
      fc.asyncProperty(annotatedDocuments, async (annotated) => {
        const [back] = await gather(readGold(await written([annotated], "bioc-json")));
        expect(back?.document.passages).toEqual(annotated.document.passages);
        const inOrder = [...annotated.mentions].sort(
          (a, b) => passageOf(annotated, a.start) - passageOf(annotated, b.start),
        );
        expect(back?.mentions).toEqual(
          inOrder.map(({ start, end, type, text, link }) => ({
            start,
            end,
            type,
            text,
            ids: [link.ids[0]?.split(":")[1] ?? "-"],
          })),
        );
        expect(back?.relations).toMatchObject([{ subject: "D003078", object: "D006073", novel: true }]);
      }),
    );
  });
});

function passageOf({ document: { passages } }: AnnotatedDocument, at: number): number {
  return passages.filter(({ offset }) => offset <= at).length;
}

describe("JSON lines", () => {
  it("hold all of it, and give the document back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(annotatedDocuments, async (annotated) => {
        const path = await written([annotated, annotated], "jsonl");
        expect(await gather(readRecords([path]))).toMatchObject([
          { kind: "document", document: annotated.document },
          { kind: "document", document: annotated.document, origin: { record: 2 } },
        ]);
        const [line = ""] = (await write([annotated], "jsonl")).split("\n");
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(annotated)));
      }),
    );
  });

  it("keep a document that a later stage could not take", async () => {
    const failure = {
      file: "x.xml",
      record: 4,
      documentId: gout.id,
      stage: "extract",
      reason: "too long",
      source: documentSource(gout),
    };
    const path = join(folder, "letters.jsonl");
    writeFileSync(path, `${JSON.stringify(failure)}\n`);
    expect(await gather(readRecords([path]))).toEqual([
      { kind: "document", document: gout, origin: { file: "x.xml", record: 4 } },
    ]);
  });
});
