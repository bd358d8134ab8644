import { expect } from "vitest";

/** What each saved query of `cypher/explore/` answers in the world of `saved-query-world.ts`, values in the order of its columns. */
export const savedQueryAnswers: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "causes-of-a-disease": [
    ["Doxorubicin", "ChemicalEntity", "CAUSES", 0.97, 2, 0, 2017],
    ["Trastuzumab", "ChemicalEntity", "CAUSES", 0.618, 1, 1, 2016],
  ],
  "claims-of-a-paper": [
    [
      "Metformin",
      "TREATS",
      "Diabetes Mellitus, Type 2",
      "affirmed",
      "asserted",
      0.95,
      "Metformin lowered glucose in Diabetes Mellitus, Type 2.",
      4,
      0.836,
    ],
    [
      "Metformin",
      "CAUSES",
      "Acidosis, Lactic",
      "affirmed",
      "asserted",
      0.8,
      "Metformin caused Acidosis, Lactic in two patients.",
      0,
      0.784,
    ],
  ],
  "co-mentioned-never-related": [
    ["Glucose", "ChemicalEntity", 2, ["PMID:1", "PMID:90000070"]],
    ["Acidosis, Lactic", "Disease", 1, ["PMID:90000070"]],
    ["Breast Neoplasms", "Disease", 1, ["PMID:12"]],
  ],
  "contradicted-claims": [
    ["Metformin", "TREATS", "Diabetes Mellitus, Type 2", 3, 1, 0.836],
    ["Trastuzumab", "CAUSES", "Heart Failure", 1, 1, 0.618],
  ],
  "drugs-for-a-disease": [
    ["Pioglitazone", 0.882, 1, 0, ["PMID:4: Pioglitazone treats Diabetes Mellitus, Type 2."]],
    [
      "Metformin",
      0.836,
      3,
      1,
      [
        "PMID:90000070: Metformin lowered glucose in Diabetes Mellitus, Type 2.",
        "PMID:1: Metformin treats Diabetes Mellitus, Type 2.",
        "PMID:2: Metformin may help in Diabetes Mellitus, Type 2.",
      ],
    ],
  ],
  "effects-of-a-drug": [
    ["Acidosis, Lactic", 0.784, 1, 0, "Metformin caused Acidosis, Lactic in two patients.", "PMID:90000070"],
  ],
  "facts-of-a-gene": [
    ["Lung Neoplasms", "ASSOCIATED_WITH", "EGFR", 1, 0.882, 2014, "EGFR is associated with Lung Neoplasms."],
    ["osimertinib", "NEGATIVELY_CORRELATED_WITH", "EGFR", 1, 0.882, 2017, "Here osimertinib inhibited EGFR."],
    ["Gefitinib", "NEGATIVELY_CORRELATED_WITH", "EGFR", 1, 0.833, 2017, "Gefitinib inhibited EGFR."],
  ],
  "find-a-concept": [["Metformin", "MESH:D008687", "ChemicalEntity", 5, [], 1.231]],
  "graph-at-a-glance": [
    ["papers that count", 16],
    ["papers retracted", 1],
    ["concepts", 19],
    ["  Disease", 9],
    ["  ChemicalEntity", 8],
    ["  Gene", 2],
    ["  OrganismTaxon", 0],
    ["  CellLine", 0],
    ["  SequenceVariant", 0],
    ["evidence", 20],
    ["triples TREATS", 6],
    ["triples PREVENTATIVE_FOR_CONDITION", 0],
    ["triples CAUSES", 3],
    ["triples CONTRIBUTES_TO", 0],
    ["triples AFFECTS", 0],
    ["triples POSITIVELY_CORRELATED_WITH", 0],
    ["triples NEGATIVELY_CORRELATED_WITH", 2],
    ["triples DIRECTLY_PHYSICALLY_INTERACTS_WITH", 0],
    ["triples PHARMACOLOGICALLY_INTERACTS_WITH", 0],
    ["triples INTERACTS_WITH", 0],
    ["triples HAS_SUBSTRATE", 0],
    ["triples PRODUCES", 0],
    ["triples HAS_PART", 0],
    ["triples ASSOCIATED_WITH", 3],
  ],
  "hub-genes": [
    ["EGFR", "NCBIGene:1956", 3, 3, 2, ["Lung Neoplasms"]],
    ["BRCA1", "NCBIGene:672", 2, 2, 1, ["Breast Neoplasms", "Ovarian Neoplasms"]],
  ],
  "most-believed-paths": [
    [
      0.778,
      ["Lung Neoplasms ASSOCIATED_WITH EGFR", "osimertinib NEGATIVELY_CORRELATED_WITH EGFR"],
      ["Lung Neoplasms", "ASSOCIATED_WITH", "EGFR", "NEGATIVELY_CORRELATED_WITH", "osimertinib"],
    ],
    [
      0.648,
      [
        "Gefitinib TREATS Lung Neoplasms",
        "Gefitinib NEGATIVELY_CORRELATED_WITH EGFR",
        "osimertinib NEGATIVELY_CORRELATED_WITH EGFR",
      ],
      [
        "Lung Neoplasms",
        "TREATS",
        "Gefitinib",
        "NEGATIVELY_CORRELATED_WITH",
        "EGFR",
        "NEGATIVELY_CORRELATED_WITH",
        "osimertinib",
      ],
    ],
  ],
  "open-questions": [
    [
      "Metformin",
      "TREATS",
      "Breast Neoplasms",
      1,
      2019,
      "Whether Metformin treats Breast Neoplasms is not known.",
      "PMID:12",
    ],
  ],
  "papers-that-disagree": [
    [
      "Trastuzumab",
      "CAUSES",
      "Heart Failure",
      "PMID:5 (2016)",
      "Trastuzumab caused Heart Failure.",
      "PMID:6 (2017)",
      "Trastuzumab did not cause Heart Failure.",
    ],
  ],
  "provisional-concepts": [["post travel tiredness", "Disease", 1, 0, ["PMID:13"]]],
  "repurposing-candidates": [
    ["osimertinib", "NEGATIVELY_CORRELATED_WITH", "EGFR", "ASSOCIATED_WITH", "Lung Neoplasms"],
  ],
  "shared-neighbours": [
    ["Breast Neoplasms", "ASSOCIATED_WITH", "BRCA1", "ASSOCIATED_WITH", "Ovarian Neoplasms"],
  ],
  "shortest-paths": [
    [["Lung Neoplasms", "ASSOCIATED_WITH", "EGFR", "NEGATIVELY_CORRELATED_WITH", "osimertinib"]],
  ],
  // Vectors differ a little from one processor to another.
  "similar-concepts": [
    ["Heart Diseases", "MESH:D006331", expect.closeTo(0.806, 1), 1],
    ...Array.from({ length: 7 }, () => [
      expect.any(String),
      expect.any(String),
      expect.any(Number),
      expect.any(Number),
    ]),
  ],
  "single-paper-claims": [
    ["Pioglitazone", "TREATS", "Diabetes Mellitus, Type 2", "PMID:4", "Pioglitazone.", 2011, 0.882],
  ],
  "timeline-of-a-claim": [
    ["TREATS", 2008, 1, 0, 0, 0, ["PMID:1"]],
    ["TREATS", 2012, 1, 1, 1, 0, ["PMID:2", "PMID:3"]],
    ["TREATS", 2019, 0, 0, 0, 1, ["PMID:12"]],
    ["TREATS", 2023, 1, 0, 0, 0, ["PMID:90000070"]],
  ],
};
