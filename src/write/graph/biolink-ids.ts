import type { Curie } from "../../domain/curie.js";

interface Namespace {
  /** Biolink's spelling of the prefix. */
  readonly biolink: string;
  /** What comes before the local id in an IRI. */
  readonly iri: string;
}

const obo = (biolink: string): Namespace => ({ biolink, iri: `http://purl.obolibrary.org/obo/${biolink}_` });
const identifiers = (biolink: string): Namespace => ({
  biolink,
  iri: `http://identifiers.org/${biolink.toLowerCase()}/`,
});

/** Our prefixes as the prefix map of the Biolink model (4.4) spells and expands them. */
const namespaces: Readonly<Record<string, Namespace>> = {
  MESH: { biolink: "MESH", iri: "http://id.nlm.nih.gov/mesh/" },
  OMIM: obo("OMIM"),
  "omim.ps": { biolink: "OMIM.PS", iri: "https://www.omim.org/phenotypicSeries/" },
  MONDO: obo("MONDO"),
  DOID: obo("DOID"),
  HP: obo("HP"),
  UMLS: identifiers("UMLS"),
  medgen: { biolink: "medgen", iri: "https://www.ncbi.nlm.nih.gov/medgen/" },
  ncit: obo("NCIT"),
  snomedct: { biolink: "SNOMEDCT", iri: "http://snomed.info/id/" },
  meddra: identifiers("MEDDRA"),
  EFO: { biolink: "EFO", iri: "http://www.ebi.ac.uk/efo/EFO_" },
  CHEBI: obo("CHEBI"),
  "pubchem.compound": identifiers("PUBCHEM.COMPOUND"),
  drugbank: identifiers("DRUGBANK"),
  cas: identifiers("CAS"),
  "chembl.compound": identifiers("CHEMBL.COMPOUND"),
  hmdb: identifiers("HMDB"),
  "kegg.compound": identifiers("KEGG.COMPOUND"),
  "kegg.drug": identifiers("KEGG.DRUG"),
  drugcentral: { biolink: "DrugCentral", iri: "http://drugcentral.org/drugcard/" },
  unii: identifiers("UNII"),
  inchikey: identifiers("INCHIKEY"),
  rxnorm: { biolink: "RXNORM", iri: "http://purl.bioontology.org/ontology/RXNORM/" },
  NCBIGene: identifiers("NCBIGene"),
  HGNC: identifiers("HGNC"),
  MGI: identifiers("MGI"),
  RGD: identifiers("RGD"),
  PR: obo("PR"),
  uniprot: { biolink: "UniProtKB", iri: "http://purl.uniprot.org/uniprot/" },
  ensembl: identifiers("ENSEMBL"),
  zfin: identifiers("ZFIN"),
  FlyBase: identifiers("FB"),
  WormBase: identifiers("WB"),
  sgd: identifiers("SGD"),
  NCBITaxon: obo("NCBITaxon"),
  CLO: obo("CLO"),
  BTO: obo("BTO"),
  CL: obo("CL"),
  UBERON: obo("UBERON"),
  GO: obo("GO"),
  MP: obo("MP"),
  SO: obo("SO"),
  dbSNP: identifiers("DBSNP"),
  PMID: { biolink: "PMID", iri: "http://www.ncbi.nlm.nih.gov/pubmed/" },
  PMC: { biolink: "PMC", iri: "http://europepmc.org/articles/PMC" },
  doi: { biolink: "doi", iri: "https://doi.org/" },
};

function split(id: string): readonly [prefix: string, local: string] {
  const colon = id.indexOf(":");
  return [id.slice(0, colon), id.slice(colon + 1)];
}

/**
 * The id as Biolink spells it; one whose prefix it does not have stays as it is.
 *
 * @example biolinkId("uniprot:P04637") === "UniProtKB:P04637"
 */
export function biolinkId(id: Curie): string {
  const [prefix, local] = split(id);
  const namespace = namespaces[prefix];
  return namespace ? `${namespace.biolink}:${bare(prefix, local)}` : id;
}

/**
 * The id as an IRI: Biolink's, else the Bioregistry's, which redirects to whoever keeps it. What only we know (provisional
 * concepts, documents that are files of text) is a URN. Characters that an IRI may not hold are percent-encoded.
 *
 * @example iriOf("MESH:D003924") === "http://id.nlm.nih.gov/mesh/D003924"
 */
export function iriOf(id: string): string {
  const [prefix, local] = split(id);
  const namespace = namespaces[prefix];
  if (namespace) return encodeIri(`${namespace.iri}${bare(prefix, local)}`);
  if (prefix === "litweave.provisional") return encodeIri(`urn:litweave:provisional:${local}`);
  if (prefix === "text") return encodeIri(`urn:litweave:text:${local}`);
  return encodeIri(`https://bioregistry.io/${id}`);
}

/** `PMC:PMC123` says its prefix twice. */
function bare(prefix: string, local: string): string {
  return prefix === "PMC" ? local.replace(/^PMC/u, "") : local;
}

function encodeIri(iri: string): string {
  return iri.replace(/[\u0000-\u0020<>"{}|^`\\\u007f-\u009f]/gu, (character) =>
    encodeURIComponent(character),
  );
}
