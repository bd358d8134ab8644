import type { Curie } from "../domain/curie.js";
import type { NameHit } from "./name-layer.js";
import type { LinkWeights } from "./settings.js";

/** A concept as the best of its names answers a query; what documents say is still to come. */
export interface ConceptHit extends NameHit {
  /** Weighted mean of dense, sparse and exact, 0 to 1. */
  readonly likeness: number;
  /** The name is written as in the text, case and all. */
  readonly sameSpelling: boolean;
}

/** Weighted mean; a name without a vector is judged by the rest. */
export function likenessOf(hit: Pick<NameHit, "dense" | "sparse" | "exact">, weights: LinkWeights): number {
  const dense = hit.dense === undefined ? 0 : weights.dense;
  const sum = dense * (hit.dense ?? 0) + weights.sparse * hit.sparse + weights.exact * hit.exact;
  return sum / (dense + weights.sparse + weights.exact);
}

function better(a: ConceptHit, b: ConceptHit): boolean {
  if (a.likeness !== b.likeness) return a.likeness > b.likeness;
  if (a.preferred !== b.preferred) return a.preferred;
  return a.sameSpelling && !b.sameSpelling;
}

/** One hit per concept, best first, at most `most` besides those whose name is equal. */
export function conceptHits(
  text: string,
  hits: readonly NameHit[],
  weights: LinkWeights,
  most: number,
): readonly ConceptHit[] {
  const best = new Map<Curie, ConceptHit>();
  for (const hit of hits) {
    const scored = { ...hit, likeness: likenessOf(hit, weights), sameSpelling: hit.matchedName === text };
    const known = best.get(hit.id);
    if (!known || better(scored, known)) best.set(hit.id, scored);
  }
  return [...best.values()]
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .filter((hit, place) => place < most || hit.exact === 1);
}
