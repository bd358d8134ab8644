import { type Category, isCategory } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import type { ConceptHit } from "./concept-hits.js";
import {
  type Contest,
  type Contestant,
  featureNames,
  inDocument,
  nilFeatureNames,
  nilFeaturesOf,
  ofWording,
  wordingFeatures,
} from "./features.js";

/** What was learned for one category. */
export interface RerankerWeights {
  /** One per name of {@link featureNames}. */
  readonly weights: readonly number[];
  /** One per name of {@link nilFeatureNames}. */
  readonly nil: readonly number[];
  /** Least probability for a link. */
  readonly threshold: number;
}

/** Learned by `training/linking/rerank.py`, kept in the name encoder's manifest. */
export interface Reranker {
  readonly categories: Readonly<Partial<Record<Category, RerankerWeights>>>;
  /** How often each concept was meant in the training corpora. */
  readonly counts: ReadonlyMap<string, number>;
}

/** A candidate with the probability that it is meant. */
export interface JudgedHit extends Contestant {
  readonly probability: number;
}

export interface Verdict {
  /** Likeliest first; candidates of equal probability stay in their order. */
  readonly hits: readonly JudgedHit[];
  /** The probability that none of them is meant. */
  readonly nil: number;
}

/** `sum`, and the products of the features with the weights from `first` on. */
function weighed(weights: readonly number[], features: readonly number[], first = 0, sum = 0): number {
  let total = sum;
  for (let place = 0; place < features.length; place += 1)
    total += weights[first + place]! * features[place]!;
  return total;
}

interface Worth {
  readonly weights: readonly number[];
  readonly sum: number;
}

/** What the wording of a hit is worth: kept with the hit, which a look-up keeps with its name. */
const worthOfWording = new WeakMap<ConceptHit, Worth>();

function wordingBy(weights: readonly number[], hit: Contestant): number {
  const known = worthOfWording.get(hit.kept);
  if (known?.weights === weights) return known.sum;
  const sum = weighed(weights, ofWording(hit));
  worthOfWording.set(hit.kept, { weights, sum });
  return sum;
}

/**
 * A conditional logit (McFadden 1974) over the candidates and one alternative more, that none of them is meant:
 * P(i) = exp(w·f_i) / (exp(v·g) + Σ_j exp(w·f_j)), with the features f of each candidate and g of them all.
 */
export function rerank(
  contestants: readonly Contestant[],
  contest: Contest,
  mention: string,
  { weights, nil }: RerankerWeights,
): Verdict {
  const worth = inDocument(contestants, contest).map((features, place) =>
    weighed(weights, features, wordingFeatures, wordingBy(weights, contestants[place]!)),
  );
  const none = weighed(nil, nilFeaturesOf(contestants, mention));
  const most = Math.max(none, ...worth);
  const powers = worth.map((value) => Math.exp(value - most));
  const sum = powers.reduce((total, value) => total + value, Math.exp(none - most));
  return {
    hits: contestants
      .map((hit, place) => ({ ...hit, probability: powers[place]! / sum }))
      .sort((a, b) => b.probability - a.probability),
    nil: Math.exp(none - most) / sum,
  };
}

/** How often a concept is met, 0 to about 2. */
export function priorIn(reranker: Reranker | undefined, id: Curie): number {
  return Math.log1p(reranker?.counts.get(id) ?? 0) / 4;
}

function sameNames(given: unknown, names: readonly string[]): boolean {
  return (
    Array.isArray(given) &&
    given.length === names.length &&
    names.every((name, place) => given[place] === name)
  );
}

function numbers(value: unknown, count: number): readonly number[] | undefined {
  return Array.isArray(value) && value.length === count && value.every((one) => Number.isFinite(one))
    ? (value as readonly number[])
    : undefined;
}

/**
 * The `reranker` of a manifest's `linking`; undefined where there is none.
 *
 * @throws LitweaveError `BAD_MODEL` when it was learned over other features than this version computes, or is damaged
 */
export function rerankerFrom(value: unknown): Reranker | undefined {
  if (value === undefined || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const hint = "fit it again: python -m linking.rerank";
  if (!sameNames(given.features, featureNames) || !sameNames(given.nilFeatures, nilFeatureNames)) {
    throw new LitweaveError("BAD_MODEL", "the name encoder's manifest: linking.reranker has other features", {
      hint,
    });
  }
  const categories: Partial<Record<Category, RerankerWeights>> = {};
  for (const [category, own] of Object.entries(given.categories ?? {}) as [
    string,
    Record<string, unknown>,
  ][]) {
    const weights = numbers(own.weights, featureNames.length);
    const nil = numbers(own.nil, nilFeatureNames.length);
    const { threshold } = own;
    if (!isCategory(category) || !weights || !nil || typeof threshold !== "number") {
      throw new LitweaveError(
        "BAD_MODEL",
        `the name encoder's manifest: linking.reranker.categories.${category} is damaged`,
        { hint },
      );
    }
    categories[category] = { weights, nil, threshold };
  }
  const counts = Object.entries((given.counts ?? {}) as Record<string, number>);
  return { categories, counts: new Map(counts) };
}
