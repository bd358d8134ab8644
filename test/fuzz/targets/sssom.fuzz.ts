import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readSssom, type SssomMapping } from "../../../src/terminology/sssom.js";
import type { FuzzTarget } from "../target.js";
import { checkMapping, checkSource, fileOf, type Read } from "../terminology-rules.js";
import { anyNumber, anyText } from "../texts.js";

const read: Read<SssomMapping> = (content, report) => readSssom(fileOf("a.sssom.tsv", content), report);

const columns = [
  "subject_id",
  "predicate_id",
  "object_id",
  "mapping_justification",
  "confidence",
  "predicate_modifier",
  "subject_type",
];
const id = fc.oneof(
  anyNumber.map((digits) => `MONDO:${digits}`),
  fc.constantFrom("mesh:D1", "ORDO:558", "http://purl.obolibrary.org/obo/DOID_1", "sssom:NoTermFound", "x:y"),
  anyText,
);
const cell = fc.oneof(
  id,
  anyNumber,
  fc.constantFrom("skos:exactMatch", "Not", "rdfs literal", "1e999", "0.5"),
);
const row = fc
  .tuple(id, fc.constantFrom("skos:exactMatch", "owl:sameAs", ""), id, fc.array(cell, { maxLength: 6 }))
  .map(([subject, predicate, object, rest]) => [subject, predicate, object, ...rest].join("\t"));
const metadata = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "curie_map:",
        "  mesh: http://id.nlm.nih.gov/mesh/",
        "  x: &a [*a]",
        "a: &b [1,1]",
        "c: *b",
        "<<: *b",
        "? [x]",
        "__proto__: 1",
        "curie_map: 7",
        "  ORDO: http://www.orpha.net/ORDO/Orphanet_",
      ),
      anyText,
    ),
    { maxLength: 6 },
  )
  .map((lines) => lines.map((line) => `#${line.replaceAll("\n", " ")}`).join("\n"));
const head = columns.join("\t");

export const target: FuzzTarget = {
  name: "sssom",
  covers: ["sssom", "sssom-metadata", "prefixes", "text-lines"].map((file) => `terminology/${file}.ts`),
  seeds: [
    readFileSync(join(import.meta.dirname, "../../fixtures/terminology/mondo.sssom.tsv")),
    `${head}\nMONDO:1\tskos:exactMatch\tMESH:D1\n`,
  ],
  grammar: fc
    .tuple(metadata, fc.array(row, { maxLength: 4 }), fc.boolean())
    .map(([meta, rows, whole]) => `${meta}\n${whole ? `${head}\n` : ""}${rows.join("\n")}`),
  words: [
    "#curie_map:\n",
    "#  a: &a\n",
    "*a",
    "#  x: http://id.nlm.nih.gov/mesh/\n",
    "\tskos:exactMatch\t",
    "MONDO:1",
    "subject_id\tpredicate_id\tobject_id",
    "\t",
    "!!binary ",
    "<<: ",
    "sssom:NoTermFound",
    "{a: ",
    "[[[[",
    "!!js/function ",
  ],
  check: (input) =>
    checkSource(
      {
        read,
        checkItem: checkMapping,
        nameOf: ({ subject }) => subject,
        frame: {
          open: `#curie_map:\n#  MONDO: http://purl.obolibrary.org/obo/MONDO_\n${columns.slice(0, 3).join("\t")}\n`,
          first: "MONDO:9999991\tskos:exactMatch\tMESH:D000001\n",
          last: "MONDO:9999992\tskos:exactMatch\tMESH:D000002\n",
          close: "",
          names: ["MONDO:9999991", "MONDO:9999992"],
          reachesOn: () => false,
        },
      },
      input,
    ),
};
