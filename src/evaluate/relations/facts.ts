import type { EntityType } from "../../domain/mention.js";
import type { Span } from "../../domain/span.js";
import { type Counts, countKeys } from "../counts.js";

/** A relation between two entities of a document, as a corpus or a program states it. Ids are the corpus' own. */
export interface RelationFact {
  readonly subject: string;
  readonly object: string;
  readonly label: string;
  readonly novel?: boolean;
}

export interface FoundFact extends RelationFact {
  /** Probability that the label holds, or a likeness. */
  readonly score: number;
}

/** How likely a pair is in any relation; only the order of scores matters. */
export interface ScoredPair {
  readonly subject: string;
  readonly object: string;
  readonly score: number;
}

/** What a program says of a document: its relations, and a score for every pair that it looked at. */
export interface Answers {
  readonly found: readonly FoundFact[];
  readonly pairs: readonly ScoredPair[];
}

/** What relations are between: a concept with all its mentions or, in corpora that annotate mentions, one mention. */
export interface RelatedEntity {
  readonly id: string;
  /** Missing for types that the program does not know. */
  readonly type?: EntityType;
  readonly mentions: readonly Span[];
}

/** A document of a corpus with its entities and relations. */
export interface RelationText {
  readonly id: string;
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly entities: ReadonlyMap<string, RelatedEntity>;
  /** Relations hold between mentions, within one sentence. */
  readonly mentionLevel: boolean;
  readonly gold: readonly RelationFact[];
  /** Ids that the corpus annotates, where the entities are not the corpus' own but found by a program. */
  readonly annotated?: ReadonlySet<string>;
}

export interface RelatedDocument extends RelationText, Answers {}

/**
 * What must agree for a relation to be right, each level with all before it: the `pair` of entities, the `type` of the
 * relation, its `novelty`. BioRED's three levels (Luo et al. 2022); for CDR, `pair` and `type` are one.
 */
export type Level = "pair" | "type" | "novelty";

/** The same pair has the same key, whichever end comes first. */
export function pairKey({ subject, object }: Pick<RelationFact, "subject" | "object">): string {
  return subject < object ? `${subject}\t${object}` : `${object}\t${subject}`;
}

/** The same relation has the same key; the order of its ends does not count, since most corpora do not direct them. */
export function factKey(fact: RelationFact, level: Level): string {
  const pair = pairKey(fact);
  if (level === "pair") return pair;
  return level === "type" ? `${pair}\t${fact.label}` : `${pair}\t${fact.label}\t${fact.novel ?? false}`;
}

export function countsAt({ gold, found }: Pick<RelatedDocument, "gold" | "found">, level: Level): Counts {
  const key = (fact: RelationFact) => factKey(fact, level);
  return countKeys(gold.map(key), found.map(key));
}
