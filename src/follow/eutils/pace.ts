import type { Clock } from "../clock.js";

/**
 * A gate that lets callers through one by one, evenly spaced, so that no second sees more than `perSecond` of them.
 *
 * @returns a function that resolves when it is the caller's turn
 */
export function paced(perSecond: number, clock: Clock, signal?: AbortSignal): () => Promise<void> {
  const spaceMs = Math.ceil(1000 / perSecond);
  let next = 0;
  return async () => {
    const now = clock.passed();
    const at = Math.max(now, next);
    next = at + spaceMs;
    const wait = at - now;
    if (wait > 0) await clock.sleep(wait, signal);
  };
}
