import { LitweaveError } from "../../domain/errors.js";
import type { Clock } from "../clock.js";

/** How long a server is waited for, and how often it is asked again. */
export interface Patience {
  readonly clock: Clock;
  /** Ends waiting and fetching. */
  readonly signal?: AbortSignal;
  /** Attempts in a row that may fail, without getting any further, before a server is given up. */
  readonly attempts: number;
  /** The pause after the first failure; it doubles with each further one, up to `mostPauseMs`. */
  readonly firstPauseMs: number;
  readonly mostPauseMs: number;
  /** A server that says nothing for so long counts as gone. */
  readonly silenceMs: number;
  /** A server that asks (`Retry-After`) for a longer wait than this is given up. */
  readonly mostAskedPauseMs: number;
  /** Takes a line for each attempt that failed. */
  readonly log: (line: string) => void;
}

/** Seven attempts, two minutes of pauses: longer than a restart, shorter than a cron job's turn. */
export const usualPatience: Omit<Patience, "clock" | "log"> = {
  attempts: 7,
  firstPauseMs: 2_000,
  mostPauseMs: 60_000,
  silenceMs: 60_000,
  mostAskedPauseMs: 15 * 60_000,
};

/** What may pass by itself, so that asking again makes sense. */
export class PassingError extends Error {
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** More was received than by any attempt before, so that failures are counted anew. */
  readonly progressed: boolean;

  constructor(message: string, options: { retryAfterMs?: number | undefined; progressed?: boolean } = {}) {
    super(message);
    this.retryAfterMs = options.retryAfterMs;
    this.progressed = options.progressed ?? false;
  }
}

/**
 * Runs `attempt` until it succeeds, pausing longer after each {@link PassingError}.
 *
 * @param what names in messages what is fetched; never holds a key
 * @throws LitweaveError `SOURCE_UNAVAILABLE` when patience is at its end, `CANCELLED` after `signal`; whatever else
 *   `attempt` throws
 */
export async function patiently<T>(what: string, patience: Patience, attempt: () => Promise<T>): Promise<T> {
  const { clock, signal, log } = patience;
  for (let failures = 0; ; ) {
    try {
      signal?.throwIfAborted();
      return await attempt();
    } catch (error) {
      if (signal?.aborted) throw new LitweaveError("CANCELLED", `stopped while fetching ${what}`);
      if (!(error instanceof PassingError)) throw error;
      failures = error.progressed ? 1 : failures + 1;
      const pauseMs = pauseAfter(failures, error, patience);
      if (failures >= patience.attempts || pauseMs === undefined) throw givenUp(what, failures, error);
      log(`${what}: ${error.message}; asking again in ${Math.round(pauseMs / 100) / 10} s.`);
      await clock.sleep(pauseMs, signal).catch(() => undefined);
    }
  }
}

/** Undefined when the server asks for more than it is given. A quarter is left to chance, so that not all come back at once. */
function pauseAfter(
  failures: number,
  { retryAfterMs }: PassingError,
  patience: Patience,
): number | undefined {
  if (retryAfterMs !== undefined && retryAfterMs > patience.mostAskedPauseMs) return undefined;
  const doubled = Math.min(patience.firstPauseMs * 2 ** (failures - 1), patience.mostPauseMs);
  return Math.max(retryAfterMs ?? 0, doubled * (1 + Math.random() / 4));
}

function givenUp(what: string, failures: number, { message, retryAfterMs }: PassingError): LitweaveError {
  const times = failures === 1 ? "once" : `${failures} times in a row`;
  const asked = retryAfterMs === undefined ? "" : `, which asks to wait ${Math.round(retryAfterMs / 1000)} s`;
  return new LitweaveError(
    "SOURCE_UNAVAILABLE",
    `${what} could not be fetched: ${message}${asked} (tried ${times})`,
    { hint: "run the same command again later; what is done is remembered" },
  );
}
