/** What a metric counts over a set of documents; sums of counts are the counts of the union. */
export interface Counts {
  /** Items that are both found and gold. */
  readonly right: number;
  /** Items the program found. */
  readonly found: number;
  /** Items the corpus annotates. */
  readonly gold: number;
}

/** Percentages, 0 to 100, with the counts they come from. A ratio over nothing is 0. */
export interface Scores extends Counts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function sumCounts(all: Iterable<Counts>): Counts {
  let [right, found, gold] = [0, 0, 0];
  for (const counts of all) {
    right += counts.right;
    found += counts.found;
    gold += counts.gold;
  }
  return { right, found, gold };
}

export function precision({ right, found }: Counts): number {
  return found === 0 ? 0 : (100 * right) / found;
}

export function recall({ right, gold }: Counts): number {
  return gold === 0 ? 0 : (100 * right) / gold;
}

/** Harmonic mean of precision and recall: 2·right / (found + gold). */
export function f1({ right, found, gold }: Counts): number {
  return found + gold === 0 ? 0 : (200 * right) / (found + gold);
}

export function scoresOf(counts: Counts): Scores {
  return { precision: precision(counts), recall: recall(counts), f1: f1(counts), ...counts };
}

/** Counts of two sets of keys; a key that stands twice in a list counts once. */
export function countKeys(gold: Iterable<string>, found: Iterable<string>): Counts {
  const goldKeys = new Set(gold);
  const foundKeys = new Set(found);
  let right = 0;
  for (const key of foundKeys) if (goldKeys.has(key)) right += 1;
  return { right, found: foundKeys.size, gold: goldKeys.size };
}
