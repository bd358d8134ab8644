import type { GraphStore } from "../domain/graph-store.js";

/** Called around every question and every write, with its name. */
export type Around = <T>(name: string, ask: () => Promise<T>) => Promise<T>;

/** The same store, with something done around whatever it is asked: to time it, to trace it. */
export function watchedStore(store: GraphStore, around: Around): GraphStore {
  return watched(store, around);
}

function watched<T extends object>(asked: T, around: Around): T {
  return new Proxy(asked, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function" || typeof name !== "string") return value;
      if (name === "reading") return (signal: AbortSignal) => watched(value.call(target, signal), around);
      // What gives its answer piece by piece, or at once, is passed on as it is.
      if (otherAnswers.has(name)) return value.bind(target);
      return (...args: unknown[]) => around(name, () => value.apply(target, args));
    },
  });
}

const otherAnswers: ReadonlySet<string> = new Set([
  "documentsProcessedBy",
  "verify",
  "rows",
  "items",
  "retries",
  "close",
]);
