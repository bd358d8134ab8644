import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { ConceptLine } from "../../../src/domain/concept-line.js";
import { readOboGraph } from "../../../src/terminology/obo-graph.js";
import type { FuzzTarget } from "../target.js";
import { checkConcept, checkSource, fileOf, type Read } from "../terminology-rules.js";
import { anyNumber, anyText } from "../texts.js";

const read: Read<ConceptLine> = (content, report) =>
  readOboGraph(fileOf("a.json", content), { category: "Disease" }, report);

const iri = anyNumber.map((digits) => `http://purl.obolibrary.org/obo/MONDO_${digits}`);
const id = fc.oneof(iri, anyText);
const odd = fc.jsonValue();
const values = (key: string) =>
  fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          [key]: fc.oneof(anyText, odd),
          pred: fc.constantFrom(
            "hasExactSynonym",
            "hasRelatedSynonym",
            "http://purl.obolibrary.org/obo/IAO_0100001",
            "skos:exactMatch",
            "x",
          ),
        }),
      },
      odd,
    ),
    { maxLength: 3 },
  );
const node = fc.record(
  {
    id,
    lbl: fc.oneof(anyText, odd),
    type: fc.constantFrom("CLASS", "PROPERTY"),
    meta: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record(
          {
            definition: fc.oneof(fc.record({ val: anyText }), odd),
            synonyms: values("val"),
            xrefs: values("val"),
            basicPropertyValues: values("val"),
            deprecated: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
      },
      odd,
    ),
  },
  { requiredKeys: ["id"] },
);
const edge = fc.record({ sub: id, pred: fc.constantFrom("is_a", "x"), obj: id });
const graph = fc.record({
  id: fc.oneof(fc.constant("http://purl.obolibrary.org/obo/mondo.json"), anyText),
  nodes: fc.array(fc.oneof({ weight: 9, arbitrary: node }, odd), { maxLength: 4 }),
  edges: fc.array(edge, { maxLength: 3 }),
});

const entry = (digits: string, name: string) =>
  JSON.stringify({ id: `http://purl.obolibrary.org/obo/MONDO_${digits}`, lbl: name, type: "CLASS" });

export const target: FuzzTarget = {
  name: "obograph",
  covers: [
    "obo-graph",
    "obo-graph-pieces",
    "obo-term",
    "category-by-prefix",
    "prefixes",
    "seen-ids",
    "tidy-names",
  ].map((file) => `terminology/${file}.ts`),
  seeds: [readFileSync(join(import.meta.dirname, "../../fixtures/terminology/mondo.json"))],
  grammar: fc.oneof(
    { weight: 6, arbitrary: fc.array(graph, { maxLength: 2 }).map((graphs) => JSON.stringify({ graphs })) },
    { weight: 3, arbitrary: node.map((one) => JSON.stringify(one)) },
    odd.map((one) => JSON.stringify(one) ?? "null"),
  ),
  words: [
    '"nodes":[',
    '"edges":[',
    '{"graphs":[{',
    '"id":"http://purl.obolibrary.org/obo/MONDO_1"',
    '"lbl":"',
    '"meta":{',
    '"synonyms":[',
    '"deprecated":true',
    "]}]}",
    "},{",
    "\\",
    '"\\ud800"',
    '"pred":"is_a"',
    "null",
  ],
  check: (input) =>
    checkSource(
      {
        read,
        checkItem: checkConcept,
        nameOf: ({ name }) => name,
        frame: {
          open: '{"graphs":[{"id":"http://purl.obolibrary.org/obo/mondo.json","nodes":[\n',
          first: `${entry("9999991", "the one before")},\n`,
          last: `,${entry("9999992", "the one behind")}\n`,
          close: "]}]}\n",
          names: ["the one before", "the one behind"],
          // All nodes are one value: what does not balance takes what follows.
          reachesOn(damage) {
            try {
              const value: unknown = JSON.parse(damage.toString("utf8"));
              return typeof value !== "object" || value === null || damage.includes("999999");
            } catch {
              return true;
            }
          },
        },
      },
      input,
    ),
};
