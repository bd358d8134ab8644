import { overlapLength, type ScoredSpan, type TypedSpan } from "./spans.js";

interface SpanPair {
  readonly gold: TypedSpan;
  readonly found: ScoredSpan;
}

export interface Pairing {
  readonly pairs: readonly SpanPair[];
  readonly goldLeft: readonly TypedSpan[];
  readonly foundLeft: readonly ScoredSpan[];
}

/**
 * Pairs gold with found spans one to one, among those that overlap and `mayPair`: equal ranges first, then by the
 * share of their union that they have in common, greatest first; ties go by position.
 */
export function pairSpans(
  gold: readonly TypedSpan[],
  found: readonly ScoredSpan[],
  mayPair: (gold: TypedSpan, found: ScoredSpan) => boolean,
): Pairing {
  const candidates = gold.flatMap((g) =>
    found
      .filter((f) => mayPair(g, f) && overlapLength(g, f) > 0)
      .map((f) => ({ gold: g, found: f, shared: jaccard(g, f) })),
  );
  candidates.sort(
    (a, b) => b.shared - a.shared || a.gold.start - b.gold.start || a.found.start - b.found.start,
  );
  const taken = new Set<TypedSpan>();
  const pairs = candidates.filter((pair) => {
    if (taken.has(pair.gold) || taken.has(pair.found)) return false;
    taken.add(pair.gold).add(pair.found);
    return true;
  });
  return {
    pairs: pairs.map(({ gold, found }) => ({ gold, found })),
    goldLeft: gold.filter((span) => !taken.has(span)),
    foundLeft: found.filter((span) => !taken.has(span)),
  };
}

function jaccard(a: TypedSpan, b: TypedSpan): number {
  const shared = overlapLength(a, b);
  return shared / (a.end - a.start + (b.end - b.start) - shared);
}
