export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A piece of a text that the same ranges cover from its first to its last letter. */
export interface Stretch<T extends Range> extends Range {
  readonly text: string;
  /** The widest first; empty between the ranges. */
  readonly within: readonly T[];
}

/** Cuts `text` from `start` to `end` wherever a range begins or ends, so that ranges may lie in or across each other. */
export function cut<T extends Range>(
  text: string,
  { start, end }: Range,
  ranges: readonly T[],
): readonly Stretch<T>[] {
  const inside = ranges
    .filter((range) => range.start < end && range.end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const ends = inside.flatMap((range) => [Math.max(range.start, start), Math.min(range.end, end)]);
  const places = [...new Set([start, ...ends, end])].sort((a, b) => a - b);
  const stretches: Stretch<T>[] = [];
  let open: readonly T[] = [];
  let next = 0;
  for (const [index, place] of places.slice(0, -1).entries()) {
    const to = places[index + 1]!;
    const begun = next;
    while (next < inside.length && inside[next]!.start <= place) next += 1;
    open = [...open, ...inside.slice(begun, next)].filter((range) => range.end > place);
    stretches.push({ start: place, end: to, text: text.slice(place, to), within: open });
  }
  return stretches;
}
