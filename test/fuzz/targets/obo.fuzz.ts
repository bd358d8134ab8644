import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { ConceptLine } from "../../../src/domain/concept-line.js";
import { readOboText } from "../../../src/terminology/obo-text.js";
import type { FuzzTarget } from "../target.js";
import { checkConcept, checkSource, fileOf, type Read } from "../terminology-rules.js";
import { anyNumber, anyText } from "../texts.js";

const read: Read<ConceptLine> = (content, report) =>
  readOboText(fileOf("a.obo", content), { category: "Disease" }, report);

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../../fixtures/terminology", name));
const id = fc.oneof(
  anyNumber.map((digits) => `MONDO:${digits}`),
  fc.constantFrom("MESH:D1", "x", ""),
);
const tag = fc.constantFrom(
  "id",
  "name",
  "synonym",
  "def",
  "xref",
  "is_a",
  "alt_id",
  "is_obsolete",
  "replaced_by",
  "property_value",
  "ontology",
  "comment",
);
const value = fc.oneof(
  id,
  anyText,
  fc.constantFrom("true", "exactMatch DOID:1", '"a" EXACT []'),
  fc
    .tuple(anyText, fc.constantFrom(" EXACT [", " RELATED ABBREVIATION []", "", ' [x] {source="y"}'))
    .map(([text, rest]) => `"${text}"${rest}`),
);
const line = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(tag, value).map(([name, text]) => `${name}: ${text}`) },
  anyText,
  fc.constantFrom("[Term]", "[Typedef]", "! x", ""),
);
const term = fc
  .tuple(id, anyText, fc.array(line, { maxLength: 6 }))
  .map(([own, name, lines]) => ["[Term]", `id: ${own}`, `name: ${name}`, ...lines].join("\n"));

export const target: FuzzTarget = {
  name: "obo",
  covers: [
    "obo-text",
    "obo-stanzas",
    "obo-term",
    "category-by-prefix",
    "prefixes",
    "seen-ids",
    "tidy-names",
    "text-lines",
  ].map((file) => `terminology/${file}.ts`),
  seeds: [fixture("mondo.obo"), fixture("chebi.obo")],
  grammar: fc
    .tuple(
      fc.constantFrom("format-version: 1.4\nontology: mondo\n", "format-version: 1.2\n", ""),
      fc.array(term, { maxLength: 4 }),
    )
    .map(([head, terms]) => `${head}\n${terms.join("\n\n")}`),
  words: [
    "\n[Term]\nid: MONDO:",
    "\nname: ",
    '\nsynonym: "',
    '" EXACT []',
    '\ndef: "',
    "\nis_a: ",
    "\nxref: ",
    "\nis_obsolete: true",
    "\nreplaced_by: ",
    "\nalt_id: ",
    "\nontology: mondo",
    '{source="',
    "\\",
    "\\n",
    "! ",
  ],
  check: (input) =>
    checkSource(
      {
        read,
        checkItem: checkConcept,
        nameOf: ({ name }) => name,
        frame: {
          open: "format-version: 1.4\nontology: mondo\n\n",
          // What the damage begins with would belong to the term before it.
          first: "[Term]\nid: MONDO:9999991\nname: the one before\n\n[Typedef]\nid: x\n",
          last: "\n[Term]\nid: MONDO:9999992\nname: the one behind\n",
          close: "",
          names: ["the one before", "the one behind"],
          // An id that is taken is left out the second time.
          reachesOn: (damage) => damage.includes("9999992"),
        },
      },
      input,
    ),
};
