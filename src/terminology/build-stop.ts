import { LitweaveError } from "../domain/errors.js";

/** @throws LitweaveError `CANCELLED` when the signal says so */
export function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new LitweaveError("CANCELLED", "stopped before the end; nothing was changed", {
      hint: "run the same command again",
    });
  }
}
