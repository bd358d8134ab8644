import type { ReadMentionFragment } from "../../api/generated.js";
import { categories } from "../../parts/category.js";
import { cut, type Range, type Stretch } from "../../parts/cut.js";
import { categoryOf } from "../../parts/entity.js";
import "../../parts/mentions.css";

type Mention = ReadMentionFragment;

interface AnnotatedTextProps {
  readonly text: string;
  /** How far the title goes. */
  readonly titleEnd: number;
  readonly mentions: readonly Mention[];
  readonly chosen: Mention | undefined;
  onChoose(mention: Mention): void;
}

/** The element that stands for a mention in the text. */
export const linkId = ({ start, end, type }: Mention) => `mention-${start}-${end}-${type}`;

/** The text as it was read, each mention a link to what it was linked to. */
export function AnnotatedText({ text, titleEnd, mentions, chosen, onChoose }: AnnotatedTextProps) {
  const part = (range: Range) =>
    cut(text, range, mentions).map((stretch) => (
      <Piece key={stretch.start} stretch={stretch} chosen={chosen} onChoose={onChoose} />
    ));
  return (
    <div class="annotated">
      {titleEnd > 0 && <p class="annotated-title">{part({ start: 0, end: titleEnd })}</p>}
      <p>{part({ start: titleEnd > 0 ? titleEnd + 1 : 0, end: text.length })}</p>
    </div>
  );
}

interface PieceProps {
  readonly stretch: Stretch<Mention>;
  readonly chosen: Mention | undefined;
  onChoose(mention: Mention): void;
}

/**
 * Links cannot lie within links, so a stretch that several mentions cover leads to the narrowest, under one line for each of the two
 * innermost; what is chosen leads to the others. The keyboard stops once for each mention, at the stretch where it begins.
 */
function Piece({ stretch, chosen, onChoose }: PieceProps) {
  const { within, start, text } = stretch;
  if (within.length === 0) return <>{text}</>;
  const narrowest = [...within].sort((a, b) => a.end - a.start - (b.end - b.start));
  const begun = narrowest.filter((mention) => mention.start === start);
  const target = begun[0] ?? narrowest[0]!;
  const [inner, outer] = narrowest.map(({ type }) => categoryOf[type]);
  const classes = [
    "mention",
    `category-${inner}`,
    outer && `outer-${outer}`,
    narrowest[0]!.link.ids.length === 0 && "mention-nil",
    chosen && within.includes(chosen) && "mention-chosen",
  ].filter(Boolean);
  return (
    // It leads to the panel on the same page, and breaks across lines as a button would not.
    // biome-ignore lint/a11y/useValidAnchor: see above
    <a
      href="#mention"
      id={begun.length > 0 ? linkId(target) : undefined}
      class={classes.join(" ")}
      tabIndex={begun.length > 0 ? 0 : -1}
      aria-label={`${target.text}, ${within.map(({ type }) => categories[categoryOf[type]].name).join(" within ")}`}
      aria-current={chosen && within.includes(chosen) ? "true" : undefined}
      data-glyph={begun.map(({ type }) => categories[categoryOf[type]].glyph).join("")}
      onClick={(event) => {
        event.preventDefault();
        onChoose(target);
      }}
    >
      {text}
    </a>
  );
}
