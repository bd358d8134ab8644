import { setTimeout as sleep } from "node:timers/promises";

/** Waits, but no longer than until `signal` aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/**
 * Does something at random times, so often a minute (a Poisson process), until `signal` aborts, whether or not what was begun before
 * has ended; then waits for all of it. `begun` is when it was due, by the clock of `performance`.
 */
export async function atRandomTimes(
  perMinute: number,
  random: () => number,
  signal: AbortSignal,
  act: (dueMs: number) => Promise<void>,
): Promise<void> {
  const under = new Set<Promise<void>>();
  for (let due = performance.now(); ; ) {
    due -= (60_000 / perMinute) * Math.log(1 - random());
    await pause(Math.max(0, due - performance.now()), signal);
    if (signal.aborted) break;
    const one = act(due).finally(() => under.delete(one));
    under.add(one);
  }
  await Promise.all(under);
}
