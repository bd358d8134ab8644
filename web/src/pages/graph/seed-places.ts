interface Place {
  readonly x: number;
  readonly y: number;
}

/** Room for each node, in pixels of the drawing. */
const step = 70;

/** FNV-1a: small, and spreads ids that differ in their last digit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/**
 * A place for each id, which depends on the ids alone and not on their order: in the order of their hashes along a spiral by the golden
 * angle, where no two lie close.
 */
export function seedPlaces(ids: readonly string[]): ReadonlyMap<string, Place> {
  const sorted = [...ids].sort((a, b) => hash(a) - hash(b) || (a < b ? -1 : 1));
  return new Map(
    sorted.map((id, index) => {
      const radius = step * Math.sqrt(index + 0.5);
      const angle = index * 2.39996;
      return [id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }];
    }),
  );
}
