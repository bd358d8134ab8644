import type { GraphReader } from "../domain/graph-reader.js";

/** Between two looks at the end of the journal. */
const usualPauseMs = 500;

/** Tells subscriptions that the journal grew, whichever process wrote. */
export interface JournalFollower {
  /** Resolves when the journal has something past `position`, or `signal` is aborted, or it cannot be read. */
  beyond(position: number, signal: AbortSignal): Promise<void>;
}

/** One look at the end of the journal serves all who wait, and none is taken while nobody does. */
export function journalFollower(
  store: Pick<GraphReader, "journalSpan">,
  pauseMs = usualPauseMs,
): JournalFollower {
  const waiting = new Map<() => void, number>();
  let timer: NodeJS.Timeout | undefined;

  function lookLater(): void {
    if (timer === undefined && waiting.size > 0) timer = setTimeout(look, pauseMs).unref();
  }

  async function look(): Promise<void> {
    // Whoever waits meets the error that keeps this from being read.
    const last = await store.journalSpan().then(
      (span) => span.last,
      () => Number.POSITIVE_INFINITY,
    );
    for (const [wake, position] of [...waiting]) if (last > position) wake();
    timer = undefined;
    lookLater();
  }

  return {
    beyond(position, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        waiting.set(wake, position);
        signal.addEventListener("abort", wake);
        lookLater();
      });
    },
  };
}
