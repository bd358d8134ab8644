import type { Clock } from "../../src/follow/clock.js";
import { type Patience, usualPatience } from "../../src/follow/http/patience.js";

/** A clock that moves only by sleeping, which takes no time. */
export interface StillClock extends Clock {
  /** Milliseconds of each sleep, in order. */
  readonly slept: number[];
}

export function stillClock(start = Date.parse("2026-03-01T12:00:00Z")): StillClock {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    passed: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}

/** The usual patience on a still clock, and what was said meanwhile. */
export function stillPatience(more: Partial<Patience> = {}): Patience & {
  readonly clock: StillClock;
  readonly lines: readonly string[];
} {
  const lines: string[] = [];
  const clock = stillClock();
  return { ...usualPatience, log: (line) => void lines.push(line), ...more, clock, lines };
}
