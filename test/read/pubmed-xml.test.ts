import { describe, expect, it } from "vitest";
import { type Document, documentText, type SourceRecord } from "../../src/domain/document.js";
import { readPubmedXml } from "../../src/read/pubmed-xml.js";
import { article, articleSet, chunked, gather, outline, type SampleArticle } from "./pubmed-sample.js";

async function read(xml: string): Promise<readonly SourceRecord[]> {
  return gather(readPubmedXml(chunked(xml), "sample.xml"));
}

async function one(sample: SampleArticle): Promise<Document> {
  const [record] = await read(articleSet(article(sample)));
  if (record?.kind !== "document") throw new Error(JSON.stringify(record));
  return record.document;
}

describe("an article", () => {
  it("has its title and labelled sections as passages of one text", async () => {
    const document = await one({
      title: "Metformin in type 2 diabetes.",
      abstract:
        '<AbstractText Label="MATERIALS AND METHODS" NlmCategory="METHODS">We treated mice.</AbstractText>' +
        '<AbstractText Label="WHAT IT MEANS" NlmCategory="UNASSIGNED">They lived.</AbstractText>',
    });
    expect(documentText(document)).toBe("Metformin in type 2 diabetes.\nWe treated mice.\nThey lived.");
    expect(document.passages.map(({ kind, role, label, offset }) => ({ kind, role, label, offset }))).toEqual(
      [
        { kind: "title", role: "title", label: undefined, offset: 0 },
        { kind: "abstract", role: "methods", label: "MATERIALS AND METHODS", offset: 30 },
        { kind: "abstract", role: "other", label: "WHAT IT MEANS", offset: 47 },
      ],
    );
  });

  it("keeps the words of inline markup, references and MathML", async () => {
    const document = await one({
      title: "<i>BRCA1</i> &amp; CO<sub>2</sub> at 37&#xa0;&#176;C &lt;<b>new</b>&gt;",
      abstract:
        '<AbstractText>Slope <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML">\n <mml:mi> x </mml:mi>\n' +
        " <mml:mo>=</mml:mo><mml:annotation>$x$</mml:annotation></mml:math><![CDATA[ < 1]]>.</AbstractText>",
    });
    expect(document.title).toBe("BRCA1 & CO2 at 37\u00a0°C <new>");
    expect(document.passages[1]?.text).toBe("Slope x= < 1.");
  });

  it("leaves out abstracts in other languages, empty sections and the copyright", async () => {
    const document = await one({
      abstract:
        "<AbstractText>Kept.</AbstractText><AbstractText/><CopyrightInformation>©</CopyrightInformation>",
      citation: "<OtherAbstract Language='fre'><AbstractText>Pas gardé.</AbstractText></OtherAbstract>",
    });
    expect(documentText(document)).toBe("A title.\nKept.");
  });

  it("takes the vernacular title only where there is no other", async () => {
    const vernacular = "<VernacularTitle>Zucker.</VernacularTitle>";
    expect((await one({ title: "[Sugar].", article: vernacular })).title).toBe("[Sugar].");
    expect((await one({ title: "[Not Available].", article: vernacular })).title).toBe("Zucker.");
    expect((await one({ title: "", article: vernacular })).title).toBe("Zucker.");
  });

  it("knows its journal, headings, publication types and version", async () => {
    const document = await one({
      version: "3",
      article:
        '<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>',
      citation:
        '<MeshHeadingList><MeshHeading><DescriptorName UI="D008687" MajorTopicYN="N">Metformin</DescriptorName>' +
        '<QualifierName UI="Q000627" MajorTopicYN="Y">therapeutic use</QualifierName></MeshHeading>' +
        '<MeshHeading><DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName></MeshHeading></MeshHeadingList>',
    });
    expect(document).toMatchObject({
      version: 3,
      journal: "Journal of Samples",
      publicationTypes: ["Journal Article"],
      meshHeadings: [
        { id: "D008687", name: "Metformin", majorTopic: true },
        { id: "D006801", name: "Humans", majorTopic: false },
      ],
      retracted: false,
      retracts: [],
    });
  });

  it("was published when it could first be read", async () => {
    const epub = "<ArticleDate><Year>2018</Year><Month>11</Month><Day>05</Day></ArticleDate>";
    const printed = { pubDate: "<Year>2019</Year><Month>Jan</Month>" };
    expect(await one({ ...printed, article: epub })).toMatchObject({ publishedAt: "2018-11-05", year: 2018 });
    expect(await one(printed)).toMatchObject({ publishedAt: "2019-01", year: 2019 });
    expect(await one({ pubDate: "" })).not.toHaveProperty("year");
  });

  it("was revised on its DateRevised, else on the last day it knows", async () => {
    const revised = "<Year>2020</Year><Month>02</Month><Day>29</Day>";
    const history =
      "<History><PubMedPubDate PubStatus='entrez'><Year>2019</Year><Month>5</Month><Day>7</Day><Hour>6</Hour></PubMedPubDate>" +
      "<PubMedPubDate PubStatus='received'><Year>2018</Year><Month>5</Month><Day>7</Day></PubMedPubDate></History>";
    expect((await one({ dateRevised: revised, data: history })).revisedAt).toBe("2020-02-29");
    expect((await one({ data: history })).revisedAt).toBe("2019-05-07");
    expect((await one({})).revisedAt).toBe("");
  });

  it("says that it is retracted, or what it retracts", async () => {
    const correction = (type: string) =>
      `<CommentsCorrectionsList><CommentsCorrections RefType="${type}"><RefSource>J</RefSource><PMID Version="1">99</PMID>` +
      "</CommentsCorrections></CommentsCorrectionsList>";
    const retracted =
      '<PublicationTypeList><PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList>';
    expect((await one({ citation: correction("RetractionIn") })).retracted).toBe(true);
    expect((await one({ article: retracted })).retracted).toBe(true);
    expect(await one({ citation: correction("RetractionOf") })).toMatchObject({
      retracted: false,
      retracts: ["PMID:99"],
    });
    expect(await one({ citation: correction("Cites") })).toMatchObject({ retracted: false, retracts: [] });
  });

  it("says of expressions of concern and republications, and nothing where there are none", async () => {
    const corrections = (...types: readonly string[]) => ({
      citation: `<CommentsCorrectionsList>${types
        .map(
          (type, at) =>
            `<CommentsCorrections RefType="${type}"><PMID>${90 + at}</PMID></CommentsCorrections>`,
        )
        .join("")}</CommentsCorrectionsList>`,
    });
    expect((await one(corrections("ExpressionOfConcernIn"))).concern).toBe(true);
    expect(await one(corrections("ExpressionOfConcernFor"))).toMatchObject({ concernsAbout: ["PMID:90"] });
    const republished = await one(corrections("RepublishedFrom", "CorrectedandRepublishedIn", "UpdateOf"));
    expect(republished.republishedAs).toEqual(["PMID:90", "PMID:91"]);
    const plain = await one(corrections("Cites"));
    for (const field of ["concern", "concernsAbout", "republishedAs"])
      expect(plain).not.toHaveProperty(field);
  });
});

describe("a file", () => {
  it("gives articles, book articles and deletions in their order, with their numbers", async () => {
    const book =
      '<PubmedBookArticle><BookDocument><PMID Version="1">22</PMID><Book><BookTitle>Samples</BookTitle><PubDate><Year>2004</Year></PubDate></Book>' +
      "<ArticleTitle>A chapter.</ArticleTitle><Abstract><AbstractText>On samples.</AbstractText></Abstract>" +
      "<PublicationType>Review</PublicationType><ContributionDate><Year>2017</Year></ContributionDate></BookDocument></PubmedBookArticle>";
    const gone = '<DeleteCitation><PMID Version="1">33</PMID>\n<PMID Version="1">44</PMID></DeleteCitation>';
    const records = await read(articleSet(article({ pmid: "11" }), book, gone));
    expect(outline(records)).toEqual(["PMID:11", "PMID:22", "gone PMID:33", "gone PMID:44"]);
    expect(records[1]).toMatchObject({
      document: { journal: "Samples", year: 2017, publicationTypes: ["Review"], title: "A chapter." },
      origin: { file: "sample.xml", record: 2 },
    });
    expect(records[3]).toMatchObject({ origin: { record: 3 } });
  });

  it("may name an external document type, enclose records in any element, or be one record", async () => {
    const doctype =
      '<!DOCTYPE Set PUBLIC "-//X//DTD [a]>//EN" "https://example.org/x.dtd" [ <!-- > ]> --> ]>';
    expect(outline(await read(`<?xml version="1.0"?>${doctype}<Set>${article({})}</Set>`))).toEqual([
      "PMID:11",
    ]);
    expect(outline(await read(article({})))).toEqual(["PMID:11"]);
    expect(outline(await read("<PubmedArticleSet></PubmedArticleSet>"))).toEqual([]);
  });

  it("does not take comments and CDATA sections for records", async () => {
    const hidden = `<!-- ${article({ pmid: "66" })} -->`;
    const quoted = "<AbstractText><![CDATA[</PubmedArticle><PubmedArticle>]]></AbstractText>";
    const records = await read(articleSet(hidden, article({ abstract: quoted, citation: hidden })));
    expect(outline(records)).toEqual(["PMID:11"]);
    expect(records[0]).toMatchObject({
      document: { passages: [{}, { text: "</PubmedArticle><PubmedArticle>" }] },
    });
  });
});
