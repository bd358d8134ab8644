import { categories } from "../../parts/category.js";
import { categoryOf } from "../../parts/entity.js";
import type { Paper, PaperMention } from "./document.js";
import { layText } from "./lay-text.js";
import "../../parts/mentions.css";

type Segment = Paper["segments"][number];

/** Names a mention in an address and in the page. */
export const mentionKey = ({ start, end, type }: Pick<PaperMention, "start" | "end" | "type">) =>
  `${start}-${end}-${type}`;

type Laid = ReturnType<typeof layText<Paper["passages"][number], Segment>>[number];

interface ChoiceProps {
  readonly paper: Paper;
  readonly chosen: PaperMention | undefined;
  choose(key: string): void;
}

/** The paper's title, which is read for mentions as the rest is. */
export function DocumentTitle(props: ChoiceProps) {
  const { id, passages, segments } = props.paper;
  const title = layText(passages, segments).find(({ passage }) => passage.kind === "title");
  return title ? <Pieces {...props} segments={title.segments} /> : <span>{id}</span>;
}

/** The paper's text, passage by passage, each mention a link to what it was linked to. */
export function DocumentText(props: ChoiceProps) {
  const { passages, segments } = props.paper;
  const laid = layText(passages, segments).filter(({ passage }) => passage.kind !== "title");
  if (laid.length === 0) return <p class="soft">Only its title was read; it came without an abstract.</p>;
  return (
    <div class="annotated">
      {laid.map(({ passage, segments: own }, index) => (
        <section key={passage.offset} class={`passage passage-${passage.kind}`}>
          {passage.label && passage.label !== laid[index - 1]?.passage.label && <h3>{passage.label}</h3>}
          <p>
            <Pieces {...props} segments={own} />
          </p>
        </section>
      ))}
    </div>
  );
}

function Pieces({ paper, chosen, choose, segments }: ChoiceProps & Pick<Laid, "segments">) {
  const nil = new Set(paper.mentions.filter(({ link }) => link.ids.length === 0).map(mentionKey));
  return segments.map((segment) => (
    <Piece
      key={segment.start}
      segment={segment}
      nil={nil}
      chosen={chosen && mentionKey(chosen)}
      choose={choose}
    />
  ));
}

interface PieceProps {
  readonly segment: Segment;
  /** Mentions that were linked to nothing. */
  readonly nil: ReadonlySet<string>;
  readonly chosen: string | undefined;
  choose(key: string): void;
}

/**
 * Links cannot lie within links: a piece of several mentions leads to the narrowest, and has a line for each of the two innermost.
 * The keyboard stops once for each mention, where it begins.
 */
function Piece({ segment, nil, chosen, choose }: PieceProps) {
  const { mentions, start, text } = segment;
  if (mentions.length === 0) return <>{text}</>;
  const narrowest = [...mentions].sort((a, b) => a.end - a.start - (b.end - b.start));
  const begun = narrowest.filter((mention) => mention.start === start);
  const target = begun[0] ?? narrowest[0]!;
  const [inner, outer] = narrowest.map(({ type }) => categoryOf[type]);
  const isChosen = mentions.some((mention) => mentionKey(mention) === chosen);
  const classes = [
    "mention",
    `category-${inner}`,
    outer && `outer-${outer}`,
    nil.has(mentionKey(narrowest[0]!)) && "mention-nil",
    isChosen && "mention-chosen",
  ].filter(Boolean);
  return (
    // It leads to the panel on the same page, and breaks across lines as a button would not.
    // biome-ignore lint/a11y/useValidAnchor: see above
    <a
      href="#mention"
      id={begun.length > 0 ? `mention-${mentionKey(target)}` : undefined}
      class={classes.join(" ")}
      tabIndex={begun.length > 0 ? 0 : -1}
      title={mentions.map(({ type }) => categories[categoryOf[type]].name).join(", ")}
      aria-current={isChosen ? "true" : undefined}
      data-glyph={begun.map(({ type }) => categories[categoryOf[type]].glyph).join("")}
      onClick={(event) => {
        event.preventDefault();
        choose(mentionKey(target));
      }}
    >
      {text}
    </a>
  );
}
