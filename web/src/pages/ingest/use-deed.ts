import { useState } from "preact/hooks";
import { AskError } from "../../api/ask.js";

export interface Deed {
  readonly busy: boolean;
  readonly error: AskError | undefined;
  /** Does it unless it is being done. */
  run(): void;
}

/** Something that is done when asked for, and may fail. `then` follows where it did not. */
export function useDeed(act: () => Promise<unknown>, then: () => void): Deed {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AskError>();
  return {
    busy,
    error,
    run() {
      if (busy) return;
      setBusy(true);
      setError(undefined);
      act()
        .then(then, (cause: unknown) =>
          setError(cause instanceof AskError ? cause : new AskError("FAILED", String(cause), undefined)),
        )
        .finally(() => setBusy(false));
    },
  };
}
