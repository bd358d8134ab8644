import type { HeadingReason } from "../domain/heading-suggestion.js";
import { type FeatureName, type Features, featureNames } from "./heading-features.js";

/**
 * Weights of a logistic regression on the measures of {@link featuresOf}, in nats for one unit of each, and the bias.
 * Fitted by `scripts/fit-headings.ts` to the headings of 189 PubMed records.
 */
const weights: Readonly<Record<FeatureName, number>> = {
  mentions: 0.64,
  title: 1.36,
  first: 0.83,
  link: 1.28,
  mapped: -1.35,
  distance: -0.16,
  narrower: -0.32,
  depth: 2.16,
  closeness: 2.94,
  organism: 1.09,
  humans: 3.46,
  animals: 5.14,
};
const bias = -6.35;

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
