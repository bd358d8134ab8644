import { LitweaveError } from "./errors.js";

/** What whoever waits is told when `signal` has ended the work: the reason it was given, where that is an error of ours. */
export function brokenOff(signal: AbortSignal): LitweaveError {
  const reason: unknown = signal.reason;
  if (reason instanceof LitweaveError) return reason;
  if (reason instanceof Error && reason.name === "TimeoutError") return tookTooLong(reason);
  return new LitweaveError("CANCELLED", "the question was broken off before its answer", { cause: reason });
}

export function tookTooLong(cause: unknown): LitweaveError {
  return new LitweaveError("TIMEOUT", "the question took too long and was broken off", {
    cause,
    hint: "ask for less at once: fewer items, a narrower filter, no counts of whole lists",
  });
}

/**
 * What `work` gives, or as soon as `signal` aborts the error of {@link brokenOff}; `stop` then ends the work, for which nobody waits.
 */
export function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>, stop: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(brokenOff(signal));
      return;
    }
    const abort = () => {
      reject(brokenOff(signal));
      stop();
    };
    signal.addEventListener("abort", abort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}
