import { canonicalHash, canonicalJson, sameJson } from "../domain/canonical-json.js";
import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";

/**
 * What deliveries say of one concept. Two terminologies, or two versions of one, may describe it differently, so
 * each description is kept with the number of live documents that brought it, and leaves with the last of them.
 */
export interface ConceptVariant {
  readonly concept: Concept;
  readonly documents: number;
}

/** A concept in the graph; `variants` are sorted, the first is the one shown, and none has zero documents. */
export interface StoredConcept {
  readonly variants: readonly [ConceptVariant, ...ConceptVariant[]];
  /** Triples it takes part in. */
  readonly triples: number;
}

/** Descriptions that many papers bring are the same objects, as the terminology keeps them. */
const variantNames = new WeakMap<Concept, string>();

/** Names a description, for the reference that brought it. */
export function variantName(concept: Concept): string {
  const known = variantNames.get(concept);
  if (known !== undefined) return known;
  const name = canonicalHash(concept).slice(0, 16);
  variantNames.set(concept, name);
  return name;
}

export function documentsOf(concept: StoredConcept): number {
  return concept.variants.reduce((sum, variant) => sum + variant.documents, 0);
}

/** The ids whose place the concept took, as any of its descriptions says; sorted. */
export function formerIdsOf({ variants }: Pick<StoredConcept, "variants">): readonly Curie[] {
  const ids = new Set(variants.flatMap(({ concept }) => concept.formerly ?? []));
  ids.delete(variants[0].concept.id);
  return [...ids].sort();
}

/**
 * Variants with `delta` documents more for one description. The order, most synonyms first and then the greater
 * canonical JSON, is a choice without deeper sense that no order of arrival can change.
 */
export function countVariant(
  variants: readonly ConceptVariant[],
  concept: Concept,
  delta: 1 | -1,
): readonly ConceptVariant[] {
  const at = variants.findIndex((variant) => sameJson(variant.concept, concept));
  if (at < 0) return sorted([...variants, { concept, documents: delta }]);
  return variants.flatMap((variant, index) => {
    const documents = variant.documents + (index === at ? delta : 0);
    return documents === 0 ? [] : [{ ...variant, documents }];
  });
}

function sorted(variants: readonly ConceptVariant[]): readonly ConceptVariant[] {
  const rank = ({ concept }: ConceptVariant) => ({
    names: concept.synonyms.length,
    text: canonicalJson(concept),
  });
  return variants
    .map((variant) => ({ variant, ...rank(variant) }))
    .sort((a, b) => b.names - a.names || (a.text < b.text ? 1 : -1))
    .map(({ variant }) => variant);
}
