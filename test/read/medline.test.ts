import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Document } from "../../src/domain/document.js";
import { readMedline } from "../../src/read/medline.js";
import { readPubmedXml } from "../../src/read/pubmed-xml.js";
import { article, chunked, gather } from "./pubmed-sample.js";

const sample = readFileSync(join(import.meta.dirname, "../fixtures/read/records.nbib"), "utf8");

async function read(text: string): Promise<readonly Document[]> {
  const records = await gather(readMedline(chunked(text), "sample.nbib"));
  return records.map((record) => {
    if (record.kind !== "document") throw new Error(JSON.stringify(record));
    return record.document;
  });
}

describe("a record in MEDLINE format", () => {
  it("gives title and abstract with broken lines joined", async () => {
    const [document] = await read(sample);
    expect(document!.title).toBe(
      "Isoniazid and liver injury in adults who were treated for tuberculosis: a study of our own making.",
    );
    expect(document!.passages.map(({ kind, text }) => [kind, text])).toEqual([
      ["title", document!.title],
      [
        "abstract",
        "BACKGROUND: Isoniazid treats tuberculosis. RESULTS: Liver injury was seen in four of ninety adults. CONCLUSIONS: Isoniazid may cause liver injury.",
      ],
    ]);
  });

  it("tells dates, journal, types, headings, retraction, concern and republication", async () => {
    const [document, notice, third] = await read(sample);
    expect(document).toMatchObject({
      id: "PMID:90002001",
      publishedAt: "2019-01-15",
      revisedAt: "2020-02-15",
      journal: "Journal of Samples",
      publicationTypes: ["Journal Article", "Retracted Publication"],
      meshHeadings: [
        { name: "Adult", majorTopic: false },
        { name: "Chemical and Drug Induced Liver Injury", majorTopic: true },
        { name: "Isoniazid", majorTopic: true },
      ],
      retracted: true,
      retracts: [],
      concern: true,
      republishedAs: ["PMID:90002004"],
    });
    expect(notice).toMatchObject({
      publishedAt: "2020-01",
      revisedAt: "2020-01-04",
      journal: "J Samples",
      retracted: false,
      retracts: ["PMID:90002001"],
      concernsAbout: ["PMID:90002005"],
    });
    expect(third).toMatchObject({
      id: "PMID:90002006",
      title: "Ein Titel ohne englische Fassung.",
      publishedAt: "1998-12",
    });
  });

  it("says what PubMed's XML says of the same article", async () => {
    const [fromMedline] = await read(
      [
        "PMID- 11",
        "LR  - 20200215",
        "DP  - 2019 Mar 7",
        "TI  - A title.",
        "AB  - Some words.",
        "PT  - Journal Article",
        "JT  - Journal of Samples",
        "RIN - J. 2020;1:2. PMID: 12",
        "",
      ].join("\n"),
    );
    const xml = article({
      pubDate: "<Year>2019</Year><Month>Mar</Month><Day>7</Day>",
      dateRevised: "<Year>2020</Year><Month>02</Month><Day>15</Day>",
      abstract: "<AbstractText>Some words.</AbstractText>",
      article:
        "<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList>",
      citation:
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><PMID>12</PMID></CommentsCorrections></CommentsCorrectionsList>',
    });
    const [record] = await gather(readPubmedXml(chunked(xml), "f"));
    expect(record).toMatchObject({ kind: "document", document: fromMedline });
  });
});
