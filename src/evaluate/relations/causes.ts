import type { CandidatePair } from "./candidates.js";
import { pairsByKey, sentenceAt, typesOf, wordsIn } from "./candidates.js";
import { type FoundFact, pairKey, type RelatedDocument, type RelationFact } from "./facts.js";
import { contextOf, isHedge, isNegation } from "./pair-context.js";

/** What may have made a gold pair hard to find; the first that holds. */
export const missedCauses = [
  "entity unknown",
  "types never asked",
  "no sentence in common",
  "negated",
  "far apart",
  "crowded sentence",
  "other",
] as const;
export type MissedCause = (typeof missedCauses)[number];

/** What may have made a program relate a pair that the corpus does not; the first that holds. */
export const spuriousCauses = [
  "entity not annotated",
  "narrower or broader entity",
  "no sentence in common",
  "negated",
  "hedged",
  "hub entity",
  "far apart",
  "co-mention only",
] as const;
export type SpuriousCause = (typeof spuriousCauses)[number];

/** How many were wrong, of how many with this trait, so that frequent traits are not taken for hard ones. */
export interface Share {
  readonly wrong: number;
  readonly of: number;
}

export interface Confusion {
  readonly gold: string;
  readonly found: string;
  readonly count: number;
}

export interface Causes {
  /** Gold pairs that were not found, of the gold pairs. */
  readonly missed: Readonly<Record<MissedCause, Share>>;
  /** Found pairs that are not gold, of the found pairs. */
  readonly spurious: Readonly<Record<SpuriousCause, Share>>;
  /** Labels of right pairs that do not agree, the most frequent first. */
  readonly labels: readonly Confusion[];
  /** Right relations whose label has a direction: ends the other way round than in the corpus. */
  readonly direction: Share;
}

/** Words between the nearest mentions from which on a pair is far apart. */
const farWords = 20;
/** Entities in one sentence from which on it is crowded. */
const crowd = 8;
/** Relations of one entity in a document from which on it is a hub. */
const hubRelations = 5;
/** Words before the first mention and after the second in which a negation or hedge is looked for. */
const reach = 5;

/** Labels that say the same in either direction; the others of the corpora that are read direct a relation. */
const undirected: ReadonlySet<string> = new Set(
  "Association Positive_Correlation Negative_Correlation Bind Cotreatment Comparison Drug_Interaction Conversion mechanism effect advise int ASSOCIATED_WITH POS_ASSOCIATED_WITH NEG_ASSOCIATED_WITH INTERACTS_WITH".split(
    " ",
  ),
);

/** Counts of errors by what may have caused them, each error once. */
export function causesOf(documents: readonly RelatedDocument[]): Causes {
  const asked = new Set(documents.flatMap((one) => one.pairs.flatMap((pair) => typesOf(one, pair) ?? [])));
  const missed = new Tally(missedCauses);
  const spurious = new Tally(spuriousCauses);
  const confusions = new Map<string, Confusion>();
  const direction = { wrong: 0, of: 0 };
  for (const document of documents) {
    const gold = byPair(document.gold);
    const found = byPair<FoundFact>(document.found);
    const pairs = pairsByKey(document, new Set([...gold.keys(), ...found.keys()]));
    for (const [key, facts] of gold) {
      missed.add(missedCause(document, facts[0]!, pairs.get(key), asked), !found.has(key));
    }
    const degree = degrees(found);
    for (const [key, facts] of found) {
      spurious.add(spuriousCause(document, facts[0]!, pairs.get(key), degree), !gold.has(key));
      confuse(gold.get(key) ?? [], facts, confusions);
      for (const fact of facts) turn(gold.get(key) ?? [], fact, direction);
    }
  }
  return {
    missed: missed.shares,
    spurious: spurious.shares,
    labels: [...confusions.values()].sort((a, b) => b.count - a.count || (a.gold < b.gold ? -1 : 1)),
    direction,
  };
}

class Tally<Cause extends string> {
  readonly shares: Record<Cause, { wrong: number; of: number }>;

  constructor(causes: readonly Cause[]) {
    this.shares = Object.fromEntries(causes.map((cause) => [cause, { wrong: 0, of: 0 }])) as Record<
      Cause,
      { wrong: number; of: number }
    >;
  }

  add(cause: Cause, wrong: boolean): void {
    this.shares[cause].of += 1;
    if (wrong) this.shares[cause].wrong += 1;
  }
}

function byPair<F extends RelationFact>(facts: readonly F[]): ReadonlyMap<string, readonly F[]> {
  const groups = new Map<string, F[]>();
  for (const fact of facts) groups.set(pairKey(fact), [...(groups.get(pairKey(fact)) ?? []), fact]);
  return groups;
}

function missedCause(
  document: RelatedDocument,
  fact: RelationFact,
  pair: CandidatePair | undefined,
  asked: ReadonlySet<string>,
): MissedCause {
  const types = typesOf(document, fact);
  if (types === undefined || pair === undefined) return "entity unknown";
  if (!asked.has(types)) return "types never asked";
  if (pair.nearest === undefined) return "no sentence in common";
  const { before, between, after } = contextOf(document.text, pair.nearest, reach);
  if ([...before, ...between, ...after].some(isNegation)) return "negated";
  if (pair.nearest.words >= farWords) return "far apart";
  return entitiesIn(document, pair.nearest.sentence.start) >= crowd ? "crowded sentence" : "other";
}

function entitiesIn({ sentences, entities }: RelatedDocument, start: number): number {
  const index = sentenceAt(sentences, start);
  return [...entities.values()].filter(({ mentions }) =>
    mentions.some((mention) => sentenceAt(sentences, mention.start) === index),
  ).length;
}

function spuriousCause(
  document: RelatedDocument,
  fact: FoundFact,
  pair: CandidatePair | undefined,
  degree: ReadonlyMap<string, number>,
): SpuriousCause {
  const { annotated } = document;
  if (annotated && !(annotated.has(fact.subject) && annotated.has(fact.object)))
    return "entity not annotated";
  if (hasKin(document, fact)) return "narrower or broader entity";
  if (pair?.nearest === undefined) return "no sentence in common";
  const { before, between, after } = contextOf(document.text, pair.nearest, reach);
  const around = [...before, ...between, ...after];
  if (around.some(isNegation)) return "negated";
  if (around.some(isHedge)) return "hedged";
  if ([fact.subject, fact.object].some((id) => (degree.get(id) ?? 0) >= hubRelations)) return "hub entity";
  return pair.nearest.words >= farWords ? "far apart" : "co-mention only";
}

function degrees(found: ReadonlyMap<string, readonly FoundFact[]>): ReadonlyMap<string, number> {
  const degree = new Map<string, number>();
  for (const [first] of found.values()) {
    for (const id of [first!.subject, first!.object]) degree.set(id, (degree.get(id) ?? 0) + 1);
  }
  return degree;
}

/** Whether another gold pair has one end in common with `fact`, and a kindred entity for the other. */
function hasKin(document: RelatedDocument, fact: RelationFact): boolean {
  return document.gold.some((gold) => {
    for (const [kept, other] of [
      [fact.subject, fact.object],
      [fact.object, fact.subject],
    ] as const) {
      const rest = gold.subject === kept ? gold.object : gold.object === kept ? gold.subject : undefined;
      if (rest !== undefined && rest !== other && kindred(document, rest, other)) return true;
    }
    return false;
  });
}

/** Mentions that overlap, or names of which one holds the other's words: “hepatitis” and “chronic hepatitis”. */
function kindred({ text, entities }: RelatedDocument, one: string, other: string): boolean {
  const [first, second] = [entities.get(one), entities.get(other)];
  if (!first || !second || first.type !== second.type) return false;
  const words = (span: { readonly start: number; readonly end: number }) =>
    new Set(wordsIn(text.slice(span.start, span.end)));
  return first.mentions.some((a) =>
    second.mentions.some((b) => {
      if (a.start < b.end && b.start < a.end) return true;
      const [shorter, longer] = [words(a), words(b)].sort((x, y) => x.size - y.size) as [
        Set<string>,
        Set<string>,
      ];
      return shorter.size > 0 && shorter.size < longer.size && [...shorter].every((word) => longer.has(word));
    }),
  );
}

function confuse(
  gold: readonly RelationFact[],
  found: readonly FoundFact[],
  confusions: Map<string, Confusion>,
): void {
  const extra = found.filter(({ label }) => !gold.some((fact) => fact.label === label));
  const unmet = gold.filter(({ label }) => !found.some((fact) => fact.label === label));
  for (const { label } of unmet) {
    for (const { label: other } of extra) {
      const key = `${label}\t${other}`;
      const count = (confusions.get(key)?.count ?? 0) + 1;
      confusions.set(key, { gold: label, found: other, count });
    }
  }
}

function turn(
  gold: readonly RelationFact[],
  fact: FoundFact,
  direction: { wrong: number; of: number },
): void {
  if (undirected.has(fact.label)) return;
  const same = gold.filter(({ label }) => label === fact.label);
  if (same.length === 0) return;
  direction.of += 1;
  if (same.every(({ subject }) => subject !== fact.subject)) direction.wrong += 1;
}
