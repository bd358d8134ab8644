/**
 * Runs `source` ahead of its consumer, at most `depth` items: the bounded queue between two stages.
 * An error of the source reaches the consumer after the items before it; when the consumer stops, so does the source.
 */
export async function* ahead<T>(source: AsyncIterable<T>, depth: number): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const pending: Promise<IteratorResult<T>>[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  const pull = () => {
    const next = tail.then(() => iterator.next());
    tail = next.catch(() => undefined);
    next.catch(() => undefined);
    pending.push(next);
  };
  try {
    for (let i = 0; i < depth; i += 1) pull();
    for (;;) {
      const next = pending.shift();
      if (next === undefined) return;
      const result = await next;
      if (result.done) return;
      pull();
      yield result.value;
    }
  } finally {
    await tail;
    await iterator.return?.();
  }
}

/** Groups items until `weigh` of the group reaches `most`; the last group may be lighter, none is empty. */
export async function* grouped<T>(
  source: AsyncIterable<T>,
  most: number,
  weigh: (item: T) => number,
): AsyncGenerator<readonly T[]> {
  let group: T[] = [];
  let weight = 0;
  for await (const item of source) {
    group.push(item);
    weight += weigh(item);
    if (weight >= most) {
      yield group;
      group = [];
      weight = 0;
    }
  }
  if (group.length > 0) yield group;
}
