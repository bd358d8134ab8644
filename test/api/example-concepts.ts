import type { Concept } from "../../src/domain/concept.js";

/** The concepts of the example graph by the word that its papers use for them. */
export const concepts = {
  metformin: {
    id: "MESH:D008687",
    name: "Metformin",
    category: "ChemicalEntity",
    synonyms: ["Dimethylbiguanidine", "Glucophage"],
    xrefs: ["CHEBI:6801"],
    parents: ["MESH:D001645"],
  },
  "type 2 diabetes": {
    id: "MESH:D003924",
    name: "Diabetes Mellitus, Type 2",
    category: "Disease",
    synonyms: ["T2DM", "NIDDM", "type 2 diabetes"],
    xrefs: ["MONDO:0005148"],
    parents: ["MESH:D003920"],
  },
  diabetes: {
    id: "MESH:D003920",
    name: "Diabetes Mellitus",
    category: "Disease",
    synonyms: ["diabetes"],
    xrefs: [],
    parents: [],
  },
  "lactic acidosis": {
    id: "MESH:D000140",
    name: "Acidosis, Lactic",
    category: "Disease",
    synonyms: ["lactic acidosis"],
    xrefs: [],
    parents: [],
  },
  aspirin: {
    id: "MESH:D001241",
    name: "Aspirin",
    category: "ChemicalEntity",
    synonyms: ["acetylsalicylic acid"],
    xrefs: ["CHEBI:15365"],
    parents: [],
  },
  "myocardial infarction": {
    id: "MESH:D009203",
    name: "Myocardial Infarction",
    category: "Disease",
    synonyms: ["heart attack"],
    xrefs: [],
    parents: [],
  },
  warfarin: {
    id: "MESH:D014859",
    name: "Warfarin",
    category: "ChemicalEntity",
    synonyms: [],
    xrefs: [],
    parents: [],
  },
  bleeding: {
    id: "MESH:D006470",
    name: "Hemorrhage",
    category: "Disease",
    synonyms: ["bleeding"],
    xrefs: [],
    parents: [],
  },
  TCF7L2: {
    id: "NCBIGene:6934",
    name: "TCF7L2",
    category: "Gene",
    synonyms: ["transcription factor 7 like 2"],
    xrefs: ["HGNC:11641"],
    parents: [],
    taxon: "NCBITaxon:9606",
  },
  // No paper mentions it, so the graph does not hold it.
  insulin: {
    id: "MESH:D007328",
    name: "Insulin",
    category: "ChemicalEntity",
    synonyms: [],
    xrefs: [],
    parents: [],
  },
} as const satisfies Readonly<Record<string, Concept>>;

export type Word = keyof typeof concepts;
