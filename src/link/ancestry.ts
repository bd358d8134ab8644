import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { leastRecent } from "./least-recent.js";

/** Levels of broader concepts that count as near. */
const levels = 3;
/** Concepts whose parents, and whose ancestors, are kept. */
const keptConcepts = 10_000;

export interface Ancestry {
  parentsOf(id: Curie): readonly Curie[];
  /** Broader concepts up to three levels up, each once, the nearest first. */
  ancestorsOf(id: Curie): readonly Curie[];
}

export function createAncestry(concept: (id: Curie) => Pick<Concept, "parents"> | undefined): Ancestry {
  const parents = leastRecent<readonly Curie[]>(keptConcepts);
  const ancestors = leastRecent<readonly Curie[]>(keptConcepts);

  function parentsOf(id: Curie): readonly Curie[] {
    const known = parents.get(id);
    if (known) return known;
    const own = concept(id)?.parents ?? [];
    parents.set(id, own);
    return own;
  }

  function ancestorsOf(id: Curie): readonly Curie[] {
    const known = ancestors.get(id);
    if (known) return known;
    const found: Curie[] = [];
    let level: readonly Curie[] = [id];
    for (let up = 0; up < levels; up += 1) {
      const began = found.length;
      for (const narrower of level) {
        for (const parent of parentsOf(narrower)) if (!found.includes(parent)) found.push(parent);
      }
      level = found.slice(began);
    }
    ancestors.set(id, found);
    return found;
  }

  return { parentsOf, ancestorsOf };
}
