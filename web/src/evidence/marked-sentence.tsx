import type { SentenceFieldsFragment } from "../api/generated.js";
import { type Mark, markSentence } from "./mark-sentence.js";

/** What a reader who cannot see the marks hears before and after each. */
const spoken: Readonly<Record<Mark, string>> = {
  subject: "subject",
  object: "object",
  cue: "wording that denies, hedges or asks",
};

export function MarkedSentence({ sentence }: { readonly sentence: SentenceFieldsFragment }) {
  return (
    <blockquote class="sentence">
      {markSentence(sentence).map(({ text, marks }, index) =>
        marks.length === 0 ? (
          text
        ) : (
          <mark
            // The pieces of a sentence do not move.
            key={index}
            class={marks.map((mark) => `mark-${mark}`).join(" ")}
            title={marks.map((mark) => spoken[mark]).join(", ")}
          >
            {text}
          </mark>
        ),
      )}
    </blockquote>
  );
}
