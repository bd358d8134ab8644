import fc from "fast-check";
import { sourceFormats } from "../../../src/read/source-format.js";
import { checkReader, type Frame } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyNumber, anyText } from "../texts.js";

const letter = (record: number, format: string, text: string) =>
  JSON.stringify({ file: "a.xml", record, stage: "read", reason: "it was so", source: { format, text } });

const frame: Frame = {
  open: "",
  between: "\n",
  close: "\n",
  first: letter(1, "jsonl", '{"id":"71","title":"The record before."}'),
  last: letter(2, "medline", "PMID- 72\nTI  - The record behind.\n"),
  reachesOn: () => false,
};

const source = fc.record(
  {
    format: fc.oneof(fc.constantFrom(...sourceFormats), fc.constantFrom("jsonl;base64", "x"), anyText),
    text: fc.oneof(anyText, fc.constantFrom("e30=", "{}", "PMID- 1\nTI  - A\n", "<article/>", frame.first)),
  },
  { requiredKeys: [] },
);
const record = fc.record(
  {
    file: anyText,
    record: fc.oneof(fc.nat(), fc.double()),
    stage: fc.constantFrom("read", "link", "x"),
    reason: anyText,
    documentId: anyNumber,
    source: fc.oneof({ weight: 8, arbitrary: source }, fc.jsonValue()),
  },
  { requiredKeys: [] },
);

export const target: FuzzTarget = {
  name: "dead-letter",
  covers: ["read/dead-letter.ts", "read/json-records.ts", "read/lines.ts"],
  seeds: [
    `${frame.first}\n${frame.last}\n`,
    letter(3, "pubmed-xml;base64", Buffer.from("<PubmedArticle/>").toString("base64")),
  ],
  grammar: fc
    .array(record, { maxLength: 3 })
    .map((records) => records.map((one) => JSON.stringify(one)).join("\n")),
  words: [
    '"source":',
    '"format":"',
    '"text":"',
    '"stage":"read"',
    '"reason":"',
    '"dead-letter"',
    ';base64"',
    '"record":1e999',
    '"file":"',
    '"documents":[',
  ],
  check: (input) => checkReader("dead-letter", input, frame),
};
