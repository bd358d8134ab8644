import { useId } from "preact/hooks";
import { number } from "../../parts/numbers.js";
import { type Draft, draft, lengthOf, mostCharacters } from "./draft.js";
import { examples } from "./examples.js";

interface TextFormProps {
  readonly busy: boolean;
  onRead(wanted: Draft): void;
  /** Somebody types on. */
  onChange(): void;
}

/** Title and text; Control and Enter read them from within the text. */
export function TextForm({ busy, onRead, onChange }: TextFormProps) {
  const id = useId();
  const { title, text } = draft.value;
  const length = lengthOf(draft.value);
  const tooLong = length > mostCharacters;
  const empty = text.trim() === "" && title.trim() === "";
  const change = (part: Partial<Draft>) => {
    draft.value = { ...draft.value, ...part };
    onChange();
  };
  const submit = () => {
    if (!empty && !tooLong) onRead(draft.value);
  };
  return (
    <form
      class="text-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset class="text-form-examples">
        <legend>Try one</legend>
        {examples.map((example) => (
          <button
            key={example.title}
            type="button"
            class="quiet"
            onClick={() => {
              change(example);
              onRead(example);
            }}
          >
            {example.title}
          </button>
        ))}
      </fieldset>
      <label for={`${id}-title`}>Title, if it has one</label>
      <input
        id={`${id}-title`}
        type="text"
        autocomplete="off"
        value={title}
        onInput={(event) => change({ title: event.currentTarget.value })}
      />
      <label for={`${id}-text`}>Text</label>
      <textarea
        id={`${id}-text`}
        rows={7}
        spellcheck={false}
        aria-describedby={`${id}-length`}
        aria-invalid={tooLong}
        value={text}
        onInput={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      />
      <div class="text-form-end">
        <button type="submit" class="primary" disabled={busy || empty || tooLong}>
          Read the text
        </button>
        <p id={`${id}-length`} class={tooLong ? "too-long" : "soft"}>
          {tooLong
            ? `${number(length)} characters; at most ${number(mostCharacters)} are read at once. Paste a part of it.`
            : length > 0 && `${number(length)} characters`}
        </p>
      </div>
    </form>
  );
}
