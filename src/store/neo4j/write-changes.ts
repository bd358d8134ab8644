import type { DocumentId } from "../../domain/document.js";
import type { DocumentChange } from "../../domain/graph-store.js";
import { usualJournalEntries } from "../../domain/journal.js";
import type { Applied } from "../batches.js";
import { conceptsOf, differenceOf, triplesOf, worksOf } from "../difference.js";
import { journalOf } from "../journal.js";
import { settle } from "../settle.js";
import { emptyEntry, noticesOf, statusOf } from "../stored-document.js";
import { type Entries, namedIn, transit } from "../transition.js";
import { saveFormerIds } from "./former-ids.js";
import type { Transaction } from "./graph-database.js";
import { appendJournal } from "./journal.js";
import { countRetracted, loadConcepts, loadEntries, loadStanding, loadWorks } from "./load-graph.js";
import { behindLocks } from "./locks.js";
import { saveGraph } from "./save-graph.js";
import { statement } from "./statements.js";

/**
 * Applies changes in one transaction. Neo4j isolates at read-committed, so what is read to be changed is locked
 * first, always in the same order: documents by id (with those that notices name, before or after), then concepts by
 * id. Triples are changed only under the locks of both ends. What is read under a lock is sent right behind it, since a
 * transaction answers in order: each wait for the server that is spared is time in which others wait for the locks.
 *
 * @param mostEntries of the journal that are kept
 */
export async function writeChanges(
  transaction: Transaction,
  changes: readonly DocumentChange[],
  mostEntries: number = usualJournalEntries,
): Promise<Applied> {
  const before = await lockedEntries(transaction, changes);
  const after = new Map(before);
  const outcomes = transit(after, changes);
  const difference = differenceOf(before, after);
  const concepts = conceptsOf(difference);
  const touched = triplesOf(difference);
  const [triples, stored, works] = await behindLocks(transaction, "lock-concepts", concepts, () =>
    Promise.all([
      loadStanding(transaction, touched.values()),
      loadConcepts(transaction, concepts),
      loadWorks(transaction, worksOf(difference)),
    ]),
  );
  const absent = [...touched.keys()].filter((key) => !triples.has(key));
  const retracted = await countRetracted(transaction, absent);
  const aggregates = new Map([...triples].map(([key, { aggregate }]) => [key, aggregate]));
  const writes = settle(difference, { triples: aggregates, concepts: stored, works, retracted });
  // Before concepts are dropped, whose redirects would go with them out of turn.
  await saveFormerIds(transaction, writes.concepts, stored);
  await saveGraph(transaction, writes);
  const needed = new Set([
    ...stored.keys(),
    ...writes.concepts.put.map(({ after }) => after.variants[0].concept.id),
  ]);
  const lockedOnly = concepts.filter((id) => !needed.has(id));
  if (lockedOnly.length > 0) await transaction.run(statement("drop-concepts"), { ids: lockedOnly });
  const expected = [...after.values()].filter((entry) => statusOf(entry) === undefined).map(({ id }) => id);
  if (expected.length > 0) await transaction.run(statement("drop-expected-documents"), { ids: expected });
  const written = journalOf({ changes, outcomes, before, difference, triples: writes.triples });
  await appendJournal(transaction, written, mostEntries);
  return { outcomes, written };
}

/** Every document that the changes read or alter, locked. What notices name is known for sure only under the lock. */
async function lockedEntries(transaction: Transaction, changes: readonly DocumentChange[]): Promise<Entries> {
  const changed = changes.map(idOf);
  const named = await transaction.run(statement("named-by"), { ids: changed });
  const locked = new Set<DocumentId>();
  let wanted = new Set([
    ...changed,
    ...changes.flatMap(namedIn),
    ...named.map(({ target }) => target as DocumentId),
  ]);
  const entries: Entries = new Map();
  while (wanted.size > 0) {
    const ids = [...wanted].sort();
    const loaded = await behindLocks(transaction, "lock-documents", ids, () => loadEntries(transaction, ids));
    for (const id of ids) locked.add(id);
    for (const { entry } of loaded) entries.set(entry.id, entry);
    const targets = changed.flatMap((id) =>
      noticesOf(entries.get(id) ?? emptyEntry(id)).map(({ target }) => target),
    );
    wanted = new Set(targets.filter((id) => !locked.has(id)));
  }
  return entries;
}

function idOf(change: DocumentChange): DocumentId {
  return change.kind === "delete" ? change.documentId : change.document.id;
}
