import type { EntityType } from "../domain/mention.js";
import type { LabelGroup, LogOddsFit, RelationScheme } from "./relation-scheme.js";

/** What one group of labels says of one pair of concepts, as calibrated probabilities. Several labels may hold. */
export interface GroupScore {
  readonly group: LabelGroup;
  /** Log-odds of each label against “None”, in nats, in the group's order; [0], None's own, is 0. */
  readonly logOdds: readonly number[];
  /** Probability of each label, in the group's order; [0] is 1 − {@link any}. */
  readonly probabilities: readonly number[];
  /** Probability of any relation. */
  readonly any: number;
}

export interface LabelScore {
  readonly label: string;
  readonly logOdds: number;
  readonly probability: number;
}

const asTheyAre: LogOddsFit = { scale: 1, bias: 0 };

/**
 * What each group that answers for a pair of types makes of the pair's logits.
 *
 * “None” is the threshold class of ATLOP (Zhou et al. 2021): z_r = logit_r − logit_0 are the log-odds of label r, and
 * z_any = log Σ exp logit_1..n − logit_0 those of any. A probability is sigmoid(scale · z + bias), with the fit of the
 * manifest (Platt 1999), where it has one.
 *
 * @param logits float32 [labels], the groups one after the other
 * @param first the pair's types, in the order of the head
 */
export function groupScores(
  logits: Float32Array,
  first: EntityType,
  second: EntityType,
  { relations }: Pick<RelationScheme, "relations">,
): readonly GroupScore[] {
  let at = 0;
  return relations.groups.flatMap((group) => {
    const own = logits.subarray(at, at + group.labels.length);
    at += group.labels.length;
    const answers = group.pairTypes?.some(([a, b]) => a === first && b === second) ?? true;
    return answers ? [scoreOf(group, own, relations.calibration?.[group.name])] : [];
  });
}

function scoreOf(
  group: LabelGroup,
  logits: Float32Array,
  fits: NonNullable<RelationScheme["relations"]["calibration"]>[string] | undefined,
): GroupScore {
  const none = logits[0]!;
  const logOdds = Array.from(logits, (logit) => logit - none);
  const any = probability(logSumExp(logOdds.slice(1)), fits?.any);
  const probabilities = group.labels.map((label, at) =>
    at === 0 ? 1 - any : probability(logOdds[at]!, fits?.labels?.[label]),
  );
  return { group, logOdds, probabilities, any };
}

function probability(logOdds: number, { scale, bias }: LogOddsFit = asTheyAre): number {
  return 1 / (1 + Math.exp(-(scale * logOdds + bias)));
}

function logSumExp(values: readonly number[]): number {
  const top = Math.max(...values);
  return top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}

/** The group's labels, the likeliest first; “None” is none of them. */
export function rankedLabels({ group, logOdds, probabilities }: GroupScore): readonly LabelScore[] {
  return group.labels
    .map((label, at) => ({ label, logOdds: logOdds[at]!, probability: probabilities[at]! }))
    .slice(1)
    .sort((a, b) => b.logOdds - a.logOdds);
}

/**
 * The labels that a pair has where it counts as related once P(any) reaches `threshold`: the likeliest label and all
 * others whose log-odds against “None” are positive, the likeliest first. None when P(any) falls short.
 */
export function labelsFound(score: GroupScore, threshold: number): readonly LabelScore[] {
  if (score.any < threshold) return [];
  return rankedLabels(score).filter(({ logOdds }, rank) => rank === 0 || logOdds > 0);
}
