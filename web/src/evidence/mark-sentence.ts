/** Why a stretch of a sentence is marked. */
export type Mark = "subject" | "object" | "cue";

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Sentence {
  readonly text: string;
  /** Where it begins in the document, in which the spans count. */
  readonly start: number;
  readonly subjectSpans: readonly Span[];
  readonly objectSpans: readonly Span[];
  readonly cues: readonly Span[];
}

export interface Piece {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A sentence cut wherever a mark begins or ends; marks may overlap, and reach beyond the sentence. */
export function markSentence(sentence: Sentence): readonly Piece[] {
  const { text, start } = sentence;
  const within = (spans: readonly Span[]) =>
    spans
      .map((span) => ({
        start: Math.max(span.start - start, 0),
        end: Math.min(span.end - start, text.length),
      }))
      .filter((span) => span.start < span.end);
  const marked: readonly (readonly [Mark, readonly Span[]])[] = [
    ["subject", within(sentence.subjectSpans)],
    ["object", within(sentence.objectSpans)],
    ["cue", within(sentence.cues)],
  ];
  const cuts = new Set([0, text.length]);
  for (const [, spans] of marked) for (const span of spans) cuts.add(span.start).add(span.end);
  const ends = [...cuts].sort((a, b) => a - b);
  return ends.slice(1).map((end, index) => {
    const from = ends[index]!;
    const marks = marked.filter(([, spans]) => spans.some((span) => span.start <= from && end <= span.end));
    return { text: text.slice(from, end), marks: marks.map(([mark]) => mark) };
  });
}
