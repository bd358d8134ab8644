/** The `capacity` best (number, score) pairs of a stream: a binary heap with the worst on top, on typed arrays. */
export interface BestScores {
  readonly items: Uint32Array;
  readonly scores: Float64Array;
  count: number;
}

export function bestScores(capacity: number): BestScores {
  return { items: new Uint32Array(capacity), scores: new Float64Array(capacity), count: 0 };
}

function swap(best: BestScores, a: number, b: number): void {
  const item = best.items[a]!;
  const score = best.scores[a]!;
  best.items[a] = best.items[b]!;
  best.scores[a] = best.scores[b]!;
  best.items[b] = item;
  best.scores[b] = score;
}

/** Of equal scores the smaller number is the better. */
function worse(best: BestScores, a: number, b: number): boolean {
  const difference = best.scores[a]! - best.scores[b]!;
  return difference !== 0 ? difference < 0 : best.items[a]! > best.items[b]!;
}

export function offer(best: BestScores, item: number, score: number): void {
  if (best.count < best.items.length) {
    let at = best.count;
    best.items[at] = item;
    best.scores[at] = score;
    best.count += 1;
    while (at > 0 && worse(best, at, (at - 1) >> 1)) {
      swap(best, at, (at - 1) >> 1);
      at = (at - 1) >> 1;
    }
    return;
  }
  const top = best.scores[0]!;
  if (best.count === 0 || score < top || (score === top && item > best.items[0]!)) return;
  best.items[0] = item;
  best.scores[0] = score;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= best.count) return;
    if (child + 1 < best.count && worse(best, child + 1, child)) child += 1;
    if (!worse(best, child, at)) return;
    swap(best, at, child);
    at = child;
  }
}

/** Best first. */
export function ranked(best: BestScores): readonly { readonly item: number; readonly score: number }[] {
  const pairs = Array.from({ length: best.count }, (_, at) => ({
    item: best.items[at]!,
    score: best.scores[at]!,
  }));
  return pairs.sort((a, b) => b.score - a.score || a.item - b.item);
}
