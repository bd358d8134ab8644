import type { Curie } from "./curie.js";
import type { Step } from "./walk-reader.js";

export type PathOrder = "length" | "belief";

/** A way from one concept to another, that meets none twice. */
export interface ConceptPath {
  /** From the first to the last. */
  readonly concepts: readonly Curie[];
  /** The step from each to the next. */
  readonly steps: readonly Step[];
}

export interface PathRequest {
  readonly from: Curie;
  readonly to: Curie;
  /** Steps at most. */
  readonly maxLength: number;
  readonly order: PathOrder;
  readonly first: number;
}

/** What a way costs; compared part by part, and ways that cost the same by the keys of their steps. */
type Cost = readonly [main: number, second: number];

interface Way {
  readonly concepts: readonly Curie[];
  readonly steps: readonly Step[];
  readonly cost: Cost;
  /** With the cheapest way on from here. */
  readonly whole: Cost;
}

/**
 * The first ways from one concept to another through some steps, whichever way round these stand. Between two concepts only the step
 * of most belief counts, so that ways differ in their concepts; steps of no belief lead nowhere.
 *
 * A*Prune (Liu & Ramakrishnan 2001, "A*Prune: an algorithm for finding K shortest paths subject to multiple constraints"): ways are
 * made longer from the cheapest on, by what they cost and what the rest costs at least. The latter is exact but for concepts met twice: it is
 * counted backwards from the end, once for each number of steps (Bellman 1958, "On a routing problem"). So ways come out in their order, and
 * what can no longer arrive in time is never begun. The cost of a step is −ln belief in millionths, whole numbers, so that the order
 * of addition cannot show.
 */
export function findPaths(steps: Iterable<Step>, request: PathRequest): readonly ConceptPath[] {
  const { from, to, maxLength, order, first } = request;
  const neighbours = strongest(steps);
  const costOf = (step: Step): Cost => (order === "length" ? [1, micronats(step)] : [micronats(step), 1]);
  const rest = costsToEnd(neighbours, to, maxLength, costOf);
  const none: Cost = [0, 0];
  const found: ConceptPath[] = [];
  const begin = rest[maxLength]?.get(from);
  const open: Way[] = begin && from !== to ? [{ concepts: [from], steps: [], cost: none, whole: begin }] : [];
  while (open.length > 0 && found.length < first) {
    const way = takeFirst(open);
    const end = way.concepts.at(-1)!;
    if (end === to) {
      found.push({ concepts: way.concepts, steps: way.steps });
      continue;
    }
    for (const [next, step] of neighbours.get(end) ?? []) {
      const onward = rest[maxLength - way.steps.length - 1]?.get(next);
      if (!onward || way.concepts.includes(next)) continue;
      const cost = sum(way.cost, costOf(step));
      const longer = { concepts: [...way.concepts, next], steps: [...way.steps, step], cost };
      put(open, { ...longer, whole: sum(cost, onward) });
    }
  }
  return found;
}

function micronats({ belief }: Step): number {
  return Math.round(-Math.log(belief) * 1_000_000);
}

type Neighbours = ReadonlyMap<Curie, ReadonlyMap<Curie, Step>>;

function strongest(steps: Iterable<Step>): Neighbours {
  const neighbours = new Map<Curie, Map<Curie, Step>>();
  const join = (one: Curie, other: Curie, step: Step) => {
    const known = neighbours.get(one) ?? new Map<Curie, Step>();
    neighbours.set(one, known);
    const best = known.get(other);
    const better = !best || step.belief > best.belief || (step.belief === best.belief && step.key < best.key);
    if (better) known.set(other, step);
  };
  for (const step of steps) {
    if (step.belief <= 0) continue;
    join(step.subject, step.object, step);
    join(step.object, step.subject, step);
  }
  return neighbours;
}

/** At place n the concepts from which the end is reached in at most n steps, with the least that this costs. */
function costsToEnd(
  neighbours: Neighbours,
  to: Curie,
  maxLength: number,
  costOf: (step: Step) => Cost,
): readonly ReadonlyMap<Curie, Cost>[] {
  const layers: ReadonlyMap<Curie, Cost>[] = [new Map([[to, [0, 0]]])];
  for (let length = 1; length <= maxLength; length++) {
    const before = layers[length - 1]!;
    const layer = new Map(before);
    for (const [concept, cost] of before) {
      for (const [previous, step] of neighbours.get(concept) ?? []) {
        const through = sum(costOf(step), cost);
        const known = layer.get(previous);
        if (!known || compare(through, known) < 0) layer.set(previous, through);
      }
    }
    layers.push(layer);
  }
  return layers;
}

function sum(a: Cost, b: Cost): Cost {
  return [a[0] + b[0], a[1] + b[1]];
}

function compare(a: Cost, b: Cost): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** A way before those that go on from it, so that among equals the whole ways come out by their keys. */
function compareWays(a: Way, b: Way): number {
  const byCost = compare(a.whole, b.whole);
  if (byCost !== 0) return byCost;
  const length = Math.min(a.steps.length, b.steps.length);
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.steps[at]!.key, b.steps[at]!.key];
    if (one !== other) return one < other ? -1 : 1;
  }
  return a.steps.length - b.steps.length;
}

// A binary heap (Williams 1964, "Algorithm 232: Heapsort"), the first way at its top.

function put(heap: Way[], way: Way): void {
  let at = heap.push(way) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (compareWays(heap[above]!, way) <= 0) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = way;
}

function takeFirst(heap: Way[]): Way {
  const first = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below + 1 < heap.length && compareWays(heap[below + 1]!, heap[below]!) < 0) below += 1;
    if (below >= heap.length || compareWays(heap[below]!, last) >= 0) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = last;
  return first;
}
