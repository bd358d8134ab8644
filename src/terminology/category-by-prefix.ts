import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { ourPrefix, prefixOf } from "./prefixes.js";

/** What the terms of an ontology are, where all of them are one thing. EFO, GO, NCIT and the like hold several. */
const categoryOfPrefix: Readonly<Record<string, Category>> = {
  MONDO: "Disease",
  DOID: "Disease",
  HP: "Disease",
  orphanet: "Disease",
  OMIM: "Disease",
  CHEBI: "ChemicalEntity",
  PR: "Gene",
  HGNC: "Gene",
  MGI: "Gene",
  RGD: "Gene",
  NCBIGene: "Gene",
  uniprot: "Gene",
  NCBITaxon: "OrganismTaxon",
  CLO: "CellLine",
  cellosaurus: "CellLine",
};

/** One category for all terms of the ontology, or one for each prefix that is taken (`{ CHEBI: "ChemicalEntity" }`). */
export type CategoryChoice = Category | Readonly<Record<string, Category>>;

/**
 * The category of a term by its id, undefined for terms that are left out: an ontology's file holds terms imported from others,
 * which have their own files with all names. With a choice by prefix, exactly those prefixes are taken.
 *
 * @param ontology the ontology's own prefix, where the file tells it
 */
export function categoryByPrefix(
  choice: CategoryChoice | undefined,
  ontology: string | undefined,
): (id: Curie) => Category | undefined {
  if (typeof choice === "object") {
    const chosen = new Map(Object.entries(choice).map(([prefix, one]) => [ourPrefix(prefix) ?? prefix, one]));
    return (id) => chosen.get(prefixOf(id));
  }
  return (id) => {
    const prefix = prefixOf(id);
    return ontology !== undefined && prefix !== ontology ? undefined : (choice ?? categoryOfPrefix[prefix]);
  };
}

/** For a file of whose terms none has a category. */
export function noCategory(path: string, prefixes: Iterable<string>): LitweaveError {
  const found = [...prefixes].slice(0, 10).join(", ");
  return new LitweaveError("BAD_TERMINOLOGY", `${path} does not say what its terms are (${found})`, {
    hint: `give their category, for all (Disease) or by prefix ({ ${found.split(",")[0]}: "Disease" })`,
  });
}
