import { type EntityType, entityTypes } from "../domain/mention.js";

/** Names of types in corpora that are not ours. NCBI-disease's four classes of mention are all diseases. */
const typeByCorpusName: Readonly<Record<string, EntityType>> = {
  DiseaseOrPhenotypicFeature: "Disease",
  SpecificDisease: "Disease",
  DiseaseClass: "Disease",
  CompositeMention: "Disease",
  Modifier: "Disease",
  ChemicalEntity: "Chemical",
  GeneOrGeneProduct: "Gene",
  OrganismTaxon: "Species",
  SequenceVariant: "Variant",
};

/** Our type for a corpus' type name, undefined for types that the program does not know. */
export function entityTypeOf(corpusName: string): EntityType | undefined {
  return entityTypes.find((type) => type === corpusName) ?? typeByCorpusName[corpusName];
}
