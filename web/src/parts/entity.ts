import type { Category, EntityType } from "../api/generated.js";

/** What is looked for in a text, by the category of the concepts it is linked to. */
export const categoryOf: Readonly<Record<EntityType, Category>> = {
  Disease: "Disease",
  Chemical: "ChemicalEntity",
  Gene: "Gene",
  Species: "OrganismTaxon",
  CellLine: "CellLine",
  Variant: "SequenceVariant",
};
