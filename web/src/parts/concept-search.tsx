import { useEffect, useId, useState } from "preact/hooks";
import { AskError } from "../api/ask.js";
import { type ConceptNameFragment, SearchConceptsDocument } from "../api/generated.js";
import { useAnswer } from "../api/use-answer.js";
import { CategoryMark } from "./category-mark.js";
import { count } from "./numbers.js";
import "./concept-search.css";

interface ConceptSearchProps {
  readonly label: string;
  /** In the header: the label is read aloud alone. */
  readonly compact?: boolean;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  onChoose(concept: ConceptNameFragment): void;
}

/** A finger pauses this long between two letters of a word it does not know; asking sooner wastes the answer. */
const pauseMs = 60;
const shown = 8;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** A combobox by the ARIA pattern: the arrows move within the list, Enter takes, Escape closes it. */
export function ConceptSearch(props: ConceptSearchProps) {
  const { label, compact = false, autoFocus = false, placeholder = "Drug, disease, gene …" } = props;
  const id = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const settled = useSettled(text.trim());
  const { data, error, waiting } = useAnswer(
    SearchConceptsDocument,
    settled ? { text: settled, first: shown } : undefined,
  );
  const underWay = waiting || text.trim() !== settled;
  const found = settled && text.trim() ? (data?.concepts.edges ?? []) : [];
  const choose = (index: number) => {
    const concept = found[index]?.node;
    if (!concept) return;
    setText("");
    setOpen(false);
    props.onChoose(concept);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : found.length - 1;
      if (found.length > 0) setActive(open ? (active + step) % found.length : 0);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape") {
      if (open) event.preventDefault();
      setOpen(false);
    }
  };
  const expanded = open && text.trim() !== "";
  return (
    <div class={compact ? "search search-compact" : "search"}>
      <label for={id} class={compact ? "unseen" : "search-label"}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        // biome-ignore lint/a11y/noAutofocus: the search is what the page is for
        autoFocus={autoFocus}
        value={text}
        aria-expanded={expanded}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={expanded && found[active] ? `${id}-${active}` : undefined}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(0);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} class="search-list" hidden={!expanded}>
        {found.map(({ node }, index) => (
          // The keyboard moves the input's active descendant instead.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            tabIndex={-1}
            key={node.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Else the input loses its focus, and the list closes before the click comes.
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => setActive(index)}
            onClick={() => choose(index)}
          >
            <CategoryMark category={node.category} />
            <span class="search-name">{node.name}</span>
            <span class="search-also">{matching(node.synonyms, node.name, settled)}</span>
            <span class="search-count">{count(node.documents, "paper")}</span>
          </div>
        ))}
        {found.length === 0 && (
          <div tabIndex={-1} class="search-none" role="option" aria-selected="false" aria-disabled="true">
            {error instanceof AskError
              ? `${error.message}. ${error.hint ?? ""}`
              : underWay
                ? "Searching …"
                : none}
          </div>
        )}
      </div>
    </div>
  );
}

const none = "No concept has such a name. Try a part of it, a synonym or an id.";

/** The synonym that explains why a concept was found, where its name does not. */
function matching(synonyms: readonly string[], name: string, text: string): string {
  const wanted = text.toLowerCase();
  if (name.toLowerCase().includes(wanted)) return "";
  return synonyms.find((synonym) => synonym.toLowerCase().includes(wanted)) ?? "";
}
