import fc from "fast-check";
import { checkReader, type Frame, xmlReachesOn } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyDate, anyNumber, anyText, element, marked, mostOf, someOf, xmlEscaped } from "../texts.js";

const article = (pmid: string, title: string) =>
  `<PubmedArticle><MedlineCitation><PMID Version="1">${pmid}</PMID><Article><ArticleTitle>${title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>`;

const frame: Frame = {
  open: '<?xml version="1.0"?>\n<PubmedArticleSet>\n',
  between: "\n",
  close: "\n</PubmedArticleSet>\n",
  first: article("71", "The record before."),
  last: article("72", "The record behind."),
  reachesOn: xmlReachesOn,
};

const seed = `${frame.open}<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="2">11</PMID><DateRevised><Year>2019</Year><Month>03</Month><Day>07</Day></DateRevised>
<Article><Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue><Title>Journal of Samples</Title></Journal>
<ArticleTitle>Growth of <i>E. coli</i> &amp; 𝛼-cells</ArticleTitle>
<Abstract><AbstractText Label="METHODS" NlmCategory="METHODS">H<sub>2</sub>O.</AbstractText><AbstractText>None<mml:math xmlns:mml="m"><mml:mi>x</mml:mi></mml:math>.</AbstractText></Abstract>
<PublicationTypeList><PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList><ArticleDate><Year>2019</Year><Month>2</Month><Day>29</Day></ArticleDate></Article>
<MeshHeadingList><MeshHeading><DescriptorName UI="D003924" MajorTopicYN="N">Diabetes</DescriptorName><QualifierName MajorTopicYN="Y">drug therapy</QualifierName></MeshHeading></MeshHeadingList>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><PMID>12</PMID></CommentsCorrections><CommentsCorrections RefType="ExpressionOfConcernFor"><PMID>13</PMID></CommentsCorrections></CommentsCorrectionsList>
</MedlineCitation><PubmedData><History><PubMedPubDate PubStatus="pubmed"><Year>2018</Year><Month>1</Month><Day>2</Day></PubMedPubDate></History></PubmedData></PubmedArticle>
<PubmedBookArticle><BookDocument><PMID>14</PMID><Book><BookTitle>A Book</BookTitle><PubDate><Year>2001</Year></PubDate></Book><ArticleTitle>
    A chapter on
    <i>genes</i>
    .
</ArticleTitle><ContributionDate><Year>2003</Year></ContributionDate></BookDocument></PubmedBookArticle>
<DeleteCitation><PMID Version="1">15</PMID></DeleteCitation>${frame.close}`;

const date = someOf(
  ...["Year", "Month", "Day", "MedlineDate", "Season"].map((name) =>
    element(name, fc.oneof(anyDate, anyNumber)),
  ),
);
const pmid = element(
  "PMID",
  anyNumber,
  anyNumber.map((version) => `Version="${version}"`),
);
const correction = element(
  "CommentsCorrections",
  pmid,
  fc
    .constantFrom("RetractionOf", "RetractionIn", "ExpressionOfConcernIn", "RepublishedIn", "Cites")
    .map((kind) => `RefType="${kind}"`),
);
const abstract = element(
  "AbstractText",
  marked,
  fc.oneof(
    fc.constant(""),
    anyText.map((label) => `Label="${xmlEscaped(label).replaceAll('"', "")}"`),
  ),
);
const body = mostOf(
  element("Journal", element("JournalIssue", element("PubDate", date))),
  element("ArticleTitle", marked),
  element(
    "Abstract",
    fc.array(abstract, { maxLength: 3 }).map((parts) => parts.join("\n")),
  ),
  element("VernacularTitle", marked),
);
const record = fc.oneof(
  {
    weight: 8,
    arbitrary: element(
      "PubmedArticle",
      element(
        "MedlineCitation",
        mostOf(
          pmid,
          element("DateRevised", date),
          element("Article", body),
          element("CommentsCorrectionsList", someOf(correction)),
        ),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: element(
      "PubmedBookArticle",
      element("BookDocument", mostOf(pmid, element("Book", element("BookTitle", marked)), body)),
    ),
  },
  element("DeleteCitation", someOf(pmid)),
);

export const target: FuzzTarget = {
  name: "pubmed-xml",
  covers: [
    "pubmed-xml",
    "pubmed-article",
    "pubmed-date",
    "inline-text",
    "xml-records",
    "xml-record-splitter",
    "xml-markup",
    "xml-tree",
  ].map((file) => `read/${file}.ts`),
  seeds: [seed, frame.first, "<PubmedArticleSet/>"],
  grammar: fc
    .tuple(fc.array(record, { maxLength: 3 }), fc.boolean())
    .map(([records, framed]) =>
      framed ? frame.open + records.join("\n") + frame.close : records.join("\n"),
    ),
  words: [
    "<PubmedArticle>",
    "</PubmedArticle>",
    "<PubmedArticle/>",
    "<PubmedBookArticle>",
    "<DeleteCitation>",
    "<PMID>",
    "</PMID>",
    "<ArticleTitle>",
    "<AbstractText Label='",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;",
    "<!-- </PubmedArticle> -->",
    "<mml:math>",
    "&#x1d6fc;",
    "<Year>",
    'Version="',
  ],
  check: (input) => checkReader("pubmed-xml", input, frame),
};
