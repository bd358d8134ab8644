import type { Category } from "../../domain/concept.js";
import { groupBy } from "../../domain/group-by.js";
import { type Counts, recall, sumCounts } from "../counts.js";
import { type Difference, difference, type SignificanceOptions } from "../significance.js";

/** A mention of the corpus: whether its gold concept stands first in the evaluated run, and in the other. */
export interface ComparedMention {
  readonly documentId: string;
  readonly category: Category;
  readonly here: boolean;
  readonly there: boolean;
}

export interface AccuracyComparison {
  /** Acc@1 of the other run. */
  readonly other: number;
  /** Acc@1 here less Acc@1 there, in points, with its 95 % interval and p. */
  readonly difference: Omit<Difference, "f1"> & { readonly acc1: number };
  readonly rightHereOnly: number;
  readonly rightThereOnly: number;
}

export interface LinkingComparison extends AccuracyComparison {
  readonly byCategory: Readonly<Partial<Record<Category, AccuracyComparison>>>;
}

/** Acc@1 of two runs over the same mentions: all of them, and those of each category. */
export function compareLinking(
  mentions: readonly ComparedMention[],
  options: SignificanceOptions = {},
): LinkingComparison {
  return {
    ...compared(mentions, options),
    byCategory: Object.fromEntries(
      [...groupBy(mentions, ({ category }) => category)].map(([category, own]) => [
        category,
        compared(own, options),
      ]),
    ),
  };
}

function compared(mentions: readonly ComparedMention[], options: SignificanceOptions): AccuracyComparison {
  // Drawing depends on places: the order of ids, not of the file, decides them.
  const documents = [...groupBy(mentions, ({ documentId }) => documentId)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const pairs = documents.map(([, own]) => ({
    one: countsOf(own.map(({ here }) => here)),
    other: countsOf(own.map(({ there }) => there)),
  }));
  // Where as much is found as is gold, F1 is the share that is right.
  const { f1, ...rest } = difference(pairs, options);
  return {
    other: recall(sumCounts(pairs.map(({ other }) => other))),
    difference: { acc1: f1, ...rest },
    rightHereOnly: mentions.filter(({ here, there }) => here && !there).length,
    rightThereOnly: mentions.filter(({ here, there }) => there && !here).length,
  };
}

function countsOf(right: readonly boolean[]): Counts {
  return { right: right.filter(Boolean).length, found: right.length, gold: right.length };
}
