import fc from "fast-check";
import { readBioc } from "../../../src/read/bioc.js";
import { checkGold } from "../gold-rules.js";
import { checkReader, type Frame, xmlReachesOn } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyNumber, anyText, element, mostOf, someOf, xmlEscaped } from "../texts.js";

const document = (id: string, title: string) =>
  `<document><id>${id}</id><passage><infon key="type">title</infon><offset>0</offset><text>${title}</text></passage></document>`;

const frame: Frame = {
  open: '<?xml version="1.0"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection><source>x</source><date/><key/>\n',
  between: "\n",
  close: "\n</collection>\n",
  first: document("71", "The record before."),
  last: document("72", "The record behind."),
  reachesOn: xmlReachesOn,
};

const seed = `${frame.open}<document><id>11</id><passage><infon key="type">title</infon><infon key="year">2019</infon><offset>0</offset><text>Metformin 𝛼</text>
<annotation id="1"><infon key="type">Chemical</infon><infon key="identifier">MESH:D008687</infon><location offset="0" length="9"/><text>Metformin</text></annotation></passage>
<passage><infon key="section_type">METHODS</infon><infon key="type">title_1</infon><offset>12</offset><text>Methods</text></passage>
<passage><infon key="type">abstract</infon><offset>20</offset><sentence><offset>20</offset><text>One.</text></sentence><sentence><offset>26</offset><text>Two.</text></sentence></passage>
<relation id="R"><infon key="type">Positive_Correlation</infon><infon key="entity1">a</infon><infon key="entity2">b</infon><infon key="novel">Novel</infon></relation></document>${frame.close}`;

const plain = anyText.map(xmlEscaped);
const key = fc.constantFrom(
  "type",
  "section_type",
  "identifier",
  "article-id_pmid",
  "article-id_pmc",
  "year",
  "journal",
  "label",
  "entity1",
  "entity2",
  "relation",
  "__proto__",
);
const infon = fc
  .tuple(
    key,
    fc.oneof(
      plain,
      anyNumber,
      fc.constantFrom("title", "abstract", "TITLE", "REF", "FIG", "table", "fig_caption", "Variant"),
    ),
  )
  .map(([name, value]) => `<infon key="${name}">${value}</infon>`);
const location = fc
  .tuple(anyNumber, anyNumber)
  .map(([offset, length]) => `<location offset="${offset}" length="${length}"/>`);
const annotation = element("annotation", someOf(infon, location, element("text", plain)));
const sentence = element(
  "sentence",
  mostOf(element("offset", anyNumber), element("text", plain), annotation),
);
const passage = element(
  "passage",
  mostOf(someOf(infon), element("offset", anyNumber), element("text", plain), annotation, sentence, sentence),
);
const record = element(
  "document",
  mostOf(element("id", anyNumber), passage, passage, element("relation", someOf(infon))),
);

export const target: FuzzTarget = {
  name: "bioc-xml",
  covers: [
    "bioc",
    "bioc-document",
    "bioc-passages",
    "xml-records",
    "xml-record-splitter",
    "xml-markup",
    "xml-tree",
    "gold-mention",
  ].map((file) => `read/${file}.ts`),
  seeds: [seed, frame.open + frame.first + frame.close],
  // Without its collection a document is no BioC file, and would be taken for JSON.
  grammar: record.map((one) => frame.open + one + frame.close),
  words: [
    "<document>",
    "</document>",
    "<passage>",
    "</passage>",
    "<text>",
    '<infon key="type">',
    '<location offset="',
    '" length="',
    "<offset>",
    "<sentence>",
    "<annotation>",
    "<!ENTITY x 'y'>",
  ],
  async check(input) {
    await checkReader("bioc", input, frame);
    await checkGold((chunks) => readBioc(chunks, "sample"), input);
  },
};
