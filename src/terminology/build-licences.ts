import type { TerminologyFormat } from "./detect-format.js";

/** Where a format's data come from, as far as the format tells. */
export interface Provenance {
  readonly name: string;
  readonly holder: string;
  readonly licence: string;
  /** What is taken of it. */
  readonly use: string;
}

const nlm = "U.S. National Library of Medicine";
/** Of formats that anybody may publish in. */
const unstated = "as its publisher states";

/** By format; `--licence` overrides the licence. */
export const provenance: Readonly<Record<TerminologyFormat, Provenance>> = {
  mesh: {
    name: "Medical Subject Headings (MeSH)",
    holder: nlm,
    licence: "public domain, attribution asked",
    use: "descriptors, supplementary concepts, scope notes, registry numbers",
  },
  umls: {
    name: "UMLS Metathesaurus",
    holder: nlm,
    licence: "UMLS Metathesaurus License",
    use: "concepts, names, definitions, cross-references, merged concepts",
  },
  "gene-info": { name: "NCBI Gene", holder: nlm, licence: "public domain", use: "genes" },
  "gene-history": { name: "NCBI Gene", holder: nlm, licence: "public domain", use: "withdrawn genes" },
  taxonomy: { name: "NCBI Taxonomy", holder: nlm, licence: "public domain", use: "organisms" },
  cellosaurus: {
    name: "Cellosaurus",
    holder: "SIB Swiss Institute of Bioinformatics",
    licence: "CC-BY-4.0",
    use: "cell lines",
  },
  obo: { name: "ontology in OBO format", holder: "its publisher", licence: unstated, use: "terms" },
  obograph: { name: "ontology in OBO Graphs JSON", holder: "its publisher", licence: unstated, use: "terms" },
  ctd: {
    name: "Comparative Toxicogenomics Database (CTD)",
    holder: "MDI Biological Laboratory and NC State University",
    licence: "CTD terms of use: to be cited, notice of use asked",
    use: "names, parents, cross-references",
  },
  biosyn: { name: "dictionary", holder: "its publisher", licence: unstated, use: "ids and names" },
  reach: {
    name: "Reach bioresources",
    holder: "Computational Language Understanding Lab, University of Arizona",
    licence: "Apache-2.0",
    use: "ids and names",
  },
  sssom: { name: "mappings in SSSOM", holder: "its publisher", licence: unstated, use: "cross-references" },
  litweave: { name: "terminology", holder: "its publisher", licence: unstated, use: "concepts" },
};
