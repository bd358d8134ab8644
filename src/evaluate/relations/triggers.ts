import { type CandidatePair, candidatePairs, type PairTypes } from "./candidates.js";
import type { Answers, FoundFact, RelationText, ScoredPair } from "./facts.js";
import type { LabelSet } from "./label-sets.js";
import { contextOf, isNegation } from "./pair-context.js";
import { senseOf } from "./trigger-words.js";

/** Words before the first mention and after the second in which a trigger is looked for. */
const reach = 5;

/** Scores by what was found, for the ranking: a trigger between the mentions, one near them, none, a negated one. */
const scores = { between: 0.8, near: 0.6, coMention: 0.4, negated: 0.2, apart: 0 } as const;

/**
 * The baseline of trigger words: two entities whose nearest mentions in a sentence have a word between them that names a
 * relation of the corpus, or near them, are related so; a negation there makes them not. Of several words the first counts,
 * those between before those before and after.
 */
export function triggered(document: RelationText, types: PairTypes, labels: LabelSet): Answers {
  const found: FoundFact[] = [];
  const pairs: ScoredPair[] = [];
  const novelty = labels.usuallyNovel === undefined ? {} : { novel: labels.usuallyNovel };
  for (const pair of candidatePairs(document, types)) {
    const ends = { subject: pair.subject.id, object: pair.object.id };
    const { score, label } = read(document.text, pair, labels);
    pairs.push({ ...ends, score });
    if (label !== undefined) found.push({ ...ends, label, score, ...novelty });
  }
  return { found, pairs };
}

function read(
  text: string,
  { nearest }: CandidatePair,
  { bySense }: LabelSet,
): { readonly score: number; readonly label?: string } {
  if (nearest === undefined) return { score: scores.apart };
  const { before, between, after } = contextOf(text, nearest, reach);
  const labelIn = (words: readonly string[]) =>
    words.flatMap((word) => {
      const sense = senseOf(word);
      return (sense && bySense[sense]) ?? [];
    })[0];
  const inside = labelIn(between);
  const label = inside ?? labelIn([...before, ...after]);
  if (label === undefined) return { score: scores.coMention };
  if ([...before, ...between].some(isNegation)) return { score: scores.negated };
  return { score: inside === undefined ? scores.near : scores.between, label };
}
