import type { Category } from "../domain/concept.js";

/**
 * Semantic types of UMLS by category. Types that are not here (findings, procedures, anatomy, activities …) fit none of the
 * categories. https://www.nlm.nih.gov/research/umls/META3_current_semantic_types.html
 */
const types: readonly (readonly [Category, Readonly<Record<string, string>>])[] = [
  [
    "Disease",
    {
      T019: "Congenital Abnormality",
      T020: "Acquired Abnormality",
      T037: "Injury or Poisoning",
      T046: "Pathologic Function",
      T047: "Disease or Syndrome",
      T048: "Mental or Behavioral Dysfunction",
      T049: "Cell or Molecular Dysfunction",
      T050: "Experimental Model of Disease",
      T184: "Sign or Symptom",
      T190: "Anatomical Abnormality",
      T191: "Neoplastic Process",
    },
  ],
  [
    "ChemicalEntity",
    {
      T103: "Chemical",
      T104: "Chemical Viewed Structurally",
      T109: "Organic Chemical",
      T114: "Nucleic Acid, Nucleoside, or Nucleotide",
      T120: "Chemical Viewed Functionally",
      T121: "Pharmacologic Substance",
      T122: "Biomedical or Dental Material",
      T123: "Biologically Active Substance",
      T125: "Hormone",
      T127: "Vitamin",
      T129: "Immunologic Factor",
      T130: "Indicator, Reagent, or Diagnostic Aid",
      T131: "Hazardous or Poisonous Substance",
      T195: "Antibiotic",
      T196: "Element, Ion, or Isotope",
      T197: "Inorganic Chemical",
      T200: "Clinical Drug",
    },
  ],
  [
    "Gene",
    { T028: "Gene or Genome", T116: "Amino Acid, Peptide, or Protein", T126: "Enzyme", T192: "Receptor" },
  ],
  [
    "OrganismTaxon",
    {
      T001: "Organism",
      T002: "Plant",
      T004: "Fungus",
      T005: "Virus",
      T007: "Bacterium",
      T008: "Animal",
      T010: "Vertebrate",
      T011: "Amphibian",
      T012: "Bird",
      T013: "Fish",
      T014: "Reptile",
      T015: "Mammal",
      T016: "Human",
      T194: "Archaeon",
      T204: "Eukaryote",
    },
  ],
  ["CellLine", { T025: "Cell" }],
];

const categoryByType: ReadonlyMap<string, Category> = new Map(
  types.flatMap(([category, names]) => Object.keys(names).map((type) => [type, category] as const)),
);

/** A protein that is also one of these is given as a drug: insulin, adalimumab. */
const drugs: ReadonlySet<string> = new Set(["T121", "T195", "T200"]);

/** The category of a concept with these types (`T047`): drugs first, else the first type that has one. */
export function semanticCategory(tuis: readonly string[]): Category | undefined {
  if (tuis.some((tui) => drugs.has(tui))) return "ChemicalEntity";
  for (const tui of tuis) {
    const category = categoryByType.get(tui);
    if (category) return category;
  }
  return undefined;
}
