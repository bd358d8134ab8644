import { useId, useState } from "preact/hooks";
import { ask } from "../../api/ask.js";
import { IngestTextDocument } from "../../api/generated.js";
import { Failure } from "../../parts/failure.js";
import { useDeed } from "./use-deed.js";

const nothing = { id: "", title: "", text: "", year: "" };

/** A text of one's own, which becomes a document of the graph. */
export function TextForm({ onBegun }: { onBegun(): void }) {
  const key = useId();
  const [form, setForm] = useState(nothing);
  const { busy, error, run } = useDeed(
    () =>
      ask(IngestTextDocument, {
        text: form.text,
        ...(form.title.trim() && { title: form.title.trim() }),
        ...(form.id.trim() && { id: form.id.trim() }),
        ...(form.year && { year: Number(form.year) }),
      }),
    () => {
      setForm(nothing);
      onBegun();
    },
  );
  const field = (name: keyof typeof nothing) => ({
    id: `${key}-${name}`,
    value: form[name],
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  return (
    <form
      class="way"
      aria-labelledby={`${key}-way`}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <h2 id={`${key}-way`}>A text</h2>
      <label for={`${key}-title`}>Title</label>
      <input type="text" autocomplete="off" {...field("title")} />
      <label for={`${key}-text`}>Text, for example an abstract</label>
      <textarea rows={4} spellcheck={false} {...field("text")} />
      <div class="way-row">
        <span>
          <label for={`${key}-id`}>Id, if it has one</label>
          <input type="text" autocomplete="off" placeholder="PMID:12345678" {...field("id")} />
        </span>
        <span>
          <label for={`${key}-year`}>Year</label>
          <input type="number" min={1500} max={2100} {...field("year")} />
        </span>
      </div>
      <button type="submit" disabled={busy || form.text.trim() === ""}>
        Add the text
      </button>
      <p class="soft">
        It is stored. To have it read without, <a href="/annotate">read a text</a>.
      </p>
      {error && <Failure error={error} retry={run} />}
    </form>
  );
}
