import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { JournalEntry, JournalRequest, JournalSpan, WrittenChange } from "../../domain/journal.js";
import type { TripleKey } from "../../domain/triple.js";
import type { Connection, Row } from "./connection.js";
import { currentIds } from "./former-ids.js";

/** Appends to the journal, within the transaction that writes the rest, and lets the oldest entries go. */
export function appendJournal(
  connection: Connection,
  written: readonly WrittenChange[],
  mostEntries: number,
): void {
  if (written.length === 0) return;
  const { last } = readSpan(connection);
  const before = connection.get("SELECT at FROM journal WHERE position = ?", last);
  // A clock that was put back must not put the order of the times out.
  const at = Math.max(Date.now(), Number(before?.at ?? 0));
  for (const { documentId, outcome, appeared, changed, vanished, concepts } of written) {
    const lists = [appeared, changed, vanished, concepts].map((list) => JSON.stringify(list));
    connection.run(
      "INSERT INTO journal (at, document, outcome, appeared, changed, vanished, concepts) VALUES (?, ?, ?, ?, ?, ?, ?)",
      at,
      documentId,
      outcome,
      ...lists,
    );
  }
  connection.run("DELETE FROM journal WHERE position <= ?", last + written.length - mostEntries);
}

/** A concept is looked for in the text of the list: without an index of its own, which every write would have to keep. */
export function readJournal(
  connection: Connection,
  { after, since, involving, limit }: JournalRequest,
): readonly JournalEntry[] {
  const conditions: [string, string | number][] = [];
  if (after !== undefined) conditions.push(["position > ?", after]);
  if (since !== undefined) conditions.push(["position >= ?", firstSince(connection, since)]);
  if (involving !== undefined) {
    const concept = currentIds(connection, [involving]).get(involving) ?? involving;
    conditions.push(["instr(concepts, ?) > 0", JSON.stringify(concept)]);
  }
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`;
  const rows = connection.all(
    `SELECT * FROM journal ${where} ORDER BY position LIMIT ?`,
    ...conditions.map(([, value]) => value),
    limit,
  );
  return rows.map(entryOf);
}

/** Times never fall, so that what was written since one is all that is past a position. */
function firstSince(connection: Connection, since: number): number {
  const row = connection.get(
    "SELECT position FROM journal WHERE at >= ? ORDER BY at, position LIMIT 1",
    since,
  );
  return Number(row?.position ?? Number.MAX_SAFE_INTEGER);
}

export function readSpan(connection: Connection): JournalSpan {
  const first = connection.get("SELECT position, at FROM journal ORDER BY position LIMIT 1");
  if (!first) return { first: 0, last: 0 };
  const last = connection.get("SELECT max(position) AS position FROM journal");
  return { first: Number(first.position), last: Number(last?.position), since: Number(first.at) };
}

function entryOf(row: Row): JournalEntry {
  const list = <T extends string>(name: string) => JSON.parse(row[name] as string) as readonly T[];
  return {
    position: Number(row.position),
    at: Number(row.at),
    documentId: row.document as DocumentId,
    outcome: row.outcome as JournalEntry["outcome"],
    appeared: list<TripleKey>("appeared"),
    changed: list<TripleKey>("changed"),
    vanished: list<TripleKey>("vanished"),
    concepts: list<Curie>("concepts"),
  };
}
