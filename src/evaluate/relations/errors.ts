import { type FoundFact, pairKey, type RelatedDocument, type RelationFact } from "./facts.js";

export type RelationErrorKind = "label" | "novelty" | "missed" | "spurious";

/** One disagreement about a pair: other `label`s, the labels right but the `novelty` not, `missed`, or `spurious`. */
export interface RelationError {
  readonly kind: RelationErrorKind;
  readonly documentId: string;
  readonly gold?: RelationFact;
  readonly found?: FoundFact;
}

export function relationErrorsOf({
  id,
  gold,
  found,
}: Pick<RelatedDocument, "id" | "gold" | "found">): readonly RelationError[] {
  const goldPairs = byPair(gold);
  const foundPairs = byPair(found);
  const errors: RelationError[] = [];
  for (const [pair, facts] of goldPairs) {
    const answers = foundPairs.get(pair) ?? [];
    const alike = facts.flatMap((fact) => {
      const answer = answers.find(({ label }) => label === fact.label);
      return answer ? [{ gold: fact, found: answer }] : [];
    });
    const first = facts.find((fact) => !alike.some((one) => one.gold === fact)) ?? facts[0]!;
    const answer = answers.find((one) => !alike.some(({ found: known }) => known === one)) ?? answers[0];
    if (!answer) errors.push({ kind: "missed", documentId: id, gold: first });
    else if (alike.length < facts.length || alike.length < answers.length) {
      errors.push({ kind: "label", documentId: id, gold: first, found: answer });
    } else {
      const wrong = alike.find((one) => one.gold.novel !== undefined && one.found.novel !== one.gold.novel);
      if (wrong) errors.push({ kind: "novelty", documentId: id, ...wrong });
    }
  }
  for (const [pair, facts] of foundPairs) {
    if (!goldPairs.has(pair)) errors.push({ kind: "spurious", documentId: id, found: facts[0]! });
  }
  return errors;
}

/** Facts by pair, each label of a pair once. */
function byPair<F extends RelationFact>(facts: readonly F[]): ReadonlyMap<string, readonly F[]> {
  const pairs = new Map<string, F[]>();
  for (const fact of facts) {
    const key = pairKey(fact);
    const known = pairs.get(key) ?? [];
    if (!known.some(({ label }) => label === fact.label)) pairs.set(key, [...known, fact]);
  }
  return pairs;
}

/** The surest wrong answers first; missed relations, which have no score, last. */
export function worstRelations(errors: readonly RelationError[], most: number): readonly RelationError[] {
  return errors.toSorted((a, b) => (b.found?.score ?? 0) - (a.found?.score ?? 0)).slice(0, most);
}
