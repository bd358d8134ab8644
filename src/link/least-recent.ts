import { detached } from "./detached.js";

/** A map of bounded size; the entry longest unused makes room. Of a longer text, a key is held alone. */
export interface LeastRecent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
}

interface Entry<V> {
  readonly key: string;
  readonly value: V;
}

export function leastRecent<V>(capacity: number): LeastRecent<V> {
  const entries = new Map<string, Entry<V>>();

  /** Puts the entry behind all others, under its own key: the one that is asked for may be a part of a document. */
  function renew(entry: Entry<V>): void {
    entries.delete(entry.key);
    entries.set(entry.key, entry);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry) renew(entry);
      return entry?.value;
    },
    set(key, value) {
      renew({ key: entries.get(key)?.key ?? detached(key), value });
      if (entries.size > capacity) entries.delete(entries.keys().next().value!);
    },
  };
}
