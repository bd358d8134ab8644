import { interruptible } from "./interruptible.js";

/** What `source` gives until `signal` aborts; then both end, though `source` may be waiting for its next. */
export async function* until<T>(signal: AbortSignal, source: AsyncIterable<T>): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]();
  const taken = interruptible<T, IteratorReturnResult<undefined>>(items);
  const end = () => taken.interrupt({ done: true, value: undefined });
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
  try {
    for (;;) {
      const next = await taken.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener("abort", end);
    // Not awaited: a generator that waits for its next item returns only with that.
    void items.return?.();
  }
}
