import type { Category } from "./concept.js";

interface PredicateRow {
  /** Relationship type in Neo4j. */
  readonly neo4j: string;
  /** Biolink's name of the same statement read from its object; symmetric predicates have none. */
  readonly inverse?: string;
  readonly symmetric: boolean;
  /** Pairs of categories (subject, object) it may join; `any` joins all. */
  readonly joins: readonly (readonly [Category, Category])[] | "any";
  /** What a triple with it says, for the page and the API's schema. */
  readonly means: string;
}

/**
 * The one vocabulary of edges: the same word stands in GraphQL, Cypher, exports, page and docs.
 * Names, inverses and symmetry are Biolink's (model 4.4), in snake case; no predicate joins what its domain and range forbid.
 */
export const predicates = {
  treats: {
    neo4j: "TREATS",
    inverse: "treated_by",
    symmetric: false,
    joins: [["ChemicalEntity", "Disease"]],
    means: "The chemical treats the disease.",
  },
  preventative_for_condition: {
    neo4j: "PREVENTATIVE_FOR_CONDITION",
    inverse: "has_preventative_intervention",
    symmetric: false,
    joins: [["ChemicalEntity", "Disease"]],
    means: "The chemical prevents the disease.",
  },
  causes: {
    neo4j: "CAUSES",
    inverse: "caused_by",
    symmetric: false,
    joins: [
      ["ChemicalEntity", "Disease"],
      ["Gene", "Disease"],
      ["OrganismTaxon", "Disease"],
    ],
    means: "The chemical, gene or organism causes the disease.",
  },
  contributes_to: {
    neo4j: "CONTRIBUTES_TO",
    inverse: "contribution_from",
    symmetric: false,
    joins: [
      ["ChemicalEntity", "Disease"],
      ["OrganismTaxon", "Disease"],
      ["Disease", "Disease"],
    ],
    means: "The chemical, organism or other disease makes the disease likelier or worse.",
  },
  affects: {
    neo4j: "AFFECTS",
    inverse: "affected_by",
    symmetric: false,
    joins: "any",
    means: "The subject acts on the object; the papers do not say to which effect.",
  },
  positively_correlated_with: {
    neo4j: "POSITIVELY_CORRELATED_WITH",
    symmetric: true,
    joins: "any",
    means: "The two rise and fall together, as a gene does with a drug that activates it.",
  },
  negatively_correlated_with: {
    neo4j: "NEGATIVELY_CORRELATED_WITH",
    symmetric: true,
    joins: "any",
    means: "One falls where the other rises, as a gene does with a drug that inhibits it.",
  },
  directly_physically_interacts_with: {
    neo4j: "DIRECTLY_PHYSICALLY_INTERACTS_WITH",
    symmetric: true,
    joins: [
      ["Gene", "Gene"],
      ["ChemicalEntity", "Gene"],
      ["ChemicalEntity", "ChemicalEntity"],
    ],
    means: "The two bind.",
  },
  pharmacologically_interacts_with: {
    neo4j: "PHARMACOLOGICALLY_INTERACTS_WITH",
    symmetric: true,
    joins: [["ChemicalEntity", "ChemicalEntity"]],
    means: "Of two drugs taken together, one alters the effect or the fate of the other.",
  },
  interacts_with: {
    neo4j: "INTERACTS_WITH",
    symmetric: true,
    joins: [
      ["ChemicalEntity", "ChemicalEntity"],
      ["ChemicalEntity", "Gene"],
      ["ChemicalEntity", "OrganismTaxon"],
      ["Gene", "Gene"],
      ["Gene", "OrganismTaxon"],
      ["OrganismTaxon", "OrganismTaxon"],
    ],
    means: "The two interact, directly or not.",
  },
  has_substrate: {
    neo4j: "HAS_SUBSTRATE",
    inverse: "is_substrate_of",
    symmetric: false,
    joins: [["Gene", "ChemicalEntity"]],
    means: "The gene's product converts or transports the chemical.",
  },
  produces: {
    neo4j: "PRODUCES",
    inverse: "produced_by",
    symmetric: false,
    joins: [["Gene", "ChemicalEntity"]],
    means: "The gene's product makes the chemical.",
  },
  has_part: {
    neo4j: "HAS_PART",
    inverse: "part_of",
    symmetric: false,
    joins: [
      ["Gene", "ChemicalEntity"],
      ["ChemicalEntity", "ChemicalEntity"],
      ["ChemicalEntity", "OrganismTaxon"],
    ],
    means: "The object is a part of the subject, as an amino acid is of a protein.",
  },
  associated_with: {
    neo4j: "ASSOCIATED_WITH",
    symmetric: true,
    joins: "any",
    means: "The two are associated; the papers say no more.",
  },
} as const satisfies Readonly<Record<string, PredicateRow>>;

export type Predicate = keyof typeof predicates;

export const predicateNames = Object.keys(predicates) as readonly Predicate[];

/** Whether `predicate` may join these categories, in this direction (either, when symmetric). */
export function mayJoin(predicate: Predicate, subject: Category, object: Category): boolean {
  const row: PredicateRow = predicates[predicate];
  if (row.joins === "any") return true;
  return row.joins.some(
    ([a, b]) => (a === subject && b === object) || (row.symmetric && a === object && b === subject),
  );
}

/** Biolink's name of the same statement read from its object; of a symmetric predicate, its own. */
export function inverseOf(predicate: Predicate): string {
  const row: PredicateRow = predicates[predicate];
  return row.inverse ?? predicate;
}

const byInverse: ReadonlyMap<string, Predicate> = new Map(
  predicateNames.map((name) => [inverseOf(name), name]),
);

/** The predicate that `word` names, itself or by its inverse; then `turned` says that the subject is the object. */
export function predicateNamed(
  word: string,
): { readonly predicate: Predicate; readonly turned: boolean } | undefined {
  const own = predicateNames.find((name) => name === word);
  if (own !== undefined) return { predicate: own, turned: false };
  const predicate = byInverse.get(word);
  return predicate && { predicate, turned: true };
}
