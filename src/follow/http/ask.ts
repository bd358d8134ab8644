import type { Patience } from "./patience.js";
import { PassingError } from "./patience.js";
import { retryAfterMs } from "./retry-after.js";

/** Statuses below 500 that say: later. */
const later: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Sends one request and lets `read` take the answer, whatever its status, unless that says “later”.
 *
 * @param read calls `heard` whenever something arrives
 * @throws PassingError when the server cannot be reached, falls silent, breaks off or says “later” (408, 425, 429, 5xx)
 */
export async function ask<T>(
  url: URL,
  init: RequestInit,
  { clock, signal, silenceMs }: Patience,
  read: (response: Response, heard: () => void) => Promise<T>,
): Promise<T> {
  const silence = new AbortController();
  const arm = () => setTimeout(() => silence.abort(), silenceMs);
  let timer = arm();
  const heard = () => {
    clearTimeout(timer);
    timer = arm();
  };
  try {
    const signals = signal === undefined ? [silence.signal] : [silence.signal, signal];
    const response = await fetch(url, { ...init, signal: AbortSignal.any(signals) });
    heard();
    const { status, statusText, headers } = response;
    if (later.has(status) || status >= 500) {
      await response.body?.cancel();
      const asked = retryAfterMs(headers, clock.now());
      throw new PassingError(`the server answered ${status} ${statusText}`.trimEnd(), {
        retryAfterMs: asked,
      });
    }
    return await read(response, heard);
  } catch (error) {
    if (signal?.aborted) throw error;
    if (silence.signal.aborted) throw new PassingError(`nothing came for ${silenceMs / 1000} s`);
    throw isConnectionError(error) ? new PassingError(`the connection failed (${reasonOf(error)})`) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** What fetch throws when it cannot connect (`fetch failed`) or the body breaks off (`terminated`). */
function isConnectionError(error: unknown): error is TypeError {
  return error instanceof TypeError && /^(?:fetch failed|terminated)$/u.test(error.message);
}

function reasonOf({ cause, message }: TypeError): string {
  if (!(cause instanceof Error)) return message;
  const { code } = cause as { readonly code?: unknown };
  return typeof code === "string" && !code.startsWith("UND_") ? code : cause.message;
}
