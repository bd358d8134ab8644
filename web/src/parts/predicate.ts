import type { Predicate } from "../api/generated.js";

/** Predicates of a kind share a colour; their names tell them apart. */
export type Family = "helps" | "harms" | "acts" | "rises" | "falls" | "meets" | "makes" | "goes";

interface PredicateLook {
  readonly family: Family;
  readonly says: string;
  /** The same statement read from its object. */
  readonly inverse: string;
  readonly symmetric: boolean;
}

const look = (family: Family, says: string, inverse = says): PredicateLook => ({
  family,
  says,
  inverse,
  symmetric: inverse === says,
});

export const predicates: Readonly<Record<Predicate, PredicateLook>> = {
  treats: look("helps", "treats", "is treated by"),
  preventative_for_condition: look("helps", "prevents", "is prevented by"),
  causes: look("harms", "causes", "is caused by"),
  contributes_to: look("harms", "contributes to", "is contributed to by"),
  affects: look("acts", "affects", "is affected by"),
  positively_correlated_with: look("rises", "rises and falls with"),
  negatively_correlated_with: look("falls", "varies inversely with"),
  directly_physically_interacts_with: look("meets", "binds"),
  pharmacologically_interacts_with: look("meets", "interacts as a drug with"),
  interacts_with: look("meets", "interacts with"),
  has_substrate: look("makes", "has the substrate", "is a substrate of"),
  produces: look("makes", "produces", "is produced by"),
  has_part: look("makes", "has the part", "is part of"),
  associated_with: look("goes", "is associated with"),
};

export const everyPredicate = Object.keys(predicates) as readonly Predicate[];
