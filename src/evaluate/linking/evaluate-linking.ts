import type { Category } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import type { Link } from "../../domain/link.js";
import { type BootstrapOptions, type Interval, interval } from "../bootstrap.js";
import { type Counts, recall } from "../counts.js";
import { groupBy } from "../group-by.js";
import { type LinkingExample, worstLinks } from "./examples.js";
import { type Decision, decisionOf, type IdsOf, rankOf } from "./rank.js";

/** A gold mention that refers to at least one concept, with what the linker made of it. */
export interface LinkedCase {
  readonly documentId: string;
  readonly text: string;
  readonly category: Category;
  readonly gold: readonly Curie[];
  readonly link: Link;
  /** Whether the same name stands among the names added from the training mentions. */
  readonly seen: boolean;
}

/** Percentages over `mentions`. */
export interface Accuracy {
  readonly mentions: number;
  readonly acc1: number;
  readonly acc5: number;
  /** Mean of 1 / rank over the candidates that the linker gives. */
  readonly mrr: number;
}

export interface LinkingEvaluation extends Accuracy {
  readonly documents: number;
  readonly intervals: Readonly<Record<"acc1" | "acc5", Interval>>;
  readonly byCategory: Readonly<Partial<Record<Category, Accuracy>>>;
  /** Mentions whose gold names several concepts. */
  readonly composite: Accuracy;
  /** Only where names of training mentions were added. */
  readonly seen?: Accuracy;
  readonly unseen?: Accuracy;
  /** What would stand in the graph: counts of mentions. */
  readonly decisions: Readonly<Record<Decision, number>>;
  readonly worst: readonly LinkingExample[];
}

export interface LinkingOptions extends BootstrapOptions {
  readonly idsOf: IdsOf;
  readonly examples?: number;
}

interface Ranked extends LinkedCase {
  readonly rank: number;
}

/** Every occurrence of a mention counts, as in BioSyn's evaluation; nothing is deduplicated. */
export function evaluateLinking(cases: readonly LinkedCase[], options: LinkingOptions): LinkingEvaluation {
  const ranked = cases.map((one): Ranked => ({ ...one, rank: rankOf(one.gold, one.link, options.idsOf) }));
  const documents = [...groupBy(ranked, (one) => one.documentId).values()];
  const within = (k: number) =>
    interval(
      documents.map((mentions) => countsAt(mentions, k)),
      recall,
      options,
    );
  const decisions = { right: 0, partly: 0, wrong: 0, nil: 0 };
  for (const { gold, link } of cases) decisions[decisionOf(gold, link, options.idsOf)] += 1;
  const seen = ranked.filter((one) => one.seen);
  return {
    ...accuracyOf(ranked),
    documents: documents.length,
    intervals: { acc1: within(1), acc5: within(5) },
    byCategory: Object.fromEntries(
      [...groupBy(ranked, (one) => one.category)].map(([category, mentions]) => [
        category,
        accuracyOf(mentions),
      ]),
    ),
    composite: accuracyOf(ranked.filter((one) => one.gold.length > 1)),
    ...(seen.length > 0
      ? { seen: accuracyOf(seen), unseen: accuracyOf(ranked.filter((one) => !one.seen)) }
      : {}),
    decisions,
    worst: worstLinks(
      ranked.filter((one) => one.rank > 1),
      options.examples ?? 20,
    ),
  };
}

function accuracyOf(ranked: readonly Ranked[]): Accuracy {
  const reciprocal = ranked.reduce((sum, { rank }) => sum + 1 / rank, 0);
  return {
    mentions: ranked.length,
    acc1: recall(countsAt(ranked, 1)),
    acc5: recall(countsAt(ranked, 5)),
    mrr: ranked.length === 0 ? 0 : (100 * reciprocal) / ranked.length,
  };
}

function countsAt(ranked: readonly Ranked[], k: number): Counts {
  return { right: ranked.filter(({ rank }) => rank <= k).length, found: ranked.length, gold: ranked.length };
}
