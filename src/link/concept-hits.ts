import type { Curie } from "../domain/curie.js";
import type { NameHit } from "./name-layer.js";
import { type LinkWeights, spellingAlone } from "./settings.js";

/** A concept as the best of its names answers a query; what documents say is still to come. */
export interface ConceptHit extends NameHit {
  /** Weighted mean of dense, sparse and exact, 0 to 1. */
  readonly likeness: number;
  /** The name is written as in the text, case and all. */
  readonly sameSpelling: boolean;
}

/** Weighted mean. Without a vector, spelling has to carry what dense would: the learned weights do not hold. */
export function likenessOf(hit: Pick<NameHit, "dense" | "sparse" | "exact">, weights: LinkWeights): number {
  const { dense, sparse, exact } = hit.dense === undefined ? { ...weights, ...spellingAlone } : weights;
  return (dense * (hit.dense ?? 0) + sparse * hit.sparse + exact * hit.exact) / (dense + sparse + exact);
}

/** @param text the name that was looked up, as it is written */
export function conceptHit(hit: NameHit, text: string, weights: LinkWeights): ConceptHit {
  return { ...hit, likeness: likenessOf(hit, weights), sameSpelling: hit.matchedName === text };
}

type Scored = Pick<ConceptHit, "likeness" | "sameSpelling"> & { readonly hit: NameHit };

function better(a: Scored, b: Scored): boolean {
  if (a.likeness !== b.likeness) return a.likeness > b.likeness;
  if (a.hit.preferred !== b.hit.preferred) return a.hit.preferred;
  if (a.sameSpelling !== b.sameSpelling) return a.sameSpelling;
  return a.hit.own && !b.hit.own;
}

/** One hit per concept, best first, at most `most` besides those whose name is equal. */
export function conceptHits(
  text: string,
  hits: readonly NameHit[],
  weights: LinkWeights,
  most: number,
): readonly ConceptHit[] {
  const best = new Map<Curie, Scored>();
  for (const hit of hits) {
    const scored = { hit, likeness: likenessOf(hit, weights), sameSpelling: hit.matchedName === text };
    const known = best.get(hit.id);
    if (!known || better(scored, known)) best.set(hit.id, scored);
  }
  return [...best.values()]
    .sort((a, b) => b.likeness - a.likeness || (a.hit.id < b.hit.id ? -1 : 1))
    .filter(({ hit }, place) => place < most || hit.exact === 1)
    .map(({ hit }) => conceptHit(hit, text, weights));
}
