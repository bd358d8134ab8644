import type { Curie } from "../domain/curie.js";
import type { TripleFilter } from "../domain/graph-reader.js";
import type { Found } from "./audit.js";
import { formerIdsOf, type StoredConcept } from "./concept-variants.js";
import type { GraphWrites } from "./settle.js";

/** That a concept took the place of an id that a terminology withdrew. */
export interface FormerId {
  readonly id: Curie;
  readonly concept: Curie;
}

/** What of the redirects to concepts changes with them. */
export function formerIdChanges(
  concepts: GraphWrites["concepts"],
  stored: ReadonlyMap<Curie, StoredConcept>,
): { readonly put: readonly FormerId[]; readonly drop: readonly FormerId[] } {
  const put: FormerId[] = [];
  const drop: FormerId[] = [];
  const compare = (concept: Curie, before?: StoredConcept, after?: StoredConcept) => {
    const was = new Set(before && formerIdsOf(before));
    const is = new Set(after && formerIdsOf(after));
    put.push(...[...is].filter((id) => !was.has(id)).map((id) => ({ id, concept })));
    drop.push(...[...was].filter((id) => !is.has(id)).map((id) => ({ id, concept })));
  };
  for (const { before, after } of concepts.put) compare(after.variants[0].concept.id, before, after);
  for (const id of concepts.drop) compare(id, stored.get(id));
  return { put, drop };
}

/** Every id that a filter of triples names. */
export function idsNamed({ subject, object, involving }: TripleFilter): readonly Curie[] {
  return [subject, object, involving].filter((id) => id !== undefined);
}

/** The filter with former ids replaced by those of today. */
export function withCurrentIds(filter: TripleFilter, current: ReadonlyMap<Curie, Curie>): TripleFilter {
  if (current.size === 0) return filter;
  const { subject, object, involving } = filter;
  const today = (id: Curie) => current.get(id) ?? id;
  return {
    ...filter,
    ...(subject !== undefined && { subject: today(subject) }),
    ...(object !== undefined && { object: today(object) }),
    ...(involving !== undefined && { involving: today(involving) }),
  };
}

/** Compares the redirects that a store holds of a concept with those that its descriptions ask for. */
export function checkFormerIds(
  concept: Curie,
  stored: StoredConcept | undefined,
  held: readonly Curie[],
): Found | undefined {
  const wanted = stored ? formerIdsOf(stored) : [];
  if (wanted.join(" ") === [...held].sort().join(" ")) return undefined;
  const message = `former ids that lead to it: ${held.join(", ") || "none"}; by its descriptions: ${wanted.join(", ") || "none"}`;
  return { invariant: "reference", subject: concept, message };
}
