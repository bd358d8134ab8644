import type { Curie } from "../domain/curie.js";
import type { ConceptRecord } from "../domain/graph-reader.js";

const mostAncestors = 200;
/** MeSH is 13 levels deep, the taxonomy of organisms about 30. */
const mostLevels = 30;

/** What leads upwards from a concept, level by level, so that each level is one look-up; a circle ends where it closes. */
export async function ancestorsOf(
  concept: ConceptRecord,
  load: (ids: readonly Curie[]) => Promise<readonly (ConceptRecord | undefined)[]>,
): Promise<readonly ConceptRecord[]> {
  const asked = new Set<Curie>();
  const met = new Map<Curie, ConceptRecord>();
  let level: readonly ConceptRecord[] = [concept];
  for (let depth = 0; depth < mostLevels && level.length > 0 && met.size < mostAncestors; depth++) {
    const above = [...new Set(level.flatMap(({ parents }) => parents))].filter((id) => !asked.has(id));
    for (const id of above) asked.add(id);
    const found = (await load(above)).filter((parent) => parent !== undefined);
    // By a former id a parent may have been met under its own.
    level = found.filter(({ id }) => id !== concept.id && !met.has(id));
    for (const parent of level) met.set(parent.id, parent);
  }
  return [...met.values()].slice(0, mostAncestors);
}
