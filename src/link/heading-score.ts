import type { HeadingReason } from "../domain/heading-suggestion.js";
import { type FeatureName, type Features, featureNames } from "./heading-features.js";

/**
 * Weights of a logistic regression on the measures of {@link featuresOf}, in nats for one unit of each, and the bias.
 * Fitted by `scripts/fit-headings.ts` to the headings of 189 PubMed records.
 */
const weights: Readonly<Record<FeatureName, number>> = {
  mentions: 0.65,
  title: 1.45,
  first: 0.77,
  link: 1.5,
  mapped: -1.42,
  distance: -0.18,
  narrower: -0.32,
  depth: 2.04,
  closeness: 2.64,
  organism: 1.55,
  humans: 3.01,
  animals: 4.72,
};
const bias = -6.27;

export interface HeadingScore {
  /** Probability, 0 to 1. */
  readonly score: number;
  /** Terms other than 0, with `base` for the bias; their weights sum to the log-odds. The weightiest first. */
  readonly reasons: readonly HeadingReason[];
}

export function headingScore(features: Features): HeadingScore {
  const terms = featureNames.map((name) => ({
    name,
    value: features[name],
    weight: weights[name] * features[name],
  }));
  const reasons: readonly HeadingReason[] = [{ name: "base", value: 1, weight: bias }, ...terms];
  const logOdds = reasons.reduce((sum, { weight }) => sum + weight, 0);
  return {
    score: 1 / (1 + Math.exp(-logOdds)),
    reasons: reasons
      .filter(({ value }) => value !== 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
  };
}
