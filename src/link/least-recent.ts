/** A map of bounded size; the entry longest unused makes room. */
export interface LeastRecent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
}

export function leastRecent<V>(capacity: number): LeastRecent<V> {
  const entries = new Map<string, V>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) {
        entries.delete(key);
        entries.set(key, value);
      }
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > capacity) entries.delete(entries.keys().next().value!);
    },
  };
}
