import { groupBy } from "../../domain/group-by.js";
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
 * Pairs gold with found spans one to one, among those that overlap and `mayPair`, and as many as can be. Pairs are taken
 * by the share of their union that they have in common, greatest first; then each gold span left over gets a partner
 * if others can move to make room (augmenting paths, Kuhn 1955). Ties go by position, so the order of the lists is
 * without effect.
 */
export function pairSpans(
  gold: readonly TypedSpan[],
  found: readonly ScoredSpan[],
  mayPair: (gold: TypedSpan, found: ScoredSpan) => boolean,
): Pairing {
  const candidates = gold
    .flatMap((g) =>
      found
        .filter((f) => overlapLength(g, f) > 0 && mayPair(g, f))
        .map((f) => ({ gold: g, found: f, shared: jaccard(g, f) })),
    )
    .sort((a, b) => b.shared - a.shared || byPlace(a.gold, b.gold) || byPlace(a.found, b.found));
  const partnerOf = new Map<ScoredSpan, TypedSpan>();
  const paired = new Set<TypedSpan>();
  for (const pair of candidates) {
    if (paired.has(pair.gold) || partnerOf.has(pair.found)) continue;
    partnerOf.set(pair.found, pair.gold);
    paired.add(pair.gold);
  }
  const choices = groupBy(candidates, (pair) => pair.gold);
  for (const span of choices.keys()) {
    if (!paired.has(span) && makeRoom(span, choices, partnerOf, new Set())) paired.add(span);
  }
  const pairs = [...partnerOf].map(([f, g]) => ({ gold: g, found: f }));
  return {
    pairs: pairs.sort((a, b) => byPlace(a.gold, b.gold)),
    goldLeft: gold.filter((span) => !paired.has(span)),
    foundLeft: found.filter((span) => !partnerOf.has(span)),
  };
}

/** Whether `gold` gets a partner, moving the gold spans that hold its choices to others where need be. */
function makeRoom(
  gold: TypedSpan,
  choices: ReadonlyMap<TypedSpan, readonly SpanPair[]>,
  partnerOf: Map<ScoredSpan, TypedSpan>,
  tried: Set<ScoredSpan>,
): boolean {
  for (const { found } of choices.get(gold) ?? []) {
    if (tried.has(found)) continue;
    tried.add(found);
    const holder = partnerOf.get(found);
    if (holder !== undefined && !makeRoom(holder, choices, partnerOf, tried)) continue;
    partnerOf.set(found, gold);
    return true;
  }
  return false;
}

function byPlace(a: TypedSpan, b: TypedSpan): number {
  return a.start - b.start || a.end - b.end || (a.type < b.type ? -1 : Number(a.type > b.type));
}

function jaccard(a: TypedSpan, b: TypedSpan): number {
  const shared = overlapLength(a, b);
  return shared / (a.end - a.start + (b.end - b.start) - shared);
}
