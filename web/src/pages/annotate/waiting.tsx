import { useEffect, useState } from "preact/hooks";

/** A reading by models that are in memory is done by then. */
const patienceMs = 1_500;

/** Says that the text is being read and, where it takes long, why. */
export function Waiting({ onStop }: { onStop(): void }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="waiting">
      <p role="status">
        <span class="waiting-mark" aria-hidden="true" /> Reading …{" "}
        {long && "The first reading after the server has started loads the models, which takes some seconds."}
      </p>
      <button type="button" class="quiet" onClick={onStop}>
        Stop
      </button>
    </div>
  );
}
