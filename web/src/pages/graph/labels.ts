export interface Box {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A label that could be shown, as a box on the screen; `id` is that of its node. */
export interface Label extends Box {
  /** Who comes first where there is room for one. */
  readonly weight: number;
  /** It may cover the bodies of other nodes: what a reader asked for is named in any case. */
  readonly covers: boolean;
}

const cellSize = 64;

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

/** Boxes by the cells of a grid that they touch, so that only near neighbours are compared. */
class Grid {
  readonly #cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of this.#keys(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  hits(box: Box): boolean {
    return this.#keys(box).some((key) =>
      this.#cells.get(key)?.some((other) => other.id !== box.id && overlap(box, other)),
    );
  }

  #keys(box: Box): readonly string[] {
    const keys: string[] = [];
    for (let x = Math.floor(box.left / cellSize); x * cellSize < box.left + box.width; x++)
      for (let y = Math.floor(box.top / cellSize); y * cellSize < box.top + box.height; y++)
        keys.push(`${x} ${y}`);
    return keys;
  }
}

/**
 * The labels to show so that no two overlap and none lies on another's body: the weightiest first, each where there is still room.
 * Greedy choice is what maps do; 500 labels take a few milliseconds.
 */
export function chooseLabels(labels: readonly Label[], bodies: readonly Box[]): ReadonlySet<string> {
  const taken = new Grid();
  const obstacles = new Grid();
  for (const body of bodies) obstacles.add(body);
  const chosen = new Set<string>();
  for (const label of labels.toSorted((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))) {
    if (taken.hits(label) || (!label.covers && obstacles.hits(label))) continue;
    taken.add(label);
    chosen.add(label.id);
  }
  return chosen;
}
