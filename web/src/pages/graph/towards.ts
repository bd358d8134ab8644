interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

const directions = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
} as const;

export type Arrow = keyof typeof directions;

export function isArrow(key: string): key is Arrow {
  return key in directions;
}

/** The nearest place that lies towards an arrow: within 45° of it, distance counting more the further it lies aside. */
export function nearestTowards(arrow: Arrow, from: Place, places: readonly Place[]): string | undefined {
  const [dx, dy] = directions[arrow];
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const { id, x, y } of places) {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    if (id === from.id || along <= 0 || aside > along) continue;
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
