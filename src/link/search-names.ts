import type { Concept } from "../domain/concept.js";
import { hitsOf, type NameLayer, shortlist } from "./name-layer.js";
import { normalForm } from "./normal-form.js";
import type { FoundConcept } from "./terminology.js";

/** Concepts by likeness of their names alone; equal scores: the preferred name first, then by id. */
export function searchNames(
  text: string,
  layers: readonly NameLayer[],
  first: number,
  concept: (id: string) => Concept | undefined,
): readonly FoundConcept[] {
  const form = normalForm(text);
  if (form === "") return [];
  const found = layers
    .flatMap((layer) => {
      const query = { form, vector: undefined };
      return hitsOf(layer, query, shortlist(layer, query, first, false), () => undefined);
    })
    .sort(
      (a, b) => b.sparse - a.sparse || Number(b.preferred) - Number(a.preferred) || (a.id < b.id ? -1 : 1),
    );
  const best = new Map<string, FoundConcept>();
  for (const hit of found) {
    if (best.has(hit.id)) continue;
    if (best.size === first) break;
    const known = concept(hit.id);
    if (!known) continue;
    best.set(hit.id, {
      id: hit.id,
      name: known.name,
      category: known.category,
      matchedName: hit.matchedName,
      score: hit.sparse,
    });
  }
  return [...best.values()];
}
