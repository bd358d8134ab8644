import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { JournalEntry, JournalRequest, JournalSpan, WrittenChange } from "../../domain/journal.js";
import type { TripleKey } from "../../domain/triple.js";
import { currentFilter } from "./former-ids.js";
import { type GraphDatabase, type Transaction, wholeNumber } from "./graph-database.js";
import { statement } from "./statements.js";

/** Appends to the journal; to be called last in a transaction, see the statement. */
export async function appendJournal(
  transaction: Transaction,
  written: readonly WrittenChange[],
  mostEntries: number,
): Promise<void> {
  if (written.length === 0) return;
  const rows = written.map(({ documentId, ...change }) => ({ document: documentId, ...change }));
  await transaction.run(statement("append-journal"), { rows, most: wholeNumber(mostEntries) });
}

export async function readJournal(
  database: GraphDatabase,
  { after = 0, since, involving, limit }: JournalRequest,
): Promise<readonly JournalEntry[]> {
  return database.read(async (transaction) => {
    const filter = involving === undefined ? {} : await currentFilter(transaction, { involving });
    const [before] =
      since === undefined
        ? []
        : await transaction.run(statement("journal-before"), { since: wholeNumber(since) });
    const rows = await transaction.run(statement("read-journal"), {
      after: wholeNumber(Math.max(after, Number(before?.position ?? 0))),
      concept: filter.involving ?? null,
      limit: wholeNumber(limit),
    });
    return rows.map(({ change }) => entryOf(change as Readonly<Record<string, unknown>>));
  });
}

export async function readSpan(database: GraphDatabase): Promise<JournalSpan> {
  const [row] = await database.run(statement("journal-span"));
  if (!row || row.first === null) return { first: 0, last: 0 };
  return { first: row.first as number, last: row.last as number, since: row.since as number };
}

function entryOf(change: Readonly<Record<string, unknown>>): JournalEntry {
  return {
    position: change.position as number,
    at: change.at as number,
    documentId: change.document as DocumentId,
    outcome: change.outcome as JournalEntry["outcome"],
    appeared: change.appeared as readonly TripleKey[],
    changed: change.changed as readonly TripleKey[],
    vanished: change.vanished as readonly TripleKey[],
    concepts: change.concepts as readonly Curie[],
  };
}
