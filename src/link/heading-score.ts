import type { HeadingReason } from "../domain/heading-suggestion.js";
import { type FeatureName, type Features, featureNames } from "./heading-features.js";

/**
 * Weights of a logistic regression on the measures of {@link featuresOf}, in nats for one unit of each, and the bias.
 * Fitted by `scripts/fit-headings.ts` to the headings of 189 PubMed records, with the name
 * encoder 0.2.0: another has other cosines, so that `closeness` is to be fitted again.
 */
const weights: Readonly<Record<FeatureName, number>> = {
  mentions: 0.69,
  title: 1.61,
  first: 0.84,
  link: 1.36,
  mapped: -2.32,
  distance: -0.24,
  narrower: -0.33,
  depth: 1.93,
  closeness: 0.75,
  organism: 0.44,
  humans: 2.97,
  animals: 4.85,
};
const bias = -5;

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
