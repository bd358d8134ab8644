import { type FoundFact, factKey, type RelatedDocument, type RelationFact } from "./facts.js";

export type RelationErrorKind = "label" | "novelty" | "missed" | "spurious";

/** One disagreement about a pair: another `label`, the label right but the `novelty` not, `missed`, or `spurious`. */
export interface RelationError {
  readonly kind: RelationErrorKind;
  readonly documentId: string;
  readonly gold?: RelationFact;
  readonly found?: FoundFact;
}

export function relationErrorsOf({ id, gold, found }: RelatedDocument): readonly RelationError[] {
  const byPair = <F extends RelationFact>(facts: readonly F[]) =>
    new Map(facts.map((fact) => [factKey(fact, "pair"), fact]));
  const goldPairs = byPair(gold);
  const foundPairs = byPair(found);
  const errors: RelationError[] = [];
  for (const [pair, fact] of goldPairs) {
    const answer = foundPairs.get(pair);
    if (!answer) errors.push({ kind: "missed", documentId: id, gold: fact });
    else if (answer.label !== fact.label)
      errors.push({ kind: "label", documentId: id, gold: fact, found: answer });
    else if (fact.novel !== undefined && answer.novel !== fact.novel) {
      errors.push({ kind: "novelty", documentId: id, gold: fact, found: answer });
    }
  }
  for (const [pair, fact] of foundPairs) {
    if (!goldPairs.has(pair)) errors.push({ kind: "spurious", documentId: id, found: fact });
  }
  return errors;
}

/** The surest wrong answers first; missed relations, which have no score, last. */
export function worstRelations(errors: readonly RelationError[], most: number): readonly RelationError[] {
  return errors.toSorted((a, b) => (b.found?.score ?? 0) - (a.found?.score ?? 0)).slice(0, most);
}
