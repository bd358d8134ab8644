import { setTimeout as wait } from "node:timers/promises";

/** The time of day and waiting, so that pauses of hours can be tested in no time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some beginning, which setting the clock does not move: for what must have passed, not for stamps. */
  passed(): number;
  /** Rejects when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  passed: () => performance.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
};
