/** Where an identifier is explained, by its prefix as in the Bioregistry. */
const pages: Readonly<Record<string, (local: string) => string>> = {
  MESH: (local) => `https://meshb.nlm.nih.gov/record/ui?ui=${local}`,
  NCBIGene: (local) => `https://www.ncbi.nlm.nih.gov/gene/${local}`,
  NCBITaxon: (local) => `https://www.ncbi.nlm.nih.gov/Taxonomy/Browser/wwwtax.cgi?id=${local}`,
  OMIM: (local) => `https://omim.org/entry/${local}`,
  MONDO: (local) => `https://monarchinitiative.org/MONDO:${local}`,
  CHEBI: (local) => `https://www.ebi.ac.uk/chebi/CHEBI:${local}`,
  CVCL: (local) => `https://www.cellosaurus.org/CVCL_${local}`,
  Cellosaurus: (local) => `https://www.cellosaurus.org/CVCL_${local}`,
  HGNC: (local) => `https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/HGNC:${local}`,
  ENSEMBL: (local) => `https://www.ensembl.org/id/${local}`,
  UMLS: (local) => `https://uts.nlm.nih.gov/uts/umls/concept/${local}`,
  DOID: (local) => `https://disease-ontology.org/term/DOID:${local}`,
  dbSNP: (local) => `https://www.ncbi.nlm.nih.gov/snp/${local}`,
  PMID: (local) => `https://pubmed.ncbi.nlm.nih.gov/${local}/`,
  PMCID: (local) => `https://www.ncbi.nlm.nih.gov/pmc/articles/${local}/`,
};

/** The page of the source itself; of a prefix that is not known here, nothing. */
export function sourceOf(curie: string): string | undefined {
  const colon = curie.indexOf(":");
  return pages[curie.slice(0, colon)]?.(encodeURIComponent(curie.slice(colon + 1)));
}
