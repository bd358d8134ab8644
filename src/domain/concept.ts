import type { Curie } from "./curie.js";
import type { EntityType } from "./mention.js";

/** Biolink categories of concepts, each also a label in Neo4j. */
export const categories = [
  "Disease",
  "ChemicalEntity",
  "Gene",
  "OrganismTaxon",
  "CellLine",
  "SequenceVariant",
] as const;
export type Category = (typeof categories)[number];

const categoryByType: Readonly<Record<EntityType, Category>> = {
  Disease: "Disease",
  Chemical: "ChemicalEntity",
  Gene: "Gene",
  Species: "OrganismTaxon",
  CellLine: "CellLine",
  Variant: "SequenceVariant",
};

export function categoryOf(type: EntityType): Category {
  return categoryByType[type];
}

export function isCategory(text: string): text is Category {
  return (categories as readonly string[]).includes(text);
}

export interface Concept {
  readonly id: Curie;
  readonly name: string;
  readonly category: Category;
  readonly synonyms: readonly string[];
  readonly xrefs: readonly Curie[];
  readonly parents: readonly Curie[];
  /** For genes, `NCBITaxon:9606`. */
  readonly taxon?: Curie;
  /** Former ids: withdrawn ones that now mean this concept, sorted. Only when there are some. */
  readonly formerly?: readonly Curie[];
  /** Made of mentions that no concept of the terminology fits; gives way to one that does. */
  readonly provisional?: true;
}
