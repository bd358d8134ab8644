import { useId, useRef, useState } from "preact/hooks";
import { upload } from "../../api/upload.js";
import { Failure } from "../../parts/failure.js";
import { count } from "../../parts/numbers.js";
import { useDeed } from "./use-deed.js";

/** Files by drop or choice, sent one after the other. The server tells their format from their beginning. */
export function FileDrop({ onBegun }: { onBegun(): void }) {
  const id = useId();
  const left = useRef<readonly File[]>([]);
  const [sending, setSending] = useState<readonly File[]>([]);
  const [over, setOver] = useState(false);
  const { busy, error, run } = useDeed(async () => {
    while (left.current.length > 0) {
      setSending(left.current);
      await upload(left.current[0]!);
      left.current = left.current.slice(1);
      onBegun();
    }
  }, onBegun);
  const take = (files: FileList | null | undefined) => {
    // What failed before is not sent along with what comes now, but what waits is.
    left.current = [...(busy ? left.current : []), ...(files ?? [])];
    if (left.current.length > 0) run();
  };
  return (
    <section
      class={over ? "way way-over" : "way"}
      aria-labelledby={`${id}-title`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <h2 id={`${id}-title`}>Files</h2>
      <p>
        <label for={id}>Drop files here, or choose them:</label>
      </p>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-formats`}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <p id={`${id}-formats`} class="soft">
        PubMed XML, MEDLINE (.nbib), JATS full text, BioC, PubTator, JSON lines, plain text; gzipped or not.
      </p>
      {busy && (
        <p role="status">
          Sending {sending[0]?.name}
          {sending.length > 1 && `, then ${count(sending.length - 1, "more file")}`} …
        </p>
      )}
      {error && <Failure error={error} retry={run} />}
    </section>
  );
}
