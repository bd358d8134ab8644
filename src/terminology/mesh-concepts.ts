import type { Curie } from "../domain/curie.js";
import { all, type MeshElement, words } from "./mesh-xml.js";

/** What descriptors and supplementary records say alike, in their list of concepts. */
export interface MeshContent {
  readonly names: readonly string[];
  readonly xrefs: readonly Curie[];
  readonly scopeNote: string;
}

/**
 * The terms of all concepts of a record, the preferred concept's first, with the systematic name that Chemical Abstracts
 * gives. NLM's permutations (`Diseases, Heart` beside `Heart Diseases`) are left out: a look-up does not mind the order.
 */
export function meshContent(record: MeshElement): MeshContent {
  const concepts = all(record, "ConceptList", "Concept");
  const isPreferred = (concept: MeshElement) => concept.attributes.PreferredConceptYN === "Y";
  const preferred = concepts.find(isPreferred);
  const ordered = [...concepts.filter(isPreferred), ...concepts.filter((one) => !isPreferred(one))];
  const names = ordered.flatMap((concept) => [
    words(concept, "ConceptName", "String"),
    ...all(concept, "TermList", "Term")
      .filter((term) => term.attributes.IsPermutedTermYN !== "Y")
      .map((term) => words(term, "String")),
    words(concept, "CASN1Name"),
  ]);
  return {
    names: names.filter((name) => name !== ""),
    xrefs: preferred ? registryXrefs(preferred) : [],
    scopeNote: words(preferred, "ScopeNote"),
  };
}

const registries: readonly { readonly shape: RegExp; readonly prefix: string }[] = [
  { shape: /^(\d{2,7}-\d{2}-\d)\b/, prefix: "cas" },
  { shape: /^([A-Z0-9]{10})$/, prefix: "unii" },
  { shape: /^EC (\d+(?:\.(?:\d+|-)){1,3})/, prefix: "ec" },
  { shape: /^txid(\d+)$/, prefix: "NCBITaxon" },
];

/** Registry numbers of NLM's kinds (UNII, CAS, Enzyme Commission, NCBI taxon); `0` stands for none. Older files have no list around them. */
function registryXrefs(concept: MeshElement): readonly Curie[] {
  const numbers = [
    ...all(concept, "RegistryNumberList", "RegistryNumber"),
    ...all(concept, "RegistryNumber"),
    ...all(concept, "RelatedRegistryNumberList", "RelatedRegistryNumber"),
  ];
  const found = numbers.flatMap((element) => {
    for (const { shape, prefix } of registries) {
      const local = shape.exec(element.text.trim())?.[1];
      if (local) return [`${prefix}:${local}` as const];
    }
    return [];
  });
  return [...new Set(found)];
}
