import type { Category } from "../domain/concept.js";
import { type ConceptHit, conceptHit } from "./concept-hits.js";
import { leastRecent } from "./least-recent.js";
import { hitAt, type NameLayer } from "./name-layer.js";
import type { LinkWeights } from "./settings.js";

/** A name to be looked up among those of a category. */
export interface WantedName {
  readonly name: string;
  readonly category: Category;
}

/** What was found for names, as long as it is kept. */
export interface KeptNames {
  get(wanted: WantedName): readonly ConceptHit[] | undefined;
  set(wanted: WantedName, hits: readonly ConceptHit[]): void;
}

export function keyOf({ name, category }: WantedName): string {
  return `${category}\t${name}`;
}

/** One name in so many has its hits held as they are, about 12 kB: those that every other paper has. */
const packedForOpen = 25;

/** Stands for a name or a query without a vector. */
const noVector = -1;
const [numbersOfHit, rowAt, conceptAt, exactAt, sparseAt, denseAt] = [6, 1, 2, 3, 4, 5];

/**
 * Keeps the `capacity` names last asked for, each hit by its numbers alone: its place in the index and what was worked out, from which the
 * same hit is made again.
 *
 * @param layersOf always the same layers of a category, in the same order
 * @param openCapacity how many of them are held as hits besides
 */
export function keptNames(
  layersOf: (category: Category) => readonly NameLayer[],
  weights: LinkWeights,
  capacity: number,
  openCapacity = Math.ceil(capacity / packedForOpen),
): KeptNames {
  const packed = leastRecent<readonly number[]>(capacity);
  const open = leastRecent<readonly ConceptHit[]>(openCapacity);

  function pack({ category }: WantedName, hits: readonly ConceptHit[]): readonly number[] {
    const layers = layersOf(category);
    return hits.flatMap(({ layer, row, concept, exact, sparse, dense }) => [
      layers.indexOf(layer),
      row,
      concept,
      exact,
      sparse,
      dense ?? noVector,
    ]);
  }

  function unpack({ name, category }: WantedName, numbers: readonly number[]): readonly ConceptHit[] {
    const layers = layersOf(category);
    return Array.from({ length: numbers.length / numbersOfHit }, (_, place) => {
      const first = place * numbersOfHit;
      const dense = numbers[first + denseAt]!;
      const nearness = {
        exact: numbers[first + exactAt]!,
        sparse: numbers[first + sparseAt]!,
        dense: dense === noVector ? undefined : dense,
      };
      const at = { row: numbers[first + rowAt]!, concept: numbers[first + conceptAt]! };
      return conceptHit(hitAt(layers[numbers[first]!]!, at, nearness), name, weights);
    });
  }

  return {
    get(wanted) {
      const key = keyOf(wanted);
      const numbers = packed.get(key);
      if (!numbers) return undefined;
      const known = open.get(key);
      if (known) return known;
      const hits = unpack(wanted, numbers);
      open.set(key, hits);
      return hits;
    },
    set(wanted, hits) {
      const key = keyOf(wanted);
      packed.set(key, pack(wanted, hits));
      open.set(key, hits);
    },
  };
}
