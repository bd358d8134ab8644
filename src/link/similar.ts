import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { nameAt } from "./name-index.js";
import type { NameLayer } from "./name-layer.js";
import { cosine, formVector, nearestVectors } from "./name-vectors.js";
import { normalForm } from "./normal-form.js";
import { listAt } from "./number-lists.js";
import { indexOfString } from "./string-table.js";

/** A name with its unit vector `[dim]`. */
export interface NamedVector {
  readonly name: string;
  readonly vector: Float32Array;
}

/** A concept near another by one pair of their names. */
export interface Neighbour {
  readonly id: Curie;
  /** Cosine of the two names' vectors, 0 to 1. */
  readonly score: number;
  /** The name asked with. */
  readonly name: string;
  /** The neighbour's name that is nearest to it. */
  readonly matchedName: string;
}

/** Names of one concept that are asked with at most, the preferred first: each costs a search of all rows. */
const mostNames = 50;

/** The names of a concept that have a vector in its category's layer, each form once, the preferred name first. */
export function namedVectors(concept: Concept, layer: NameLayer | undefined): readonly NamedVector[] {
  if (!layer?.vectors) return [];
  const { names, vectors } = layer;
  const byForm = new Map<string, string>();
  for (const name of [concept.name, ...concept.synonyms]) {
    const form = normalForm(name);
    if (form !== "" && !byForm.has(form)) byForm.set(form, name);
  }
  const found: NamedVector[] = [];
  for (const [form, name] of byForm) {
    if (found.length === mostNames) break;
    const number = indexOfString(names.forms, form);
    const vector = number < 0 ? undefined : formVector(vectors, number);
    if (vector) found.push({ name, vector });
  }
  return found;
}

/** The best pair of each concept but `self` among the names nearest to one vector, at least `first` concepts if there are. */
function nearestTo(
  asked: NamedVector,
  { names, vectors, owners }: NameLayer & { readonly vectors: NonNullable<NameLayer["vectors"]> },
  self: Curie,
  first: number,
): readonly Neighbour[] {
  for (let count = 4 * first + 32; ; count *= 4) {
    const found = new Map<Curie, Neighbour>();
    const nearest = nearestVectors(vectors, asked.vector, count);
    for (const { item } of nearest) {
      // The search takes rows as they are stored, of which rounding has changed the length a little.
      const vector = formVector(vectors, item);
      if (!vector) continue;
      const score = cosine(asked.vector, vector);
      for (const row of listAt(names.formRows, item)) {
        const id = owners.id(names.rowConcept[row]!);
        if (id === self || (found.get(id)?.score ?? -1) >= score) continue;
        found.set(id, { id, score, name: asked.name, matchedName: nameAt(names, row) });
      }
    }
    if (found.size >= first || nearest.length < count) return [...found.values()];
  }
}

/**
 * The `first` concepts of a layer nearest to the names of one, best pair of names each; equal scores by id. Each name's
 * own search gives at least `first` concepts, so the merged list is the exact one as far as the searches are.
 *
 * @param self the concept that is asked about; it is no neighbour of its own
 */
export function nearestConcepts(
  asked: readonly NamedVector[],
  layer: NameLayer,
  self: Curie,
  first: number,
): readonly Neighbour[] {
  const { vectors } = layer;
  if (!vectors) return [];
  const best = new Map<Curie, Neighbour>();
  for (const name of asked) {
    for (const neighbour of nearestTo(name, { ...layer, vectors }, self, first)) {
      const known = best.get(neighbour.id);
      if (!known || neighbour.score > known.score) best.set(neighbour.id, neighbour);
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, first);
}
