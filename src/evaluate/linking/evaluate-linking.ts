import type { Category } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import { groupBy } from "../../domain/group-by.js";
import type { Link } from "../../domain/link.js";
import type { BootstrapOptions } from "../bootstrap.js";
import { type Accuracy, accuracyOf } from "./accuracy.js";
import { type LinkingExample, type WrongLink, worstLinks } from "./examples.js";
import { type Decision, decisionOf, type PartCandidates, rankOf } from "./rank.js";
import { type Knowledge, type Reason, reasonOf, reasons } from "./reasons.js";

/**
 * What training corpora tell of a mention: its name is one of theirs (`seen`), only its concept is (`unseen`), or neither
 * (`zeroShot`).
 */
export type Familiarity = "seen" | "unseen" | "zeroShot";

/** A gold mention that refers to at least one concept, with what the linker made of it. */
export interface LinkedCase {
  readonly documentId: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly category: Category;
  readonly gold: readonly Curie[];
  readonly link: Link;
  readonly parts: PartCandidates;
  /** Absent where no training corpus was given. */
  readonly familiarity?: Familiarity;
}

/** How many mentions were not linked to exactly their gold concepts, for one reason. */
export interface ReasonCount {
  readonly mentions: number;
  /** Those of them that are wrong at rank 1; of the others only the decision is not right. */
  readonly atFirst: number;
  /** The costliest wordings. */
  readonly worst: readonly LinkingExample[];
}

export interface LinkingEvaluation extends Accuracy {
  readonly documents: number;
  readonly byCategory: Readonly<Partial<Record<Category, Accuracy>>>;
  /** Mentions whose gold names one concept, and those whose gold names several. */
  readonly single: Accuracy;
  readonly composite: Accuracy;
  readonly byFamiliarity: Readonly<Partial<Record<Familiarity, Accuracy>>>;
  /** What would stand in the graph: counts of mentions. */
  readonly decisions: Readonly<Record<Decision, number>>;
  readonly reasons: Readonly<Partial<Record<Reason, ReasonCount>>>;
  readonly worst: readonly LinkingExample[];
}

export interface LinkingOptions extends BootstrapOptions {
  readonly knowledge: Knowledge;
  readonly examples?: number;
}

const examplesPerReason = 3;
const familiarities: readonly Familiarity[] = ["seen", "unseen", "zeroShot"];

/** Every occurrence of a mention counts, as in BioSyn's evaluation; nothing is deduplicated. */
export function evaluateLinking(cases: readonly LinkedCase[], options: LinkingOptions): LinkingEvaluation {
  const { knowledge } = options;
  const { idsOf } = knowledge;
  const ranked = cases.map((one) => ({ ...one, rank: rankOf(one.gold, one.parts, idsOf) }));
  const accuracy = (belongs: (one: LinkedCase) => boolean) => accuracyOf(ranked, belongs, options);
  const decisions = { right: 0, partly: 0, wrong: 0, nil: 0 };
  for (const { gold, link } of cases) decisions[decisionOf(gold, link, idsOf)] += 1;
  const wrong = ranked.flatMap((one): readonly WrongLink[] => {
    const reason = reasonOf(one, knowledge);
    return reason === undefined ? [] : [{ ...one, reason }];
  });
  return {
    ...accuracy(() => true),
    documents: new Set(cases.map(({ documentId }) => documentId)).size,
    byCategory: present([...new Set(cases.map(({ category }) => category))], (category) =>
      accuracy((one) => one.category === category),
    ),
    single: accuracy(({ gold }) => gold.length === 1),
    composite: accuracy(({ gold }) => gold.length > 1),
    byFamiliarity: present(familiarities, (familiarity) =>
      accuracy((one) => one.familiarity === familiarity),
    ),
    decisions,
    reasons: countReasons(wrong, knowledge),
    worst: worstLinks(wrong, options.examples ?? 20, idsOf),
  };
}

function present<Name extends string>(
  names: readonly Name[],
  of: (name: Name) => Accuracy,
): Readonly<Partial<Record<Name, Accuracy>>> {
  const entries = names.map((name) => [name, of(name)] as const).filter(([, { mentions }]) => mentions > 0);
  return Object.fromEntries(entries) as Partial<Record<Name, Accuracy>>;
}

function countReasons(
  wrong: readonly WrongLink[],
  { idsOf }: Knowledge,
): Readonly<Partial<Record<Reason, ReasonCount>>> {
  const groups = groupBy(wrong, ({ reason }) => reason);
  const entries = reasons.flatMap((reason) => {
    const group = groups.get(reason);
    if (!group) return [];
    const atFirst = group.filter(({ rank }) => rank > 1).length;
    return [
      [reason, { mentions: group.length, atFirst, worst: worstLinks(group, examplesPerReason, idsOf) }],
    ];
  });
  return Object.fromEntries(entries) as Partial<Record<Reason, ReasonCount>>;
}
