import { setTimeout as sleep } from "node:timers/promises";

/** Tells those who wait that something is new; what it is they look up, so that nothing is kept for them. */
export interface News {
  tell(): void;
  /** Resolves at the next {@link tell}, or when `signal` is aborted. */
  next(signal: AbortSignal): Promise<void>;
}

export function createNews(): News {
  const waiting = new Set<() => void>();
  return {
    tell() {
      for (const wake of waiting) wake();
    },
    next(signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener("abort", wake);
      });
    },
  };
}

/**
 * The value now, and again after news, at most once in `pauseMs`, until `isLast` or `signal`. Whoever takes it slowly misses what
 * was between, and never what is last.
 */
export async function* followed<T>(
  look: () => T,
  news: News,
  isLast: (value: T) => boolean,
  pauseMs: number,
  signal: AbortSignal,
): AsyncGenerator<T> {
  for (let shown: T | undefined; ; ) {
    const value = look();
    if (value !== shown) yield value;
    if (isLast(value) || signal.aborted) return;
    shown = value;
    if (look() === value) await news.next(signal);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
