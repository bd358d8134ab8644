import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { AnnotateQuery, ReadMentionFragment } from "../../api/generated.js";
import { categories } from "../../parts/category.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { categoryOf } from "../../parts/entity.js";
import { Notice } from "../../parts/notice.js";
import { count } from "../../parts/numbers.js";
import { AnnotatedText, linkId } from "./annotated-text.js";
import { mostExplained } from "./draft.js";
import { MentionPanel } from "./mention-panel.js";
import { RelationItem } from "./relation-item.js";

export type Annotation = NonNullable<AnnotateQuery["annotate"]>;

interface ReadingProps {
  readonly annotation: Annotation;
  readonly titleEnd: number;
  readonly explaining: boolean;
  onExplain(): void;
}

/** What was read out of a text: the text itself with its mentions, the one that was chosen, and the relations. */
export function Reading({ annotation, titleEnd, explaining, onExplain }: ReadingProps) {
  const { text, mentions, concepts, relations } = annotation;
  const [chosen, setChosen] = useState<number>();
  const panel = useRef<HTMLElement>(null);
  const byId = useMemo(() => new Map(concepts.map((concept) => [concept.id, concept])), [concepts]);
  useEffect(() => {
    if (chosen !== undefined) panel.current?.focus();
  }, [chosen]);
  const explanation = {
    explaining,
    onExplain: text.length > mostExplained ? undefined : onExplain,
  };
  const leave = () => {
    if (chosen !== undefined) document.getElementById(linkId(mentions[chosen]!))?.focus();
  };
  if (mentions.length === 0) {
    return (
      <Notice
        title="Nothing was found in this text"
        hint="it is read for drugs, diseases, genes, species, cell lines and variants, in English; try an abstract, or an example above"
      />
    );
  }
  const mention = chosen === undefined ? undefined : mentions[chosen];
  return (
    <section class="read-out" aria-labelledby="reading-title">
      <h2 id="reading-title">What was read</h2>
      <p role="status" class="soft">
        {count(mentions.length, "mention")} of {count(concepts.length, "concept")},{" "}
        {count(relations.length, "relation")}.
      </p>
      <Legend mentions={mentions} />
      <div class="read-columns">
        <AnnotatedText
          text={text}
          titleEnd={titleEnd}
          mentions={mentions}
          chosen={mention}
          onChoose={(wanted) => setChosen(mentions.indexOf(wanted))}
        />
        <section
          id="mention"
          class="mention-panel"
          aria-label={mention ? `Mention ${mention.text}` : "Chosen mention"}
          tabIndex={-1}
          ref={panel}
          onKeyDown={(event) => event.key === "Escape" && leave()}
        >
          {mention ? (
            <MentionPanel
              mention={mention}
              others={mentions.filter(
                (other) => other !== mention && other.start < mention.end && other.end > mention.start,
              )}
              concepts={byId}
              explanation={explanation}
              onChoose={(wanted) => setChosen(mentions.indexOf(wanted))}
              onLeave={leave}
            />
          ) : (
            <p class="soft">Choose a mention in the text to see what it was linked to, and why.</p>
          )}
        </section>
      </div>
      <h2>What it says</h2>
      {relations.length === 0 ? (
        <p class="soft">No statement that relates two of these concepts was found.</p>
      ) : (
        <ol class="relations">
          {relations.map((relation) => (
            <RelationItem
              key={`${relation.subject.id} ${relation.predicate} ${relation.object.id}`}
              relation={relation}
              text={text}
              explanation={explanation}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** The kinds that the text mentions, with colour, glyph and number. */
function Legend({ mentions }: { readonly mentions: readonly ReadMentionFragment[] }) {
  const counts = new Map<ReadMentionFragment["type"], number>();
  for (const { type } of mentions) counts.set(type, (counts.get(type) ?? 0) + 1);
  return (
    <ul class="kinds" aria-label="Kinds of mentions">
      {[...counts].map(([type, mentioned]) => {
        const category = categoryOf[type];
        const { name, plural } = categories[category];
        return (
          <li key={type}>
            <CategoryMark category={category} /> {count(mentioned, name.toLowerCase(), plural.toLowerCase())}
          </li>
        );
      })}
    </ul>
  );
}
