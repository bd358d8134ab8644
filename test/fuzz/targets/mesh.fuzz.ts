import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { ConceptLine } from "../../../src/domain/concept-line.js";
import { readMesh } from "../../../src/terminology/mesh.js";
import type { FuzzTarget } from "../target.js";
import { checkConcept, checkSource, fileOf, type Read } from "../terminology-rules.js";
import { anyNumber, anyText, element, mostOf, someOf, xmlEscaped } from "../texts.js";

const read: Read<ConceptLine> = (content, report) => readMesh([fileOf("desc.xml", content)], {}, report);

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../../fixtures/terminology", name));
const descriptor = (id: string, name: string) =>
  `<DescriptorRecord DescriptorClass="1"><DescriptorUI>${id}</DescriptorUI><DescriptorName><String>${name}</String></DescriptorName><TreeNumberList><TreeNumber>C18.452</TreeNumber></TreeNumberList></DescriptorRecord>\n`;

const plain = anyText.map(xmlEscaped);
const name = element("String", plain);
const ui = fc.oneof(
  anyNumber.map((digits) => `D${digits}`),
  fc.constantFrom("D003920", "C000001"),
);
const term = element(
  "Term",
  mostOf(name, element("TermUI", ui)),
  fc.constantFrom("", 'ConceptPreferredTermYN="Y"', 'LexicalTag="NON"'),
);
const concept = element(
  "Concept",
  mostOf(
    element("ConceptUI", ui),
    element("ConceptName", name),
    element("ScopeNote", plain),
    element("RegistryNumber", anyNumber),
    element("TermList", someOf(term)),
  ),
  fc.constantFrom('PreferredConceptYN="Y"', 'PreferredConceptYN="N"'),
);
const trees = element(
  "TreeNumberList",
  someOf(
    element("TreeNumber", fc.oneof(anyNumber, fc.constantFrom("C18.452", "D03", "B01.050", "E05.318.760"))),
  ),
);
const record = fc.oneof(
  element(
    "DescriptorRecord",
    mostOf(
      element("DescriptorUI", ui),
      element("DescriptorName", name),
      trees,
      element("ConceptList", someOf(concept)),
    ),
  ),
  element(
    "SupplementalRecord",
    mostOf(
      element("SupplementalRecordUI", ui),
      element("SupplementalRecordName", name),
      element(
        "HeadingMappedToList",
        element("HeadingMappedTo", element("DescriptorReferredTo", element("DescriptorUI", ui))),
      ),
      element("ConceptList", someOf(concept)),
    ),
    fc.constantFrom('SCRClass="1"', 'SCRClass="3"', ""),
  ),
  element("QualifierRecord", element("QualifierUI", ui)),
);
const open = '<?xml version="1.0"?>\n<DescriptorRecordSet LanguageCode="eng">\n';

export const target: FuzzTarget = {
  name: "mesh",
  covers: [
    "mesh",
    "mesh-records",
    "mesh-xml",
    "mesh-concepts",
    "mesh-supplementary",
    "mesh-tree",
    "tidy-names",
  ].map((file) => `terminology/${file}.ts`),
  seeds: [
    fixture("mesh-desc.xml").subarray(0, 4_000),
    fixture("mesh-supp.xml").subarray(0, 4_000),
    open + descriptor("D003920", "Diabetes"),
  ],
  grammar: fc
    .tuple(fc.array(record, { maxLength: 3 }), fc.boolean())
    .map(([records, framed]) =>
      framed ? `${open}${records.join("\n")}\n</DescriptorRecordSet>` : records.join("\n"),
    ),
  words: [
    "<DescriptorRecord>",
    "</DescriptorRecord>",
    "<DescriptorUI>D003920</DescriptorUI>",
    "<String>",
    "</String>",
    "<TreeNumber>C18</TreeNumber>",
    "<ConceptList><Concept>",
    "<TermList><Term>",
    "<SupplementalRecord SCRClass='1'>",
    "<!ENTITY a 'b'>",
    "&a;",
    "<!--",
    "-->",
    "<Concept>",
  ],
  check: (input) =>
    checkSource(
      {
        read,
        checkItem: checkConcept,
        nameOf: (item) => item.name,
        frame: {
          open,
          first: descriptor("D999999991", "The one before"),
          last: descriptor("D999999992", "The one behind"),
          close: "</DescriptorRecordSet>\n",
          names: ["The one before", "The one behind"],
          // As in PubMed's files; an id that is taken is left out the second time.
          reachesOn: (damage) => damage.includes("<!") || damage.includes("D99999999"),
        },
      },
      input,
    ),
};
