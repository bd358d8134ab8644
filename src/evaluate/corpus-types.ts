import { type EntityType, entityTypes } from "../domain/mention.js";

/**
 * Names of types in corpora and in other programs' output that are not ours, in lower case without separators. NCBI-disease's
 * four classes of mention are all diseases; PubTator and tmVar name variants by kind; DDI-2013 names drugs by kind, ChemProt genes
 * by whether they can be linked. Of DiMB-RE's fifteen types, seven are ours or kinds of ours.
 */
const typeByName: ReadonlyMap<string, EntityType> = new Map([
  ...entityTypes.map((type) => [type.toLowerCase(), type] as const),
  ["diseaseorphenotypicfeature", "Disease"],
  ["specificdisease", "Disease"],
  ["diseaseclass", "Disease"],
  ["compositemention", "Disease"],
  ["modifier", "Disease"],
  ["chemicalentity", "Chemical"],
  ["drug", "Chemical"],
  ["drugn", "Chemical"],
  ["brand", "Chemical"],
  ["group", "Chemical"],
  ["nutrient", "Chemical"],
  ["metabolite", "Chemical"],
  ["geneorgeneproduct", "Gene"],
  ["geney", "Gene"],
  ["genen", "Gene"],
  ["enzyme", "Gene"],
  ["organismtaxon", "Species"],
  ["microorganism", "Species"],
  ["sequencevariant", "Variant"],
  ["mutation", "Variant"],
  ["dnamutation", "Variant"],
  ["proteinmutation", "Variant"],
  ["dnaacidchange", "Variant"],
  ["proteinacidchange", "Variant"],
  ["snp", "Variant"],
] satisfies readonly (readonly [string, EntityType])[]);

/** Our type for the name that a corpus or another program gives it, undefined for types that the program does not know. */
export function entityTypeOf(foreignName: string): EntityType | undefined {
  return typeByName.get(foreignName.toLowerCase().replace(/[\s_-]/gu, ""));
}
