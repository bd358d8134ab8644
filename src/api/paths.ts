import type { Curie } from "../domain/curie.js";
import { findPaths, type PathOrder } from "../domain/find-paths.js";
import type { TripleFilter } from "../domain/graph-reader.js";
import type { TripleKey } from "../domain/triple.js";
import type { Step, WalkReader } from "../domain/walk-reader.js";

/** Triples of one concept that are followed, those of most belief. */
export const followedPerConcept = 100;
/** Steps between the concepts around both ends. */
const mostBetween = 10_000;

/** By ids and keys alone, like a subgraph. @public named in mappers.json */
export interface PathOfConcepts {
  readonly ids: readonly Curie[];
  readonly keys: readonly TripleKey[];
  readonly belief: number;
}

export interface PathQuestion {
  readonly from: Curie;
  readonly to: Curie;
  /** 1 to 4. */
  readonly maxLength: number;
  readonly order: PathOrder;
  readonly filter: TripleFilter;
  readonly first: number;
}

/**
 * Ways are looked for from both ends at once (bidirectional search; Pohl 1971), so that four steps are two from each: one question for what is
 * around the ends, and one, when that is not enough, for what is around their neighbours. Steps between two concepts that both ends led
 * to are all seen, however many triples either takes part in.
 */
export async function pathsBetween(
  store: WalkReader,
  question: PathQuestion,
): Promise<readonly PathOfConcepts[]> {
  const { from, to, maxLength, order, first } = question;
  const filter: TripleFilter = { ...question.filter, order: "belief" };
  const [around, [direct = []]] = await Promise.all([
    store.triplesAround([from, to], filter, followedPerConcept),
    store.triplesBetween([{ these: [from], those: [to] }], filter, followedPerConcept),
  ]);
  const near = [...direct, ...[...around.values()].flat()];
  const short = findPaths(near, { ...question, maxLength: Math.min(maxLength, 2) });
  if (maxLength <= 2 || (order === "length" && short.length >= first)) return short.map(pathOf);
  const others = (id: Curie) => otherEnds(around.get(id) ?? [], [from, to]);
  const [these, those] = [others(from), others(to)];
  const [[between = []], further] = await Promise.all([
    store.triplesBetween([{ these, those }], filter, mostBetween),
    maxLength <= 3
      ? new Map<Curie, readonly Step[]>()
      : store.triplesAround([...new Set([...these, ...those])], filter, followedPerConcept),
  ]);
  const steps = [...near, ...between, ...[...further.values()].flat()];
  return findPaths(steps, question).map(pathOf);
}

function otherEnds(steps: readonly Step[], ends: readonly Curie[]): readonly Curie[] {
  const met = new Set(steps.flatMap(({ subject, object }) => [subject, object]));
  return [...met].filter((id) => !ends.includes(id));
}

function pathOf({ concepts, steps }: ReturnType<typeof findPaths>[number]): PathOfConcepts {
  return {
    ids: concepts,
    keys: steps.map(({ key }) => key),
    belief: steps.reduce((product, { belief }) => product * belief, 1),
  };
}
