import type { Evidence } from "./evidence.js";

/**
 * Belief that a triple holds, from independent documents.
 *
 * Each document counts once, with reliability r = score × (hedged ? {@link hedgedWeight} : 1), at most {@link mostReliable}.
 * Support and denial are noisy-or over documents, with a systematic error that no number of papers removes
 * (Gyori et al. 2017, "From word models to executable models of signaling networks", INDRA's belief model):
 *
 *   S = (1 − e) · (1 − Π(1 − rᵢ)) over affirming documents,  D likewise over denying ones.
 *
 * The two are combined by Dempster's rule for a support function for the triple and one against it
 * (Shafer 1976, "A Mathematical Theory of Evidence", ch. 4); the belief that remains for the triple is
 *
 *   belief = S · (1 − D) / (1 − S · D).
 *
 * The products are kept as sums of −ln(1 − r) in whole micronats: integer addition is exact and commutative,
 * so the order in which papers arrive or leave cannot show, and a paper costs one addition.
 */
export const hedgedWeight = 0.5;
export const mostReliable = 0.95;
export const systematicError = 0.02;
const micro = 1_000_000;

/** Additive counts of a triple's evidence; all fields are whole numbers, so removal undoes addition exactly. */
export interface Aggregate {
  /** Documents that affirm the triple, asserted or hedged. */
  readonly affirmed: number;
  /** Documents that deny it. */
  readonly denied: number;
  /** Documents of either polarity that hedge. */
  readonly hedged: number;
  /** Σ −ln(1 − r) over affirming documents, in micronats. */
  readonly supportMicronats: number;
  /** Σ −ln(1 − r) over denying documents, in micronats. */
  readonly denialMicronats: number;
  /** Documents by year of publication; documents without a year stand under "0". */
  readonly years: Readonly<Record<string, number>>;
}

export const emptyAggregate: Aggregate = {
  affirmed: 0,
  denied: 0,
  hedged: 0,
  supportMicronats: 0,
  denialMicronats: 0,
  years: {},
};

/** What one document adds to {@link Aggregate}, in micronats. */
export function micronats(evidence: Pick<Evidence, "score" | "certainty">): number {
  const weight = evidence.certainty === "hedged" ? hedgedWeight : 1;
  const reliability = Math.min(mostReliable, Math.max(0, evidence.score * weight));
  return Math.round(-Math.log1p(-reliability) * micro);
}

type Counted = Pick<Evidence, "score" | "certainty" | "polarity" | "year">;

/** The aggregate with one document's evidence added (`sign` 1) or taken away (`sign` −1). */
export function adjust(aggregate: Aggregate, evidence: Counted, sign: 1 | -1): Aggregate {
  const affirms = evidence.polarity === "affirmed";
  const amount = sign * micronats(evidence);
  const year = String(evidence.year ?? 0);
  const { [year]: before = 0, ...otherYears } = aggregate.years;
  const after = before + sign;
  return {
    affirmed: aggregate.affirmed + (affirms ? sign : 0),
    denied: aggregate.denied + (affirms ? 0 : sign),
    hedged: aggregate.hedged + (evidence.certainty === "hedged" ? sign : 0),
    supportMicronats: aggregate.supportMicronats + (affirms ? amount : 0),
    denialMicronats: aggregate.denialMicronats + (affirms ? 0 : amount),
    years: after === 0 ? otherYears : { ...otherYears, [year]: after },
  };
}

export function aggregateOf(evidence: Iterable<Counted>): Aggregate {
  let aggregate = emptyAggregate;
  for (const item of evidence) aggregate = adjust(aggregate, item, 1);
  return aggregate;
}

/** Documents that speak of the triple. */
export function documentCount(aggregate: Aggregate): number {
  return aggregate.affirmed + aggregate.denied;
}

/** 0 to 1, rounded to six decimals so that both stores hold the same number. */
export function belief(aggregate: Pick<Aggregate, "supportMicronats" | "denialMicronats">): number {
  const side = (micronatsSum: number) => (1 - systematicError) * -Math.expm1(-micronatsSum / micro);
  const support = side(aggregate.supportMicronats);
  const denial = side(aggregate.denialMicronats);
  const value = (support * (1 - denial)) / (1 - support * denial);
  return Math.round(value * micro) / micro;
}

/** First and last year of publication, undefined when no document has a year. */
export function yearRange(
  aggregate: Aggregate,
): { readonly first: number; readonly last: number } | undefined {
  const years = Object.keys(aggregate.years)
    .map(Number)
    .filter((year) => year > 0);
  return years.length === 0 ? undefined : { first: Math.min(...years), last: Math.max(...years) };
}
