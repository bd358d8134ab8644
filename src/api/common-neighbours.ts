import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { ConceptRecord, TripleFilter } from "../domain/graph-reader.js";
import type { TripleKey } from "../domain/triple.js";
import type { Step, WalkReader } from "../domain/walk-reader.js";

/** Triples of the concept with the fewest that are followed, those of most belief. */
export const followedNeighbours = 1_000;
const mostBetween = 10_000;

/** @public named in mappers.json */
export interface NeighbourInCommon {
  readonly concept: ConceptRecord;
  readonly keys: readonly TripleKey[];
  readonly score: number;
}

interface CommonQuestion {
  readonly concepts: readonly ConceptRecord[];
  readonly filter: TripleFilter;
  readonly categories: readonly Category[];
  readonly first: number;
}

/**
 * Begins at the concept with the fewest triples: what all have in common is among its neighbours. Whether those are joined with the others
 * is asked of all of them at once.
 *
 * The score is the product of the beliefs of the strongest triple with each of the concepts, divided by log₂ of the number of triples
 * that the neighbour takes part in: what is joined with everything tells little (Adamic & Adar 2003, "Friends and neighbors on the Web").
 */
export async function commonNeighbours(
  store: WalkReader,
  load: (ids: readonly Curie[]) => Promise<readonly (ConceptRecord | undefined)[]>,
  { concepts, filter: given, categories, first }: CommonQuestion,
): Promise<readonly NeighbourInCommon[]> {
  const filter: TripleFilter = { ...given, order: "belief" };
  const ids = concepts.map(({ id }) => id);
  const [fewest, ...others] = [...concepts].sort((a, b) => a.triples - b.triples || (a.id < b.id ? -1 : 1));
  const around = await store.triplesAround([fewest!.id], filter, followedNeighbours);
  const near = around.get(fewest!.id) ?? [];
  const neighbours = [...new Set(near.map((step) => otherEnd(step, fewest!.id)))].filter(
    (id) => !ids.includes(id),
  );
  const sides = { these: others.map(({ id }) => id), those: neighbours };
  const [between = []] = await store.triplesBetween([sides], filter, mostBetween);
  const joined = new Map<Curie, Step[]>(neighbours.map((id) => [id, []]));
  for (const step of [...near, ...between]) {
    if (step.belief <= 0) continue;
    for (const end of [step.subject, step.object]) joined.get(end)?.push(step);
  }
  const common = [...joined].filter(([, steps]) => ids.every((id) => strongest(steps, id)));
  const found = await load(common.map(([id]) => id));
  return common
    .flatMap(([, steps], at) => {
      const concept = found[at];
      if (!concept || (categories.length > 0 && !categories.includes(concept.category))) return [];
      return [{ concept, keys: keysOf(steps, ids), score: scoreOf(steps, ids, concept) }];
    })
    .sort((a, b) => b.score - a.score || (a.concept.id < b.concept.id ? -1 : 1))
    .slice(0, first);
}

function otherEnd({ subject, object }: Step, id: Curie): Curie {
  return subject === id ? object : subject;
}

function strongest(steps: readonly Step[], id: Curie): Step | undefined {
  const own = steps.filter(({ subject, object }) => subject === id || object === id);
  return own.sort((a, b) => b.belief - a.belief || (a.key < b.key ? -1 : 1))[0];
}

function scoreOf(steps: readonly Step[], ids: readonly Curie[], { triples }: ConceptRecord): number {
  const belief = ids.reduce((product, id) => product * strongest(steps, id)!.belief, 1);
  return belief / Math.log2(Math.max(triples, 2));
}

/** The strongest with each of the concepts, in their order. */
function keysOf(steps: readonly Step[], ids: readonly Curie[]): readonly TripleKey[] {
  return ids.map((id) => strongest(steps, id)!.key);
}
