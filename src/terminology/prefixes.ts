import { type Curie, isCurie } from "../domain/curie.js";

interface Prefix {
  /** What else stands for the prefix in sources, apart from case. */
  readonly aliases?: readonly string[];
  /** Beginnings of IRIs, besides those that every OBO ontology, identifiers.org and bioregistry.io share. */
  readonly iris?: readonly string[];
  /** A beginning that local ids keep, here and in sources: `cellosaurus:CVCL_0030`. */
  readonly stem?: string;
}

/**
 * Every prefix that concepts and cross-references have, spelled as in the Bioregistry (https://bioregistry.io), in capitals
 * where its ids are written so, and as the terminologies here have always written them.
 */
const prefixes: Readonly<Record<string, Prefix>> = {
  MESH: { aliases: ["msh", "mesh_descriptor_ui"], iris: ["http://id.nlm.nih.gov/mesh/"] },
  OMIM: {
    aliases: ["mim"],
    iris: ["https://omim.org/entry/", "http://omim.org/entry/", "https://omim.org/MIM:"],
  },
  "omim.ps": {
    aliases: ["omimps", "mimps"],
    iris: [
      "https://omim.org/phenotypicSeries/PS",
      "http://omim.org/phenotypicSeries/PS",
      "https://omim.org/MIM:PS",
    ],
  },
  MONDO: {},
  DOID: { aliases: ["do"] },
  HP: { aliases: ["hpo"] },
  orphanet: {
    aliases: ["ordo", "orpha", "orphanet.ordo"],
    iris: ["http://www.orpha.net/ORDO/Orphanet_"],
  },
  UMLS: {
    aliases: ["umls_cui", "umls.cui"],
    iris: ["http://linkedlifedata.com/resource/umls/id/", "https://uts.nlm.nih.gov/uts/umls/concept/"],
  },
  medgen: { aliases: ["medgen.uid"] },
  gard: {},
  ncit: {
    aliases: ["nci", "nci_thesaurus"],
    iris: ["http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl#"],
  },
  snomedct: { aliases: ["sctid", "snomed", "snomed_ct", "snomedct_us"], iris: ["http://snomed.info/id/"] },
  icd9: {},
  icd9cm: {},
  icd10: { aliases: ["icd10who"] },
  icd10cm: { iris: ["http://purl.bioontology.org/ontology/ICD10CM/"] },
  icd11: { aliases: ["icd11.foundation"], iris: ["http://id.who.int/icd/entity/"] },
  icdo: { aliases: ["icd-o", "icdo3", "oncotree.icdo"] },
  meddra: {},
  EFO: { iris: ["http://www.ebi.ac.uk/efo/EFO_"] },
  CHEBI: { aliases: ["chebiid"] },
  "pubchem.compound": { aliases: ["pubchem", "pubchem_cid", "pubchem_compound", "cid"] },
  drugbank: { aliases: ["drugbank_id"] },
  cas: { aliases: ["casrn", "cas_rn", "cas-rn"] },
  "chembl.compound": {},
  hmdb: {},
  lipidmaps: { aliases: ["lipid_maps", "lipid_maps_instance", "lipid_maps_class"] },
  "kegg.compound": { aliases: ["kegg_compound"] },
  "kegg.drug": { aliases: ["kegg_drug"] },
  drugcentral: { aliases: ["drug_central"] },
  unii: {},
  comptox: { aliases: ["dtxsid"] },
  inchikey: {},
  ec: {},
  atc: {},
  rxnorm: { aliases: ["rxcui"] },
  NCBIGene: {
    aliases: ["geneid", "entrez", "entrezgene", "egid", "ncbi_geneid"],
    iris: ["http://www.ncbi.nlm.nih.gov/gene/", "https://www.ncbi.nlm.nih.gov/gene/"],
  },
  HGNC: {},
  MGI: { aliases: ["mgd"] },
  RGD: {},
  PR: { aliases: ["pro"] },
  uniprot: {
    aliases: ["uniprotkb", "uniprotkb/swiss-prot", "swissprot", "swiss-prot"],
    iris: ["http://purl.uniprot.org/uniprot/"],
  },
  ensembl: {},
  mirbase: {},
  vgnc: {},
  zfin: {},
  FlyBase: { aliases: ["fb"] },
  WormBase: { aliases: ["wb"] },
  sgd: {},
  pombase: {},
  dictybase: {},
  xenbase: {},
  araport: {},
  cgnc: {},
  NCBITaxon: { aliases: ["taxon", "taxid", "ncbi_taxid", "taxonomy", "ncbi_taxon_id", "txid"] },
  cellosaurus: { aliases: ["rrid"], stem: "CVCL_", iris: ["https://www.cellosaurus.org/"] },
  CLO: {},
  BTO: {},
  CL: {},
  UBERON: {},
  GO: { aliases: ["gobp", "gocc", "gomf"] },
  MP: {},
  SO: {},
};

const spelling = new Map<string, string>();
for (const [ours, { aliases = [] }] of Object.entries(prefixes)) {
  for (const name of [ours, ...aliases]) spelling.set(name.toLowerCase(), ours);
}

/** The longest first, so that a series' IRI is not taken for an entry's. */
const iriBases = Object.entries(prefixes)
  .flatMap(([ours, { iris = [] }]) => iris.map((base) => ({ base, ours })))
  .sort((one, other) => other.base.length - one.base.length);

const oboIri = /^https?:\/\/purl\.obolibrary\.org\/obo\/([A-Za-z]+)_(\S+)$/u;
const registryIri =
  /^https?:\/\/(?:(?:www\.)?identifiers\.org|(?:www\.)?bioregistry\.io)\/([A-Za-z][\w.]*)[:/](\S+)$/u;
const oboBase = /^https?:\/\/purl\.obolibrary\.org\/obo\/([A-Za-z]+)_$/u;
const registryBase =
  /^https?:\/\/(?:(?:www\.)?identifiers\.org|(?:www\.)?bioregistry\.io)\/([A-Za-z][\w.]*)[:/](?:[A-Za-z]+:)?$/u;

/** Our spelling of a source's prefix (`MSH` → `MESH`, `UniProtKB` → `uniprot`), or undefined when it is not in the table. */
export function ourPrefix(prefix: string): string | undefined {
  return spelling.get(prefix.trim().toLowerCase().replaceAll(" ", "_"));
}

/** The prefix whose IRIs begin with `base`, or undefined. */
export function prefixOfIriBase(base: string): string | undefined {
  const found = oboBase.exec(base)?.[1] ?? registryBase.exec(base)?.[1];
  if (found !== undefined) return ourPrefix(found);
  return iriBases.find(
    ({ base: known, ours }) => base === known || base === `${known}${prefixes[ours]?.stem}`,
  )?.ours;
}

/**
 * The CURIE of a local id, without the prefix that some sources repeat in it, or undefined when the table has no such
 * prefix or the local id is empty or holds white space.
 *
 * @example
 * curieFrom("HGNC", "HGNC:5") === "HGNC:5"
 * curieFrom("EFO", "EFO_0001185") === "EFO:0001185"
 * curieFrom("MIM", "PS118220") === "omim.ps:118220"
 */
export function curieFrom(prefix: string, local: string): Curie | undefined {
  let ours = ourPrefix(prefix);
  if (ours === undefined) return undefined;
  let bare = local.trim();
  const repeated = /^([A-Za-z][A-Za-z.]*)[:_]/u.exec(bare);
  if (repeated && prefixes[ours]?.stem !== repeated[0] && ourPrefix(repeated[1]!) === ours) {
    bare = bare.slice(repeated[0].length);
  }
  if (ours === "OMIM" && /^PS\d+$/u.test(bare)) {
    ours = "omim.ps";
    bare = bare.slice("PS".length);
  }
  const stem = prefixes[ours]?.stem;
  if (stem !== undefined && !bare.startsWith(stem)) return undefined;
  const curie = `${ours}:${bare}`;
  return isCurie(curie) ? curie : undefined;
}

/** {@link curieFrom} of `PREFIX:local`, of an IRI or of a bare accession of Cellosaurus; undefined when the table does not know what it is. */
export function knownCurie(text: string): Curie | undefined {
  const trimmed = text.trim();
  if (/^https?:\/\//u.test(trimmed)) {
    const shared = registryIri.exec(trimmed) ?? oboIri.exec(trimmed);
    if (shared) return curieFrom(shared[1]!, shared[2]!);
    const own = iriBases.find(({ base }) => trimmed.startsWith(base));
    return own && curieFrom(own.ours, trimmed.slice(own.base.length));
  }
  if (/^CVCL_[A-Z0-9]{4}$/u.test(trimmed)) return `cellosaurus:${trimmed}`;
  const colon = trimmed.indexOf(":");
  return colon > 0 ? curieFrom(trimmed.slice(0, colon), trimmed.slice(colon + 1)) : undefined;
}

/** As {@link knownCurie}, but a prefix that the table does not have stays as the source spells it. */
export function anyCurie(text: string): Curie | undefined {
  const known = knownCurie(text);
  if (known !== undefined) return known;
  const trimmed = text.trim();
  if (/^https?:\/\//u.test(trimmed)) {
    const obo = oboIri.exec(trimmed);
    return obo ? `${obo[1]!}:${obo[2]!}` : undefined;
  }
  return isCurie(trimmed) && ourPrefix(prefixOf(trimmed)) === undefined ? trimmed : undefined;
}

/** `MESH` of `MESH:D003924`. */
export function prefixOf(curie: Curie): string {
  return curie.slice(0, curie.indexOf(":"));
}
