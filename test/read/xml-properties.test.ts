import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import { plainBytes } from "../../src/read/byte-source.js";
import { readPubmedXml } from "../../src/read/pubmed-xml.js";
import { article, articleSet, chunked, gather, outline } from "./pubmed-sample.js";

/** Any text that XML can hold and whose end is not a line break (that could be an indenting program's). */
const anyText = fc
  .string({ unit: "binary", minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "·"))
  .map((text) => `«${text}»`);

function escaped(text: string): string {
  return text
    .replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? "")
    .replaceAll("\r", "&#13;");
}

function references(text: string): string {
  return [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join("");
}

/** Cuts at the given fractions. */
async function* cut(bytes: Buffer, fractions: readonly number[]): AsyncGenerator<Buffer> {
  const places = [
    0,
    ...fractions.map((fraction) => Math.floor(fraction * bytes.length)).sort((a, b) => a - b),
    bytes.length,
  ];
  for (let at = 1; at < places.length; at += 1) yield bytes.subarray(places[at - 1], places[at]);
}

const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe("reading PubMed XML", () => {
  it("gives any text unchanged, however it is escaped, with passages where their offsets say", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.array(anyText, { maxLength: 4 }), async (title, sections) => {
        const abstract = sections.map((section, at) => {
          const written = at % 2 === 0 ? escaped(section) : references(section);
          return `<AbstractText>${written}</AbstractText>`;
        });
        const xml = articleSet(article({ title: escaped(title), abstract: abstract.join("\n") }));
        const [record] = await gather(readPubmedXml(chunked(xml), "any.xml"));
        if (record?.kind !== "document") throw new Error(JSON.stringify(record));
        const { passages } = record.document;
        expect(passages.map((passage) => passage.text)).toEqual([title, ...sections]);
        const text = documentText(record.document);
        for (const { offset, text: part } of passages)
          expect(text.slice(offset, offset + part.length)).toBe(part);
      }),
    );
  });

  it("does not depend on where chunks end, plain or gzipped", async () => {
    const xml = Buffer.from(
      `<!DOCTYPE x [ <!-- ]> --> ]>${articleSet(
        article({ pmid: "1", title: "Größe <b>𝛼</b> <!-- </PubmedArticle> --> naïve" }),
        article({ pmid: "2", title: "<i>broken" }),
        "<DeleteCitation><PMID>3</PMID></DeleteCitation>",
        article({ pmid: "4", abstract: "<AbstractText><![CDATA[<PubmedArticle >]]></AbstractText>" }),
      )}`,
    );
    const whole = await gather(readPubmedXml(chunked(xml), "f"));
    expect(outline(whole).map((line) => line.slice(0, 10))).toEqual([
      "PMID:1",
      "failed: th",
      "gone PMID:",
      "PMID:4",
    ]);
    await fc.assert(
      fc.asyncProperty(fractions, fractions, async (plainCuts, gzipCuts) => {
        expect(await gather(readPubmedXml(cut(xml, plainCuts), "f"))).toEqual(whole);
        expect(await gather(readPubmedXml(plainBytes(cut(gzipSync(xml), gzipCuts)), "f"))).toEqual(whole);
      }),
    );
    expect(await gather(readPubmedXml(chunked(xml, 1), "f"))).toEqual(whole);
  });

  it("ends with what it could read, and a failure, wherever a file is cut off", async () => {
    const xml = Buffer.from(articleSet(article({ pmid: "1" }), article({ pmid: "2" })));
    const end = xml.indexOf("</PubmedArticleSet>") + "</PubmedArticleSet>".length;
    for (let length = 0; length < end; length += 1) {
      const read = outline(await gather(readPubmedXml(chunked(xml.subarray(0, length)), "f")));
      expect(read.at(-1)).toMatch(/^failed/);
      expect(read.slice(0, -1)).toEqual(["PMID:1", "PMID:2"].slice(0, read.length - 1));
    }
  });

  it("survives any damage: it never throws, and never takes more than the records damaged", async () => {
    const records = ["1", "2", "3", "4", "5"].map((pmid) =>
      article({ pmid, abstract: "<AbstractText>Words.</AbstractText>" }),
    );
    const xml = Buffer.from(articleSet(...records));
    const damage = fc.tuple(fc.nat(xml.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const damaged = Buffer.from(xml);
        for (const [at, byte] of damages) damaged[at] = byte;
        const untouched = ["1", "2", "3", "4", "5"].filter((pmid, at) => {
          const start = xml.indexOf(`<PMID Version="1">${pmid}`) - "<PubmedArticle><MedlineCitation>".length;
          const touched = damages.some(
            ([place]) => place >= start && place < start + (records[at]?.length ?? 0),
          );
          return !touched;
        });
        const read = outline(await gather(readPubmedXml(chunked(damaged), "f")));
        const swallowed = damaged.includes("<!--") || damaged.includes("<?");
        if (!swallowed) expect(read).toEqual(expect.arrayContaining(untouched.map((pmid) => `PMID:${pmid}`)));
      }),
      { numRuns: 300 },
    );
  });
});
