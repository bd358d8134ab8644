interface Passage {
  readonly offset: number;
}

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Each passage with its own part of the segments. Passages are joined by a line feed, which is part of neither. */
export function layText<P extends Passage, S extends Segment>(
  passages: readonly P[],
  segments: readonly S[],
): readonly { readonly passage: P; readonly segments: readonly S[] }[] {
  const end = segments.at(-1)?.end ?? 0;
  return passages.map((passage, index) => {
    const from = passage.offset;
    const next = passages[index + 1]?.offset;
    const to = next === undefined ? end : next - 1;
    const within = segments.filter((segment) => segment.start < to && segment.end > from);
    return {
      passage,
      segments: within.map((segment) => {
        const start = Math.max(segment.start, from);
        const stop = Math.min(segment.end, to);
        const text = segment.text.slice(start - segment.start, stop - segment.start);
        return { ...segment, start, end: stop, text };
      }),
    };
  });
}
