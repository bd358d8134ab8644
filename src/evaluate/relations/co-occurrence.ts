import { candidatePairs, type PairTypes, typesOf } from "./candidates.js";
import type { Answers, RelationText } from "./facts.js";
import type { LabelSet } from "./label-sets.js";

/**
 * The baseline that every pair in one sentence is related, with the label that its kind of pair most often has. A pair
 * scores by the number of sentences it shares, n / (n + 1).
 */
export function coOccurring(
  document: RelationText,
  types: PairTypes,
  { usual, usuallyNovel }: LabelSet,
): Answers {
  const pairs = candidatePairs(document, types).map(({ subject, object, shared }) => ({
    subject: subject.id,
    object: object.id,
    score: shared / (shared + 1),
  }));
  return {
    pairs,
    found: pairs
      .filter(({ score }) => score > 0)
      .map((pair) => ({
        ...pair,
        label: usual[typesOf(document, pair) ?? ""] ?? usual.any,
        ...(usuallyNovel === undefined ? {} : { novel: usuallyNovel }),
      })),
  };
}
