import type { Transaction } from "./graph-database.js";
import { statement } from "./statements.js";

/**
 * What `load` reads behind the locks of `ids`, which nodes are made for where there are none. Both are sent at once, since a
 * transaction answers in order. A node that is found may be deleted by the transaction that it waits for: Neo4j says nothing then,
 * and there is no lock; what was read meanwhile may be old, so that all is done again until every lock is held.
 *
 * @param ids sorted, so that no two transactions wait for each other
 */
export async function behindLocks<T>(
  transaction: Transaction,
  name: "lock-documents" | "lock-concepts" | "lock-former-ids",
  ids: readonly string[],
  load: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const locking = ids.length > 0 ? transaction.run(statement(name), { ids }) : [];
    const [rows, loaded] = await Promise.all([locking, load()]);
    if (new Set(rows.map(({ id }) => id)).size === ids.length) return loaded;
  }
}
