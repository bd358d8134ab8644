import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import type { GoldDocument } from "../../src/domain/gold.js";
import { readGold } from "../../src/read/gold.js";
import { readRecords } from "../../src/read/records.js";
import { gather, outline } from "./pubmed-sample.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-gold-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string, name = "gold.txt"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const gold = (content: string) => gather(readGold(file(content)));

function aligned({ document, mentions }: GoldDocument): boolean {
  return mentions.every(({ start, end, text }) => documentText(document).slice(start, end) === text);
}

const pubtator = `10|t|𝛽-Carotene and gout.
10|a|Gout 🙂 fell; colchicine helped.
10\t0\t10\t𝛽-Carotene\tChemical\tD019207
10\t15\t19\tgout\tDisease\tD006073
10\t21\t25\tGout\tDisease\tD006073|D001168
10\t34\t44\tcolchicine\tChemicalEntity\t-
10\tNegative_Correlation\tD003078\tD006073\tNovel
10\tCID\tD019207\tD006073

20|t|
20|a|A p.R215W change.
20\t3\t10\tp.R215W\tSequenceVariant\tp|SUB|R|215|W
`;

describe("PubTator annotations", () => {
  it("count code points in title, separator and abstract", async () => {
    const [first, second] = await gold(pubtator);
    expect(first && aligned(first)).toBe(true);
    expect(first?.mentions.map(({ start, end, ids }) => ({ start, end, ids }))).toEqual([
      { start: 0, end: 11, ids: ["D019207"] },
      { start: 16, end: 20, ids: ["D006073"] },
      { start: 22, end: 26, ids: ["D006073", "D001168"] },
      { start: 36, end: 46, ids: ["-"] },
    ]);
    expect(first?.relations).toEqual([
      { type: "Negative_Correlation", subject: "D003078", object: "D006073", novel: true },
      { type: "CID", subject: "D019207", object: "D006073" },
    ]);
    expect(second && aligned(second)).toBe(true);
    expect(second?.mentions[0]).toMatchObject({ text: "p.R215W", ids: ["p|SUB|R|215|W"] });
  });

  it("that are not where they say stop the reading of gold, not of documents", async () => {
    const path = file("10|t|Gout.\n10|a|Bad.\n10\t1\t5\tGout\tDisease\tD006073\n\n11|t|T.\n11|a|A.\n");
    await expect(gather(readGold(path))).rejects.toMatchObject({
      code: "BAD_RECORD",
      message: expect.stringContaining("PMID:10: “Gout” is not at 1–5"),
    });
    expect(outline(await gather(readRecords([path])))).toEqual(["PMID:10", "PMID:11"]);
    await expect(gold("10|t|T\n10|a|A\nnonsense\n")).rejects.toMatchObject({ code: "BAD_RECORD" });
    await expect(gold("10|t|T\n10|a|A\n\nnonsense\n")).rejects.toMatchObject({ code: "BAD_RECORD" });
    await expect(gold("Just text.")).rejects.toMatchObject({ code: "BAD_INPUT" });
  });

  it("need no blank line between documents", async () => {
    expect((await gold("1|t|A\n1|a|B\n2|t|C\n2|a|D")).map(({ document }) => document.id)).toEqual([
      "PMID:1",
      "PMID:2",
    ]);
  });
});

const passages = [
  {
    offset: 0,
    infons: { type: "title" },
    text: "𝛽-Carotene.",
    annotations: [mention("𝛽-Carotene", 0, "Chemical", "D019207")],
  },
  {
    offset: 20,
    infons: { type: "abstract" },
    text: "It cured gout.",
    annotations: [mention("gout", 29, "Disease", "D006073")],
  },
];

function mention(text: string, offset: number, type: string, identifier: string) {
  return { id: "1", infons: { type, identifier }, text, locations: [{ offset, length: [...text].length }] };
}

const relation = {
  id: "R0",
  infons: { entity1: "D019207", entity2: "D006073", type: "Negative_Correlation", novel: "No" },
};

describe("BioC annotations", () => {
  it("are found from JSON, whatever gaps stand between passages", async () => {
    const collection = {
      source: "x",
      infons: {},
      documents: [{ id: "10", infons: {}, passages, relations: [relation] }],
    };
    for (const space of [undefined, 2]) {
      const [first, ...others] = await gold(JSON.stringify(collection, undefined, space));
      expect(others).toEqual([]);
      expect(first && aligned(first)).toBe(true);
      expect(first).toMatchObject({
        document: { id: "PMID:10", title: "𝛽-Carotene." },
        mentions: [
          { start: 0, end: 11 },
          { start: 22, end: 26, text: "gout", ids: ["D006073"] },
        ],
        relations: [{ type: "Negative_Correlation", subject: "D019207", object: "D006073", novel: false }],
      });
    }
    const [line] = await gold(JSON.stringify({ id: "10", infons: {}, passages }));
    expect(line?.mentions).toHaveLength(2);
  });

  it("are found from XML, and in sentences", async () => {
    const [first] = await gold(
      `<?xml version='1.0'?><!DOCTYPE collection SYSTEM 'BioC.dtd'><collection><source>x</source><document><id>10</id>
       <passage><infon key="type">title</infon><offset>0</offset><text>Gout &amp; rest.</text>
       <annotation id="0"><infon key="type">Disease</infon><infon key="MESH">D006073</infon><location offset="0" length="4"/><text>Gout</text></annotation></passage>
       <passage><infon key="type">abstract</infon><offset>13</offset>
       <sentence><offset>13</offset><text>One.</text></sentence>
       <sentence><offset>19</offset><text>Two gouts.</text><annotation id="1"><infon key="type">Disease</infon><infon key="identifier">D006073</infon><location offset="23" length="5"/><text>gouts</text></annotation></sentence></passage>
       <relation id="R0"><infon key="relation">CID</infon><infon key="Chemical">D1</infon><infon key="Disease">D2</infon></relation>
       </document></collection>`,
    );
    expect(first && documentText(first.document)).toBe("Gout & rest.\nOne.  Two gouts.");
    expect(first && aligned(first)).toBe(true);
    expect(first?.mentions.map(({ text, ids }) => [text, ...ids])).toEqual([
      ["Gout", "D006073"],
      ["gouts", "D006073"],
    ]);
    expect(first?.relations).toEqual([{ type: "CID", subject: "D1", object: "D2" }]);
  });
});
