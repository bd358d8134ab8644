import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import { meshContent } from "./mesh-concepts.js";
import { all, type MeshElement, words } from "./mesh-xml.js";
import { tidySynonyms } from "./tidy-names.js";

/** What is known of a descriptor to which records are mapped. */
export interface Heading {
  readonly category: Category | undefined;
  readonly isProtocol: boolean;
}

/** `sodium channel protein, mouse`: a gene product, which tables of genes name better. */
const geneProduct = /\b(?:protein|proteins|gene|antigen|receptor|peptide)\b.*, [\w. -]+$/iu;

/** `SCRClass` of a record: chemicals, regimens, diseases, organisms, population groups, anatomy. */
const categoryByClass: Readonly<Record<string, Category | undefined>> = {
  "1": "ChemicalEntity",
  "2": undefined,
  "3": "Disease",
  "4": "OrganismTaxon",
  "5": undefined,
  "6": undefined,
};

/** Notes that speak of the record, not of what it names: `RN given refers to …; structure given in first source`. */
const ofTheRecord =
  /^(?:RN|do not confuse|structure|sequence|amino acid sequence|GenBank|RefSeq|do not use)\b/iu;

/** A concept, or in words why the record is none. */
export function supplementaryConcept(
  record: MeshElement,
  headings: ReadonlyMap<string, Heading>,
  options: { readonly geneProducts: boolean },
): ConceptLine | string {
  const id = words(record, "SupplementalRecordUI");
  const name = words(record, "SupplementalRecordName", "String");
  const mapped = all(record, "HeadingMappedToList", "HeadingMappedTo").map((one) =>
    words(one, "DescriptorReferredTo", "DescriptorUI").replace(/^\*/, ""),
  );
  const known = mapped.flatMap((heading) => headings.get(heading) ?? []);
  const scrClass = record.attributes.SCRClass ?? "";
  const category = Object.hasOwn(categoryByClass, scrClass)
    ? categoryByClass[scrClass]
    : headingCategory(known);
  if (!category) return "supplementary: no disease, chemical or organism";
  if (category === "ChemicalEntity" && !options.geneProducts && geneProduct.test(name))
    return "gene product of a species";
  const content = meshContent(record);
  const above = mapped.filter(
    (heading) => heading !== id && /^[CD]\d{6,9}$/.test(heading) && isOf(category, headings.get(heading)),
  );
  const definition = words(record, "Note")
    .split(/;\s*/)
    .filter((part) => part !== "" && !ofTheRecord.test(part))
    .join("; ");
  return {
    id: `MESH:${id}`,
    name,
    category,
    synonyms: tidySynonyms(name, content.names),
    xrefs: content.xrefs,
    parents: [...new Set(above)].map((heading) => `MESH:${heading}` as const),
    formerly: [],
    orthologs: [],
    ...(definition && { definition }),
  };
}

/** Records without a class, in old files: mapped to any disease they are diseases, else by any chemical. */
function headingCategory(known: readonly Heading[]): Category | undefined {
  if (known.some(({ category }) => category === "Disease")) return "Disease";
  if (known.some((heading) => heading.isProtocol)) return undefined;
  return known.find(({ category }) => category !== undefined)?.category;
}

/** A mapped heading is a parent when it is of the same category, or when no descriptors were given to tell. */
function isOf(category: Category, heading: Heading | undefined): boolean {
  return heading === undefined || heading.category === category;
}
