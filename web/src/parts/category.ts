import type { Category } from "../api/generated.js";

interface CategoryLook {
  readonly name: string;
  readonly plural: string;
  /** Tells the categories apart without their colours. */
  readonly glyph: string;
  /** Cytoscape's shape of the same meaning. */
  readonly shape: string;
}

export const categories: Readonly<Record<Category, CategoryLook>> = {
  Disease: { name: "Disease", plural: "Diseases", glyph: "●", shape: "ellipse" },
  ChemicalEntity: { name: "Chemical", plural: "Chemicals", glyph: "⬢", shape: "hexagon" },
  Gene: { name: "Gene", plural: "Genes", glyph: "■", shape: "rectangle" },
  OrganismTaxon: { name: "Organism", plural: "Organisms", glyph: "▲", shape: "triangle" },
  CellLine: { name: "Cell line", plural: "Cell lines", glyph: "⬟", shape: "pentagon" },
  SequenceVariant: { name: "Variant", plural: "Variants", glyph: "◆", shape: "diamond" },
};
