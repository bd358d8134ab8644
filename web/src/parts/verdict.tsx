import type { TripleFieldsFragment } from "../api/generated.js";
import { count } from "./numbers.js";

type Counts = Pick<
  TripleFieldsFragment,
  "affirmed" | "denied" | "hedged" | "questions" | "concerns" | "retracted"
>;

/** Beyond this many the marks no longer count at a glance, and the number alone stands. */
const mostMarks = 5;

interface Side {
  readonly kind: "affirmed" | "denied" | "questions" | "retracted";
  readonly glyph: string;
  readonly says: (papers: number) => string;
}

const sides: readonly Side[] = [
  { kind: "affirmed", glyph: "●", says: (papers) => `${count(papers, "paper")} for` },
  { kind: "denied", glyph: "✕", says: (papers) => `${count(papers, "paper")} against` },
  { kind: "questions", glyph: "?", says: (papers) => `${count(papers, "paper")} only asking` },
  { kind: "retracted", glyph: "⊘", says: (papers) => `${count(papers, "retracted paper")}, not counted` },
];

/** What papers say, one mark each: for, against, asking, retracted. */
export function Verdict({ triple }: { readonly triple: Counts }) {
  const present = sides.filter(({ kind }) => triple[kind] > 0);
  const extra = [
    triple.hedged > 0 && `${triple.hedged} with a hedge`,
    triple.concerns > 0 && `${triple.concerns} under an expression of concern`,
  ].filter((text) => text !== false);
  const words = [...present.map(({ kind, says }) => says(triple[kind])), ...extra].join(", ");
  return (
    <span class="verdict" role="img" aria-label={words} title={words}>
      {present.map(({ kind, glyph }) => (
        <span key={kind} class={`verdict-${kind}`}>
          {triple[kind] <= mostMarks ? glyph.repeat(triple[kind]) : `${glyph}${triple[kind]}`}
        </span>
      ))}
    </span>
  );
}
