import type { Category } from "./concept.js";

interface PredicateRow {
  /** Relationship type in Neo4j. */
  readonly neo4j: string;
  readonly symmetric: boolean;
  /** Pairs of categories (subject, object) it may join; `any` joins all. */
  readonly joins: readonly (readonly [Category, Category])[] | "any";
  readonly reads: string;
}

/**
 * The one vocabulary of edges: the same word stands in GraphQL, Cypher, exports, page and docs.
 * Names are Biolink's (model 4.4), in snake case.
 */
export const predicates = {
  treats: {
    neo4j: "TREATS",
    symmetric: false,
    joins: [["ChemicalEntity", "Disease"]],
    reads: "treats",
  },
  causes: {
    neo4j: "CAUSES",
    symmetric: false,
    joins: [["ChemicalEntity", "Disease"]],
    reads: "causes",
  },
  positively_correlated_with: {
    neo4j: "POSITIVELY_CORRELATED_WITH",
    symmetric: true,
    joins: "any",
    reads: "is positively correlated with",
  },
  negatively_correlated_with: {
    neo4j: "NEGATIVELY_CORRELATED_WITH",
    symmetric: true,
    joins: "any",
    reads: "is negatively correlated with",
  },
  directly_physically_interacts_with: {
    neo4j: "DIRECTLY_PHYSICALLY_INTERACTS_WITH",
    symmetric: true,
    joins: [
      ["Gene", "Gene"],
      ["ChemicalEntity", "Gene"],
      ["ChemicalEntity", "ChemicalEntity"],
    ],
    reads: "binds",
  },
  interacts_with: {
    neo4j: "INTERACTS_WITH",
    symmetric: true,
    joins: [["ChemicalEntity", "ChemicalEntity"]],
    reads: "interacts with",
  },
  associated_with: {
    neo4j: "ASSOCIATED_WITH",
    symmetric: true,
    joins: "any",
    reads: "is associated with",
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

/**
 * How an extractor's label becomes a predicate. Keys are `group:label`; a row for the pair of categories
 * wins over the plain one; labels that state nothing about the world (`Comparison`) have none.
 */
export const predicateByLabel: Readonly<Record<string, Predicate>> = {
  "biored:Association": "associated_with",
  "biored:Positive_Correlation": "positively_correlated_with",
  "biored:Positive_Correlation ChemicalEntity Disease": "causes",
  "biored:Negative_Correlation": "negatively_correlated_with",
  "biored:Negative_Correlation ChemicalEntity Disease": "treats",
  "biored:Bind": "directly_physically_interacts_with",
  "biored:Cotreatment": "associated_with",
  "biored:Conversion": "associated_with",
  "biored:Drug_Interaction": "interacts_with",
  "cid:CID": "causes",
};

/** The predicate of an extractor's label between two categories, or undefined when it has none. */
export function predicateOf(label: string, subject: Category, object: Category): Predicate | undefined {
  const predicate = predicateByLabel[`${label} ${subject} ${object}`] ?? predicateByLabel[label];
  return predicate !== undefined && mayJoin(predicate, subject, object) ? predicate : undefined;
}
