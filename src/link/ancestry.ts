import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { leastRecent } from "./least-recent.js";

/** Levels of broader concepts that count as near. */
const levels = 3;

export interface Ancestry {
  parentsOf(id: Curie): readonly Curie[];
  /** Broader concepts up to three levels up. */
  ancestorsOf(id: Curie): ReadonlySet<Curie>;
}

/** @param cacheSize concepts whose parents are kept */
export function createAncestry(
  concept: (id: Curie) => Pick<Concept, "parents"> | undefined,
  cacheSize: number,
): Ancestry {
  const parents = leastRecent<readonly Curie[]>(cacheSize);
  const ancestors = leastRecent<ReadonlySet<Curie>>(cacheSize);

  function parentsOf(id: Curie): readonly Curie[] {
    const known = parents.get(id);
    if (known) return known;
    const own = concept(id)?.parents ?? [];
    parents.set(id, own);
    return own;
  }

  function ancestorsOf(id: Curie): ReadonlySet<Curie> {
    const known = ancestors.get(id);
    if (known) return known;
    const found = new Set<Curie>();
    let level: readonly Curie[] = [id];
    for (let up = 0; up < levels; up += 1) {
      level = level.flatMap(parentsOf).filter((parent) => !found.has(parent));
      for (const parent of level) found.add(parent);
    }
    ancestors.set(id, found);
    return found;
  }

  return { parentsOf, ancestorsOf };
}
