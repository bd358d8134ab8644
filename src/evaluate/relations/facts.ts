import { type Counts, countKeys } from "../counts.js";

/** A relation between two entities of a document, as a corpus or the program states it. Ids are the corpus' own. */
export interface RelationFact {
  readonly subject: string;
  readonly object: string;
  readonly label: string;
  readonly novel?: boolean;
}

export interface FoundFact extends RelationFact {
  readonly score: number;
}

export interface RelatedDocument {
  readonly id: string;
  readonly gold: readonly RelationFact[];
  readonly found: readonly FoundFact[];
}

/**
 * What must agree for a relation to be right, each level with all before it: the `pair` of entities, the `type` of the
 * relation, its `novelty`. BioRED's three levels (Luo et al. 2022); for CDR, `pair` and `type` are one.
 */
export type Level = "pair" | "type" | "novelty";

/** The same relation has the same key; the order of its ends does not count, since corpora do not direct them. */
export function factKey(fact: RelationFact, level: Level): string {
  const pair = [fact.subject, fact.object].sort().join("\t");
  if (level === "pair") return pair;
  return level === "type" ? `${pair}\t${fact.label}` : `${pair}\t${fact.label}\t${fact.novel ?? false}`;
}

export function countsAt(document: RelatedDocument, level: Level): Counts {
  const key = (fact: RelationFact) => factKey(fact, level);
  return countKeys(document.gold.map(key), document.found.map(key));
}
