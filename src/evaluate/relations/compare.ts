import { type Scores, scoresOf, sumCounts } from "../counts.js";
import { type Difference, difference, type SignificanceOptions } from "../significance.js";
import { headlineOf } from "./evaluate-relations.js";
import { type Answers, countsAt, type Level, type RelatedDocument } from "./facts.js";

interface LevelComparison {
  /** Scores of the other answers. */
  readonly other: Scores;
  /** F1 of the evaluated answers less that of the others. */
  readonly difference: Difference;
}

export interface RelationComparison extends LevelComparison {
  readonly pair: LevelComparison;
  readonly type: LevelComparison;
  readonly novelty?: LevelComparison;
}

/** Answers against others to the same documents: at the level of the headline, and at each level. */
export function compareRelations(
  given: readonly (RelatedDocument & { readonly other: Pick<Answers, "found"> })[],
  options: SignificanceOptions = {},
): RelationComparison {
  const documents = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const at = (level: Level): LevelComparison => {
    const pairs = documents.map(({ gold, found, other }) => ({
      one: countsAt({ gold, found }, level),
      other: countsAt({ gold, found: other.found }, level),
    }));
    return {
      other: scoresOf(sumCounts(pairs.map((pair) => pair.other))),
      difference: difference(pairs, options),
    };
  };
  const tellsNovelty = documents.some(({ gold }) => gold.some(({ novel }) => novel !== undefined));
  const levels = { pair: at("pair"), type: at("type") };
  return {
    ...levels[headlineOf(documents)],
    ...levels,
    ...(tellsNovelty ? { novelty: at("novelty") } : {}),
  };
}
