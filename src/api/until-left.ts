/**
 * A subscription's items, made as they are asked for. When the client goes, `signal` is aborted at once: an async generator alone would
 * learn it only after the item that it waits for.
 */
export function untilLeft<T>(
  items: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncIterableIterator<T, undefined> {
  const left = new AbortController();
  const iterator = items(left.signal)[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    async return() {
      left.abort();
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
