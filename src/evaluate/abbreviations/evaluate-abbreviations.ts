import { type BootstrapOptions, type Interval, interval } from "../bootstrap.js";
import { countKeys, f1, type Scores, scoresOf, sumCounts } from "../counts.js";
import type { AbbreviationDocument, AbbreviationPair } from "./read-pairs.js";

/** A pair that only the corpus or only the program has. */
export interface AbbreviationError extends AbbreviationPair {
  /** `long form`: the corpus has the short form with another long form, and the program too. */
  readonly kind: "missed" | "spurious" | "long form";
  readonly documentId: string;
  /** What the program gave, of `long form`. */
  readonly found?: string;
}

export interface AbbreviationEvaluation extends Scores {
  readonly documents: number;
  readonly f1Interval: Interval;
  /** The first, third, … document, and the second, fourth, …; rules are chosen on the first of these halves. */
  readonly halves: readonly [Scores, Scores];
  readonly errors: readonly AbbreviationError[];
}

/**
 * Precision, recall and F1 as Ab3P is scored: a pair is right when short form and long form both equal those of a pair
 * that the corpus has in this document; a pair counts once a document.
 */
export function evaluateAbbreviations(
  documents: readonly AbbreviationDocument[],
  find: (text: string) => readonly AbbreviationPair[],
  options: BootstrapOptions = {},
): AbbreviationEvaluation {
  const found = documents.map(({ text }) => find(text));
  const counts = documents.map(({ pairs }, index) => countKeys(pairs.map(keyOf), found[index]!.map(keyOf)));
  const half = (which: number) => scoresOf(sumCounts(counts.filter((_, index) => index % 2 === which)));
  return {
    documents: documents.length,
    ...scoresOf(sumCounts(counts)),
    f1Interval: interval(counts, f1, options),
    halves: [half(0), half(1)],
    errors: documents.flatMap((document, index) => errorsOf(document, found[index]!)),
  };
}

function keyOf({ short, long }: AbbreviationPair): string {
  return `${short}|${long}`;
}

function errorsOf(
  { id, pairs }: AbbreviationDocument,
  found: readonly AbbreviationPair[],
): readonly AbbreviationError[] {
  const gold = unique(pairs);
  const own = unique(found);
  const missed = [...gold.values()].filter((pair) => !own.has(keyOf(pair)));
  const spurious = [...own.values()].filter((pair) => !gold.has(keyOf(pair)));
  const errors = missed.map(({ short, long }): AbbreviationError => {
    const at = spurious.findIndex((pair) => pair.short === short);
    if (at < 0) return { kind: "missed", documentId: id, short, long };
    const [other] = spurious.splice(at, 1);
    return { kind: "long form", documentId: id, short, long, found: other!.long };
  });
  return [
    ...errors,
    ...spurious.map(
      ({ short, long }): AbbreviationError => ({ kind: "spurious", documentId: id, short, long }),
    ),
  ];
}

function unique(pairs: readonly AbbreviationPair[]): Map<string, AbbreviationPair> {
  return new Map(pairs.map((pair) => [keyOf(pair), pair]));
}
