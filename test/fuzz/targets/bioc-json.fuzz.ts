import fc from "fast-check";
import { readBioc } from "../../../src/read/bioc.js";
import { checkGold } from "../gold-rules.js";
import { checkReader, type Frame } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyNumber, anyText } from "../texts.js";

const document = (id: string, title: string) =>
  JSON.stringify({ id, passages: [{ offset: 0, infons: { type: "title" }, text: title }] });

const frame: Frame = {
  open: '{"source":"x","date":"","key":"k","infons":{},"documents":[\n',
  between: ",\n",
  close: "\n]}\n",
  first: document("71", "The record before."),
  last: document("72", "The record behind."),
  // A bracket or quotation mark that is not closed takes what follows, for all documents are one value.
  reachesOn(damage) {
    try {
      const value: unknown = JSON.parse(damage.toString("utf8"));
      return typeof value !== "object" || value === null;
    } catch {
      return true;
    }
  },
};

const annotation = fc.record(
  {
    infons: fc.dictionary(fc.constantFrom("type", "identifier", "MESH"), fc.oneof(anyText, fc.integer())),
    text: anyText,
    locations: fc.array(
      fc.record({
        offset: fc.oneof(fc.nat({ max: 60 }), fc.double()),
        length: fc.oneof(fc.nat({ max: 60 }), fc.double()),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const passage = fc.record(
  {
    offset: fc.oneof(fc.nat({ max: 100 }), fc.double(), anyNumber),
    infons: fc.dictionary(
      fc.constantFrom("type", "section_type", "article-id_pmid", "year", "label"),
      fc.oneof(anyText, fc.constantFrom("title", "abstract", "REF", "TITLE", "2019", 2020)),
    ),
    text: anyText,
    annotations: fc.array(annotation, { maxLength: 2 }),
    sentences: fc.array(fc.record({ offset: fc.nat({ max: 1e9 }), text: anyText }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const record = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        id: fc.oneof(anyNumber, fc.jsonValue()),
        passages: fc.array(passage, { maxLength: 3 }),
        relations: fc.array(fc.record({ infons: fc.dictionary(anyText, anyText) })),
      },
      { requiredKeys: [] },
    ),
  },
  fc.jsonValue(),
);

const seed = `${frame.open}${JSON.stringify({
  id: "11",
  infons: {},
  passages: [
    {
      offset: 0,
      infons: { type: "title", year: 2019, journal: "J" },
      text: "Metformin 𝛼",
      annotations: [
        {
          id: "1",
          infons: { type: "Chemical", identifier: "D008687" },
          text: "Metformin",
          locations: [{ offset: 0, length: 9 }],
        },
      ],
    },
    {
      offset: 12,
      infons: { type: "abstract" },
      text: "",
      sentences: [
        { offset: 12, text: "One." },
        { offset: 18, text: "Two." },
      ],
    },
  ],
  relations: [{ id: "R", infons: { entity1: "a", entity2: "b", type: "x" } }],
})}${frame.close}`;

export const target: FuzzTarget = {
  name: "bioc-json",
  covers: ["bioc", "bioc-document", "bioc-passages", "json-records", "json-splitter", "gold-mention"].map(
    (file) => `read/${file}.ts`,
  ),
  seeds: [seed, `${frame.first}\n${frame.last}\n`, `{"PubTator3":[${frame.first}]}`],
  grammar: fc
    .tuple(record, fc.boolean())
    .map(([value, framed]) =>
      framed ? frame.open + JSON.stringify(value) + frame.close : JSON.stringify(value),
    ),
  words: [
    '{"toString":1}',
    '"documents":[',
    '{"documents":[',
    '"passages":',
    '"infons":{',
    '"text":"',
    '"offset":',
    '"locations":[',
    '"sentences":[',
    '"annotations":[',
    "}]",
    "]}",
    "[{",
    '{"PubTator3":',
    '"\\ud800"',
    "1e999",
  ],
  async check(input) {
    await checkReader("bioc", input, frame);
    await checkGold((chunks) => readBioc(chunks, "sample"), input);
  },
};
