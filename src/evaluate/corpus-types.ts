import { type EntityType, entityTypes } from "../domain/mention.js";

/**
 * Names of types in corpora and in other programs' output that are not ours, in lower case without separators. NCBI-disease's
 * four classes of mention are all diseases; PubTator and tmVar name variants by kind.
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
  ["geneorgeneproduct", "Gene"],
  ["organismtaxon", "Species"],
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
