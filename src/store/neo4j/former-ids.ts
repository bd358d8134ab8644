import type { Curie } from "../../domain/curie.js";
import type { TripleFilter } from "../../domain/graph-reader.js";
import type { StoredConcept } from "../concept-variants.js";
import { formerIdChanges, idsNamed, withCurrentIds } from "../former-ids.js";
import type { GraphWrites } from "../settle.js";
import type { Row, Transaction } from "./graph-database.js";
import { behindLocks } from "./locks.js";
import { statement } from "./statements.js";

/** The filter as it is to be read today. */
export async function currentFilter(transaction: Transaction, filter: TripleFilter): Promise<TripleFilter> {
  const ids = idsNamed(filter);
  if (ids.length === 0) return filter;
  const rows = await transaction.run(statement("current-ids"), { ids });
  return withCurrentIds(filter, new Map(rows.map(({ id, current }) => [id as Curie, current as Curie])));
}

/** Concepts of today that ids stand for, each once. */
export async function idsOfToday(transaction: Transaction, ids: readonly Curie[]): Promise<readonly Curie[]> {
  const rows = await transaction.run(statement("current-ids"), { ids });
  const current = new Map(rows.map((row) => [row.id as Curie, row.current as Curie]));
  return [...new Set(ids.map((id) => current.get(id) ?? id))];
}

/**
 * What `read` finds by the filter as it is to be read today. An id that is no concept any more has no triples, so what the filter's ids
 * stand for is asked only where nothing was found.
 */
export async function readCurrent(
  transaction: Transaction,
  filter: TripleFilter,
  read: (filter: TripleFilter) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const found = await read(filter);
  if (found.length > 0) return found;
  const today = await currentFilter(transaction, filter);
  return today === filter ? found : read(today);
}

/**
 * Brings the redirects to the changed concepts up to date; to be called under the locks of the concepts, before any
 * is dropped. Several concepts may have taken the place of one id, so the nodes of former ids are locked too, after all
 * concepts and in the order of their ids, and go with the last redirect.
 */
export async function saveFormerIds(
  transaction: Transaction,
  concepts: GraphWrites["concepts"],
  stored: ReadonlyMap<Curie, StoredConcept>,
): Promise<void> {
  const { put, drop } = formerIdChanges(concepts, stored);
  const ids = [...new Set([...put, ...drop].map(({ id }) => id))].sort();
  if (ids.length === 0) return;
  await behindLocks(transaction, "lock-former-ids", ids, async () => undefined);
  await Promise.all([
    transaction.run(statement("drop-former-ids"), { rows: drop }),
    transaction.run(statement("put-former-ids"), { rows: put }),
    transaction.run(statement("drop-unused-former-ids"), { ids }),
  ]);
}
