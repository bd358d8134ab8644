import { type Category, categoryOf } from "../domain/concept.js";
import type { EntityType } from "../domain/mention.js";
import { type Predicate, predicates } from "../domain/predicate.js";
import { statementOf } from "../domain/predicate-labels.js";
import type { MentionGroup } from "../domain/relation.js";
import { type GroupScore, type LabelScore, labelsFound, rankedLabels } from "./label-scores.js";
import type { LabelGroup, RelationScheme } from "./relation-scheme.js";
import type { PairScore } from "./score-pairs.js";

/** A relation of two concepts that a group of labels speaks for. */
export interface Proposal {
  readonly subject: MentionGroup;
  readonly object: MentionGroup;
  readonly predicate: Predicate;
  /** `group:label`. */
  readonly label: string;
  readonly score: number;
  readonly source: PairScore;
}

/**
 * The relations that one group of labels proposes for one pair: the predicates of what it {@link statedLabels | states}. A
 * label that states nothing of these categories (`Comparison`) gives no relation, and none takes its place.
 *
 * @param minScore takes the place of all operating points
 */
export function proposalsOf(
  score: PairScore,
  scheme: Pick<RelationScheme, "relations">,
  minScore?: number,
): readonly Proposal[] {
  const { labels, plain } = statedLabels(score, scheme, minScore);
  if (!plain) return proposed(score, labels);
  return proposed(score, labels).map((likeliest) => ({
    ...likeliest,
    ...agentFirst(score),
    predicate: "associated_with",
  }));
}

/** What a group of labels states of a pair, the likeliest first. */
export interface StatedLabels {
  readonly labels: readonly LabelScore[];
  /** The pair is related, but by none of the labels surely: the likeliest stands for a plain association, and is as likely as any. */
  readonly plain: boolean;
}

/**
 * The labels whose probability reaches their operating point; where none does but P(any) reaches its own, the likeliest as a
 * plain association. A group without operating points states its likeliest from its threshold on.
 *
 * @param minScore takes the place of all operating points
 */
export function statedLabels(
  score: GroupScore,
  { relations }: Pick<RelationScheme, "relations">,
  minScore?: number,
): StatedLabels {
  const least = minScore === undefined ? operatingPointOf(score, relations) : always(minScore);
  if (least === undefined) {
    return {
      labels: labelsFound(score, relations.threshold[score.group.name]!).slice(0, 1),
      plain: false,
    };
  }
  const ranked = rankedLabels(score);
  const reached = ranked.filter(({ label, probability }) => probability >= least.of(label));
  if (reached.length > 0 || score.any < least.any) return { labels: reached, plain: false };
  return { labels: ranked.slice(0, 1).map((one) => ({ ...one, probability: score.any })), plain: true };
}

/** Whether there is an answer about a pair of these types of which {@link proposalsOf} would make a relation. */
export function mayPropose(
  group: LabelGroup,
  first: EntityType,
  second: EntityType,
  { relations }: Pick<RelationScheme, "relations">,
  minScore?: number,
): boolean {
  const least = minScore === undefined ? operatingPointOf({ group }, relations) : always(minScore);
  const reachable = (label: string) =>
    least === undefined ? relations.threshold[group.name]! <= 1 : Math.min(least.any, least.of(label)) <= 1;
  const states = (label: string) =>
    statementOf(`${group.name}:${label}`, categoryOf(first), categoryOf(second)) !== undefined;
  return group.labels.slice(1).some((label) => reachable(label) && states(label));
}

interface OperatingPoint {
  readonly any: number;
  of(label: string): number;
}

function always(least: number): OperatingPoint {
  return { any: least, of: () => least };
}

function operatingPointOf(
  { group: { name } }: Pick<GroupScore, "group">,
  { operatingPoint, threshold }: RelationScheme["relations"],
): OperatingPoint | undefined {
  const any = operatingPoint?.any?.[name];
  const labels = operatingPoint?.labels?.[name];
  if (any === undefined && labels === undefined) return undefined;
  const otherwise = threshold[name]!;
  return { any: any ?? otherwise, of: (label) => labels?.[label] ?? otherwise };
}

function proposed(score: PairScore, labels: readonly LabelScore[]): readonly Proposal[] {
  const { first, second, group } = score;
  return labels.flatMap(({ label: own, probability }) => {
    const label = `${group.name}:${own}`;
    const statement = statementOf(label, categoryOf(first.type), categoryOf(second.type));
    if (statement === undefined) return [];
    const { predicate, turned } = statement;
    const directed = turned ? { subject: second, object: first } : { subject: first, object: second };
    const ends = predicates[predicate].symmetric ? agentFirst(score) : directed;
    return [{ ...ends, predicate, label, score: probability, source: score }];
  });
}

/** Agents before what they act on; equal categories by CURIE. */
const agency: readonly Category[] = [
  "ChemicalEntity",
  "Gene",
  "SequenceVariant",
  "OrganismTaxon",
  "CellLine",
  "Disease",
];

/** The order in which a symmetric relation is told. */
function agentFirst({ first, second }: PairScore): Pick<Proposal, "subject" | "object"> {
  const rank = (concept: MentionGroup) => agency.indexOf(categoryOf(concept.type));
  const swap = rank(second) < rank(first) || (rank(second) === rank(first) && second.id < first.id);
  return swap ? { subject: second, object: first } : { subject: first, object: second };
}
