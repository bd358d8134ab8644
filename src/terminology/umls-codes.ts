import type { Curie } from "../domain/curie.js";

interface Vocabulary {
  /** As the Bioregistry spells it. */
  readonly prefix: string;
  /** What a code must look like; its first group is the local id. */
  readonly code: RegExp;
  /** Term types whose code is the concept's own, where others of the same code are narrower. */
  readonly own?: readonly string[];
}

/** Vocabularies of UMLS (SAB) whose codes become cross-references. */
const vocabularies: Readonly<Record<string, Vocabulary>> = {
  // Entry terms of a heading may belong to concepts narrower than it; its name (MH, NM) does not.
  MSH: { prefix: "MESH", code: /^([CD]\d{6,9})$/, own: ["MH", "NM"] },
  OMIM: { prefix: "OMIM", code: /^(\d{6})$/ },
  MONDO: { prefix: "MONDO", code: /^(?:MONDO:)?(\d{7})$/ },
  HPO: { prefix: "HP", code: /^HP:(\d{7})$/ },
  ORPHANET: { prefix: "orphanet", code: /^(?:ORPHA:)?(\d+)$/ },
  NCI: { prefix: "ncit", code: /^(C\d+)$/ },
  SNOMEDCT_US: { prefix: "snomedct", code: /^(\d{6,18})$/ },
  ICD10CM: { prefix: "icd10cm", code: /^([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)$/ },
  RXNORM: {
    prefix: "rxnorm",
    code: /^(\d+)$/,
    own: ["IN", "PIN", "MIN", "BN", "SCD", "SBD", "SCDC", "SCDF"],
  },
  DRUGBANK: { prefix: "drugbank", code: /^(DB\d{5})$/ },
  ATC: { prefix: "atc", code: /^([A-Z]\d{2}(?:[A-Z]{1,2}(?:\d{2})?)?)$/ },
  HGNC: { prefix: "HGNC", code: /^(?:HGNC:)?(\d+)$/ },
  NCBI: { prefix: "NCBITaxon", code: /^(\d+)$/ },
};

/** The cross-reference that a row of MRCONSO gives its concept, if any. */
export function codeXref(source: string, termType: string, code: string): Curie | undefined {
  const vocabulary = vocabularies[source];
  if (!vocabulary || (vocabulary.own && !vocabulary.own.includes(termType))) return undefined;
  const local = vocabulary.code.exec(code)?.[1];
  return local === undefined ? undefined : `${vocabulary.prefix}:${local}`;
}
