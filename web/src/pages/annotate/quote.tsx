import type { ReadRelationFragment } from "../../api/generated.js";
import { cut, type Range } from "../../parts/cut.js";

interface QuoteProps {
  readonly text: string;
  readonly sentence: ReadRelationFragment["sentences"][number];
  readonly cues: readonly Range[];
}

interface Marked extends Range {
  readonly part: "subject" | "object" | "cue";
}

/** A sentence with what it relates and the words that hedge, deny or ask. */
export function Quote({ text, sentence, cues }: QuoteProps) {
  const as = (part: Marked["part"]) => (range: Range) => ({ ...range, part });
  const marked: readonly Marked[] = [
    ...sentence.subjectSpans.map(as("subject")),
    ...sentence.objectSpans.map(as("object")),
    ...cues.map(as("cue")),
  ];
  return (
    <blockquote class="quote">
      {cut(text, sentence, marked).map(({ start, text: words, within }) => {
        if (within.length === 0) return words;
        const parts = [...new Set(within.map(({ part }) => part))];
        return (
          <mark key={start} class={parts.map((part) => `quote-${part}`).join(" ")} title={parts.join(", ")}>
            {words}
          </mark>
        );
      })}
    </blockquote>
  );
}
