import type { Category } from "./concept.js";
import { mayJoin, type Predicate, predicates } from "./predicate.js";

/**
 * How an extractor's label becomes a predicate. Keys are `group:label`, or `group:label Subject Object`, which holds for
 * that pair of categories and wins over the plain one. Labels that state nothing about the world (`Comparison`) have none.
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
  "biored:Drug_Interaction": "pharmacologically_interacts_with",
  "cid:CID ChemicalEntity Disease": "causes",
  "chemprot:CPR:3": "positively_correlated_with",
  "chemprot:CPR:4": "negatively_correlated_with",
  "chemprot:CPR:5": "positively_correlated_with",
  "chemprot:CPR:6": "negatively_correlated_with",
  "chemprot:CPR:9": "interacts_with",
  "drugprot:ACTIVATOR": "positively_correlated_with",
  "drugprot:AGONIST": "positively_correlated_with",
  "drugprot:AGONIST-ACTIVATOR": "positively_correlated_with",
  "drugprot:AGONIST-INHIBITOR": "negatively_correlated_with",
  "drugprot:ANTAGONIST": "negatively_correlated_with",
  "drugprot:DIRECT-REGULATOR": "directly_physically_interacts_with",
  "drugprot:INDIRECT-DOWNREGULATOR": "negatively_correlated_with",
  "drugprot:INDIRECT-UPREGULATOR": "positively_correlated_with",
  "drugprot:INHIBITOR": "negatively_correlated_with",
  "drugprot:PART-OF": "has_part",
  "drugprot:PRODUCT-OF": "produces",
  "drugprot:SUBSTRATE": "has_substrate",
  "drugprot:SUBSTRATE_PRODUCT-OF": "has_substrate",
  "dimb:AFFECTS": "affects",
  "dimb:ASSOCIATED_WITH": "associated_with",
  "dimb:CAUSES": "causes",
  "dimb:DECREASES": "negatively_correlated_with",
  "dimb:HAS_COMPONENT": "has_part",
  "dimb:IMPROVES": "affects",
  "dimb:IMPROVES ChemicalEntity Disease": "treats",
  "dimb:INCREASES": "positively_correlated_with",
  "dimb:INTERACTS_WITH": "interacts_with",
  "dimb:NEG_ASSOCIATED_WITH": "negatively_correlated_with",
  "dimb:POS_ASSOCIATED_WITH": "positively_correlated_with",
  "dimb:PREDISPOSES": "contributes_to",
  "dimb:PREVENTS": "preventative_for_condition",
  "dimb:WORSENS": "affects",
  "dimb:WORSENS ChemicalEntity Disease": "contributes_to",
  "dimb:WORSENS OrganismTaxon Disease": "contributes_to",
  "gad:Association": "associated_with",
  "euadr:Association": "associated_with",
  "ddi:mechanism": "pharmacologically_interacts_with",
  "ddi:effect": "pharmacologically_interacts_with",
  "ddi:advise": "pharmacologically_interacts_with",
  "ddi:int": "pharmacologically_interacts_with",
};

/** Labels that hold from the pair's first side to its second; with {@link reversedEnd}, from the second to the first. */
export const directedLabels: ReadonlySet<string> = new Set(
  [
    "AFFECTS",
    "CAUSES",
    "DECREASES",
    "HAS_COMPONENT",
    "IMPROVES",
    "INCREASES",
    "PREDISPOSES",
    "PREVENTS",
    "WORSENS",
  ].map((label) => `dimb:${label}`),
);

/** Ends a label that is read from the pair's second side. */
export const reversedEnd = "^-1";

/** What a label states of a pair: the predicate, and whether the pair's second side is the subject. */
export interface LabelStatement {
  readonly predicate: Predicate;
  readonly turned: boolean;
}

/**
 * What an extractor's label states between two categories, given in the order in which the extractor was asked, or
 * undefined when it states nothing that its predicate may join. Where the label has no direction of its own, the
 * predicate's `joins` says which side is the subject; where that leaves both open, nothing is stated.
 *
 * @param label `group:label`
 */
export function statementOf(label: string, first: Category, second: Category): LabelStatement | undefined {
  const backwards = label.endsWith(reversedEnd);
  const plain = backwards ? label.slice(0, -reversedEnd.length) : label;
  const directed = directedLabels.has(plain);
  if (backwards && !directed) return undefined;
  const readings = (directed ? [backwards] : [false, true]).map((turned) => {
    const [subject, object] = turned ? [second, first] : [first, second];
    return { turned, subject, object, own: rows.get(`${plain} ${subject} ${object}`) };
  });
  const chosen = readings.some(({ own }) => own) ? readings.filter(({ own }) => own) : readings;
  const allowed = chosen.flatMap(({ turned, subject, object, own = rows.get(plain) }) =>
    own !== undefined && mayJoin(own, subject, object) ? [{ predicate: own, turned }] : [],
  );
  const [statement, other] = allowed;
  return other === undefined || predicates[other.predicate].symmetric ? statement : undefined;
}

const rows: ReadonlyMap<string, Predicate> = new Map(Object.entries(predicateByLabel));
