import fc from "fast-check";
import { checkReader, type Frame } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyDate, anyNumber, anyText } from "../texts.js";

const frame: Frame = {
  open: "",
  between: "\n",
  close: "\n",
  first: '{"id":"71","title":"The record before."}',
  last: '{"id":"72","title":"The record behind."}',
  reachesOn: () => false,
};

const odd = fc.jsonValue();
const number = fc.oneof(fc.double(), fc.integer(), anyNumber);
const record = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        id: fc.oneof(anyNumber, anyText, number),
        pmid: fc.oneof(anyNumber, number),
        title: fc.oneof(anyText, odd),
        abstract: fc.oneof(anyText, fc.constant("METHODS\nWe did.\n\n\nRESULTS\nIt was.\n"), odd),
        year: fc.oneof(number, anyDate),
        publishedAt: anyDate,
        version: number,
        mesh_terms: fc.oneof(anyText, fc.constant("D003924:Diabetes; D008687:Metformin")),
        publication_types: anyText,
        passages: fc.array(
          fc.record(
            { kind: fc.constantFrom("title", "body", "x"), role: anyText, label: anyText, text: anyText },
            { requiredKeys: [] },
          ),
          { maxLength: 3 },
        ),
        meshHeadings: fc.array(fc.record({ id: odd, name: odd, majorTopic: odd }), { maxLength: 2 }),
        retracts: fc.array(fc.oneof(anyNumber, odd), { maxLength: 2 }),
        revisedAt: fc.oneof(anyDate, anyText),
        delete: fc.boolean(),
        retracted: odd,
      },
      { requiredKeys: [] },
    ),
  },
  odd,
);

export const target: FuzzTarget = {
  name: "jsonl",
  covers: ["json-records", "json-document", "json-splitter", "lines", "document-id", "pubmed-date"].map(
    (file) => `read/${file}.ts`,
  ),
  seeds: [
    '{"id":"11","title":"Größe","abstract":"Metformin treats diabetes.","year":2019}\n{"pmid":12,"title":"T","abstract":"METHODS\\nWe did.\\n\\n\\nRESULTS\\nIt was.\\n","mesh_terms":"D003924:Diabetes"}\n{"id":"13","delete":true}\n',
    '[{"id":"11","title":"A"},{"id":"12","title":"B"}]',
    '{"11":{"title":"A"},"12":{"title":"B"}}',
    '{\n"id":"11",\n"title":"A"\n}',
    '{"document":{"id":"PMID:11","version":2,"revisedAt":"2019-03-07","title":"A","passages":[{"kind":"title","role":"title","offset":0,"text":"A"}],"publicationTypes":["Review"],"meshHeadings":[{"id":"D1","name":"n","majorTopic":true}],"retracted":true,"retracts":["PMID:9"],"concern":true}}',
  ],
  grammar: fc
    .tuple(fc.array(record, { maxLength: 3 }), fc.constantFrom("lines", "array", "object"))
    .map(([records, shape]) => {
      if (shape === "array") return JSON.stringify(records);
      if (shape === "object")
        return JSON.stringify(Object.fromEntries(records.map((one, at) => [String(at + 1), one])));
      return records.map((one) => JSON.stringify(one)).join("\n");
    }),
  words: [
    '{"toString":1}',
    '{"id":"',
    '"title":"',
    '"abstract":"',
    '"passages":[',
    '"documents":[',
    '{"documents": [',
    '"delete":true',
    '"\\ud800"',
    "\\u0000",
    "1e999",
    '"version":',
    '"publishedAt":"2019-02-30"',
    '"year":',
    "[[[[",
    "{{",
    "}\n{",
    '"infons":{',
  ],
  check: (input) => checkReader("jsonl", input, frame),
};
