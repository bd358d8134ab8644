/** An iterator whose waiting consumer can be told something else instead. */
export interface Interruptible<T, E> {
  next(): Promise<IteratorResult<T> | E>;
  /** Answers who waits now, and whoever asks later. */
  interrupt(by: E): void;
}

/**
 * Not `Promise.race` with a promise that lasts: that one keeps what it was raced against, and so every item that ever came, until it
 * settles. A subscription grew by 1.1 KB an event.
 */
export function interruptible<T, E>(items: AsyncIterator<T>): Interruptible<T, E> {
  let interrupted: { readonly by: E } | undefined;
  let answer: (by: E) => void = () => undefined;
  return {
    next: () =>
      interrupted
        ? Promise.resolve(interrupted.by)
        : new Promise((resolve, reject) => {
            answer = resolve;
            items.next().then(resolve, reject);
          }),
    interrupt(by) {
      interrupted = { by };
      answer(by);
    },
  };
}
