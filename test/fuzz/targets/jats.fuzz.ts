import fc from "fast-check";
import { checkReader, type Frame, xmlReachesOn } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyDate, anyNumber, anyText, element, marked, mostOf, someOf, xmlEscaped } from "../texts.js";

const article = (id: string, title: string) =>
  `<article><front><article-meta><article-id pub-id-type="pmid">${id}</article-id><title-group><article-title>${title}</article-title></title-group></article-meta></front></article>`;

const frame: Frame = {
  open: "<pmc-articleset>\n",
  between: "\n",
  close: "\n</pmc-articleset>\n",
  first: article("71", "The record before."),
  last: article("72", "The record behind."),
  reachesOn: xmlReachesOn,
};

const seed = `<!DOCTYPE article PUBLIC "-//NLM//DTD JATS 1.2//EN" "x.dtd">
<article article-type="research-article"><front><journal-meta><journal-title-group><journal-title>J</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="pmid">11</article-id><article-id pub-id-type="pmc">PMC12</article-id><article-id pub-id-type="doi">10.1/X</article-id>
<title-group><article-title>Metformin <italic>in</italic> cells<xref ref-type="fn"><sup>1</sup></xref></article-title><subtitle>Sub</subtitle></title-group>
<pub-date pub-type="epub"><day>7</day><month>3</month><year>2019</year></pub-date><history><date date-type="rev-recd" iso-8601-date="2019-02-29"/></history>
<related-article related-article-type="retracted-article" ext-link-type="pmid" xlink:href="13"/>
<abstract><p>Outside.</p><sec><title>Methods:</title><p>We did.</p></sec></abstract></article-meta></front>
<body><sec sec-type="methods"><title>Methods</title><p>One <sup><xref ref-type="bibr">12</xref>, <xref ref-type="bibr">13</xref></sup> two <list><list-item><p>item</p></list-item></list> three<table-wrap><label>Table 1.</label><caption><title>C</title><p>D</p></caption><table><tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td></tr></table></table-wrap></p></sec></body>
<floats-group><fig><label>Figure 1</label><caption><p>F</p></caption></fig></floats-group></article>`;

const id = fc
  .tuple(
    fc.constantFrom("pmid", "pmc", "pmcid", "doi", "publisher-id"),
    fc.oneof(anyNumber, fc.constantFrom("PMC9", "10.1/A", "https://doi.org/10.1/b")),
  )
  .map(([kind, text]) => `<article-id pub-id-type="${kind}">${text}</article-id>`);
const date = element(
  "pub-date",
  someOf(...["year", "month", "day"].map((name) => element(name, anyNumber))),
  fc.oneof(
    anyDate.map((day) => `iso-8601-date="${day}"`),
    fc.constantFrom('pub-type="epub"', 'pub-type="nihms-submitted"'),
  ),
);
const cell = fc
  .tuple(anyNumber, anyNumber, marked)
  .map(([rows, columns, text]) => `<td rowspan="${rows}" colspan="${columns}">${text}</td>`);
const table = element(
  "table",
  fc
    .array(
      element(
        "tr",
        fc.array(cell, { maxLength: 4 }).map((cells) => cells.join("")),
      ),
      { maxLength: 4 },
    )
    .map((rows) => rows.join("")),
);
const block: fc.Arbitrary<string> = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    element("p", marked),
    fc
      .tuple(
        fc.constantFrom(
          "sec",
          "p",
          "list",
          "list-item",
          "def-list",
          "def-item",
          "boxed-text",
          "fig",
          "fig-group",
          "table-wrap",
          "disp-quote",
          "alternatives",
          "ack",
        ),
        tie("block"),
        tie("block"),
        anyText.map(xmlEscaped),
      )
      .map(([name, one, two, title]) => `<${name}><title>${title}</title>${one}${two}</${name}>`),
    element("table-wrap", mostOf(element("label", marked), element("caption", element("p", marked)), table)),
  ),
})).block;
const meta = element(
  "article-meta",
  mostOf(
    someOf(id),
    element("title-group", element("article-title", marked)),
    date,
    element("abstract", someOf(element("p", marked), block)),
  ),
);
const record = element(
  "article",
  mostOf(element("front", meta), element("body", block)),
  fc.constantFrom("", 'article-type="retraction"'),
);

export const target: FuzzTarget = {
  name: "jats",
  covers: [
    "jats",
    "jats-article",
    "jats-body",
    "jats-front",
    "jats-table",
    "jats-text",
    "xml-records",
    "xml-record-splitter",
    "xml-markup",
    "xml-tree",
  ].map((file) => `read/${file}.ts`),
  seeds: [seed, frame.open + frame.first + frame.close],
  grammar: fc
    .tuple(record, fc.boolean())
    .map(([one, framed]) => (framed ? frame.open + one + frame.close : one)),
  words: [
    "<article>",
    "</article>",
    "<p>",
    "</p>",
    "<sec>",
    "</sec>",
    "<table><tr><td>",
    'rowspan="9999999"',
    'colspan="1e9"',
    '<article-id pub-id-type="pmid">',
    "<fig>",
    "<list>",
    "<sup><xref ref-type='bibr'>1</xref></sup>",
    "<body>",
    "<abstract>",
    "<mml:math>",
  ],
  check: (input) => checkReader("jats", input, frame),
};
