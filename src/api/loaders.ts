import DataLoader from "dataloader";

/** A loader over a look-up that answers with a map; what the map lacks is undefined. */
export function mapLoader<K extends string, V>(
  find: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): DataLoader<K, V | undefined> {
  return new DataLoader(async (keys) => {
    const found = await find(keys);
    return keys.map((key) => found.get(key));
  });
}

/** What is asked of one thing, in one of several ways: a page of a size, a date, a filter. */
interface Ask<Id extends string, How> {
  readonly id: Id;
  readonly how: How;
}

export type Asked<Id extends string, How, V> = DataLoader<Ask<Id, How>, V, string>;

/** Fields of one level nearly always ask many things in the same way: one round trip for each way. */
export function askLoader<Id extends string, How, V>(
  find: (ids: readonly Id[], how: How) => Promise<ReadonlyMap<Id, V>>,
  nothing: V,
): Asked<Id, How, V> {
  const wayOf = ({ how }: Ask<Id, How>) => JSON.stringify(how);
  return new DataLoader(
    async (asks) => {
      const ways = new Map(asks.map((ask) => [wayOf(ask), ask.how]));
      const answers = new Map(
        await Promise.all(
          [...ways].map(async ([way, how]) => {
            const ids = asks.flatMap((ask) => (wayOf(ask) === way ? [ask.id] : []));
            return [way, await find(ids, how)] as const;
          }),
        ),
      );
      return asks.map((ask) => answers.get(wayOf(ask))?.get(ask.id) ?? nothing);
    },
    { cacheKeyFn: (ask) => `${ask.id} ${wayOf(ask)}` },
  );
}
