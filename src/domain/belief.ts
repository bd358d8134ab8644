import type { EvidenceRecord } from "./evidence.js";
import type { Certainty } from "./relation.js";

/**
 * Belief that a triple holds, from independent documents.
 *
 * Each work counts once, whatever the number of documents that carry its text (`work.ts`), with reliability
 *
 *   r = score × {@link certaintyWeights} × weight of the section it says so in × {@link concernWeight} while concern is expressed,
 *
 * at most {@link mostReliable}. The score is the extractor's calibrated probability that the document says so: heads are fitted by
 * Platt's method on text that they were not taught on (the model's card has the fits), so that r needs no further weight
 * for the extractor; where a score rests on no fit, its card says so. The section's weight is measured (`section-weight.ts`).
 * A document that only asks neither affirms nor denies: its r is 0. A retracted one is not there. Support and denial are noisy-or over documents, with a systematic error that no number of papers removes
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
export const certaintyWeights: Readonly<Record<Certainty, number>> = {
  asserted: 1,
  hedged: 0.5,
  question: 0,
};
/** A concern is a doubt about the paper, as a hedge is the paper's own: it weighs the same. */
export const concernWeight = 0.5;
export const mostReliable = 0.95;
export const systematicError = 0.02;
const micro = 1_000_000;

/**
 * Additive counts of a triple's evidence; all fields are whole numbers, so removal undoes addition exactly. Of documents with the
 * same text one counts in every field but {@link Aggregate.duplicates}.
 */
export interface Aggregate {
  /** Documents that affirm the triple, asserted or hedged. */
  readonly affirmed: number;
  /** Documents that deny it. */
  readonly denied: number;
  /** Documents of either polarity that hedge. */
  readonly hedged: number;
  /** Documents that only ask whether it holds; they are neither affirming nor denying. */
  readonly questions: number;
  /** Documents of either polarity, or asking, that are under an expression of concern. */
  readonly concerns: number;
  /** Documents that say what an earlier one with the same text says, and count in no other field. */
  readonly duplicates: number;
  /** Retracted documents that spoke of it; they count in no other field. */
  readonly retracted: number;
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
  questions: 0,
  concerns: 0,
  duplicates: 0,
  retracted: 0,
  supportMicronats: 0,
  denialMicronats: 0,
  years: {},
};

type Weighed = Pick<EvidenceRecord, "score" | "certainty" | "sectionWeight" | "concern">;

/** The score with all that lessens it: score × certainty × section, and half of that under a concern. */
export function trust({ score, certainty, sectionWeight, concern }: Weighed): number {
  return score * certaintyWeights[certainty] * sectionWeight * (concern ? concernWeight : 1);
}

/** How far one document's word is relied on, 0 to {@link mostReliable}. */
export function reliability(evidence: Weighed): number {
  return Math.min(mostReliable, Math.max(0, trust(evidence)));
}

/** What one document adds to {@link Aggregate}, in micronats. */
export function micronats(evidence: Weighed): number {
  return Math.round(-Math.log1p(-reliability(evidence)) * micro);
}

export type Counted = Weighed & Pick<EvidenceRecord, "polarity" | "year">;

/** The aggregate with one document's evidence added (`sign` 1) or taken away (`sign` −1). */
export function adjust(aggregate: Aggregate, evidence: Counted, sign: 1 | -1): Aggregate {
  const asks = evidence.certainty === "question";
  const affirms = !asks && evidence.polarity === "affirmed";
  const denies = !asks && evidence.polarity === "negated";
  const amount = sign * micronats(evidence);
  const year = String(evidence.year ?? 0);
  const { [year]: before = 0, ...otherYears } = aggregate.years;
  const after = before + sign;
  return {
    affirmed: aggregate.affirmed + (affirms ? sign : 0),
    denied: aggregate.denied + (denies ? sign : 0),
    hedged: aggregate.hedged + (evidence.certainty === "hedged" ? sign : 0),
    questions: aggregate.questions + (asks ? sign : 0),
    concerns: aggregate.concerns + (evidence.concern ? sign : 0),
    duplicates: aggregate.duplicates,
    retracted: aggregate.retracted,
    supportMicronats: aggregate.supportMicronats + (affirms ? amount : 0),
    denialMicronats: aggregate.denialMicronats + (denies ? amount : 0),
    years: after === 0 ? otherYears : { ...otherYears, [year]: after },
  };
}

/** Of evidence of which each piece is of another work. */
export function aggregateOf(evidence: Iterable<Counted>): Aggregate {
  let aggregate = emptyAggregate;
  for (const item of evidence) aggregate = adjust(aggregate, item, 1);
  return aggregate;
}

/** Documents that speak of the triple, if only to ask. */
export function documentCount({ affirmed, denied, questions }: Aggregate): number {
  return affirmed + denied + questions;
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
