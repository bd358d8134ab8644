import { useId, useState } from "preact/hooks";
import { ask } from "../../api/ask.js";
import { FetchPubMedDocument } from "../../api/generated.js";
import { Failure } from "../../parts/failure.js";
import { count } from "../../parts/numbers.js";
import { useDeed } from "./use-deed.js";

/** The numbers, where a text is nothing but numbers; else it is a query. */
function pmidsOf(text: string): readonly string[] | undefined {
  const words = text.split(/[\s,;]+/u).filter(Boolean);
  const pmids = words.map((word) => word.replace(/^pmid:?/iu, "")).filter(Boolean);
  return pmids.length > 0 && pmids.every((word) => /^\d{1,9}$/u.test(word)) ? pmids : undefined;
}

/** Numbers or a query; the server fetches the records from PubMed. */
export function PubmedForm({ onBegun }: { onBegun(): void }) {
  const id = useId();
  const [text, setText] = useState("");
  const [limit, setLimit] = useState(100);
  const pmids = pmidsOf(text);
  const empty = text.trim() === "";
  const { busy, error, run } = useDeed(
    () => ask(FetchPubMedDocument, pmids ? { pmids } : { query: text.trim(), limit }),
    () => {
      setText("");
      onBegun();
    },
  );
  return (
    <form
      class="way"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <h2 id={`${id}-title`}>PubMed</h2>
      <label for={id}>PMIDs, or a query as you would type it at PubMed</label>
      <textarea
        id={id}
        rows={3}
        spellcheck={false}
        placeholder="metformin[title] AND lactic acidosis"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {!pmids && (
        <p>
          <label for={`${id}-limit`}>At most </label>
          <input
            id={`${id}-limit`}
            type="number"
            min={1}
            max={10_000}
            required
            value={limit}
            onInput={(event) => setLimit(event.currentTarget.valueAsNumber)}
          />{" "}
          records
        </p>
      )}
      <button type="submit" disabled={busy || empty}>
        {pmids ? `Fetch ${count(pmids.length, "paper")}` : "Fetch what it finds"}
      </button>
      <p class="soft">The server needs a way to the internet for this.</p>
      {error && <Failure error={error} retry={run} />}
    </form>
  );
}
