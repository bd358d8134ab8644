import type { LinkedMention } from "./link.js";
import type { Span } from "./span.js";

/** A piece of a text that no mention begins or ends in. */
export interface TextSegment<M extends Span = LinkedMention> extends Span {
  readonly text: string;
  /** Those that it is part of: the one that begins first, and of those the longest, first. */
  readonly mentions: readonly M[];
}

/**
 * Cuts a text wherever a mention begins or ends. The pieces follow each other without gap, and together they are the text; mentions may
 * overlap or hold one another. What of a mention lies outside of the text is left out.
 */
export function textSegments<M extends Span>(
  text: string,
  mentions: readonly M[],
): readonly TextSegment<M>[] {
  const within = (place: number) => Math.min(Math.max(place, 0), text.length);
  const cuts = new Set(mentions.flatMap(({ start, end }) => [within(start), within(end)]));
  const places = [...cuts.add(0).add(text.length)].sort((a, b) => a - b);
  const ordered = [...mentions].sort((a, b) => a.start - b.start || b.end - a.end);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1]!;
    const part = ordered.filter((mention) => mention.start <= start && mention.end >= end);
    return { start, end, text: text.slice(start, end), mentions: part };
  });
}
