import type { DocumentChange } from "../../domain/graph-store.js";
import { usualJournalEntries } from "../../domain/journal.js";
import type { Applied } from "../batches.js";
import { conceptsOf, differenceOf, triplesOf, worksOf } from "../difference.js";
import { journalOf } from "../journal.js";
import { settle } from "../settle.js";
import { documentsTouched, transit } from "../transition.js";
import type { Connection } from "./connection.js";
import { appendJournal } from "./journal.js";
import { loadConcepts } from "./load-concepts.js";
import { loadEntries } from "./load-entries.js";
import { countRetracted, loadWorks } from "./load-evidence.js";
import { loadTriples } from "./load-triples.js";
import { saveConcepts, saveReferences } from "./save-concepts.js";
import { saveDocuments, saveNotices } from "./save-documents.js";
import { saveEvidence, saveTriples, saveWithheld } from "./save-triples.js";

/**
 * Applies changes; to be called inside a transaction.
 *
 * @param mostEntries of the journal that are kept
 */
export function writeChanges(
  connection: Connection,
  changes: readonly DocumentChange[],
  mostEntries: number = usualJournalEntries,
): Applied {
  const changed = changes.map((change) =>
    change.kind === "delete" ? change.documentId : change.document.id,
  );
  const before = loadEntries(connection, [...new Set(changed)]);
  const touched = new Set(changes.flatMap((change, i) => documentsTouched(change, before.get(changed[i]!))));
  for (const id of changed) touched.delete(id);
  for (const [id, entry] of loadEntries(connection, [...touched])) before.set(id, entry);
  const after = new Map(before);
  const outcomes = transit(after, changes);

  const difference = differenceOf(before, after);
  const keys = [...triplesOf(difference).keys()];
  const triples = loadTriples(connection, keys);
  const writes = settle(difference, {
    triples: new Map([...triples].map(([key, { aggregate }]) => [key, aggregate])),
    concepts: loadConcepts(connection, conceptsOf(difference)),
    works: loadWorks(connection, worksOf(difference)),
    retracted: countRetracted(
      connection,
      keys.filter((key) => !triples.has(key)),
    ),
  });
  saveDocuments(connection, writes.documents);
  saveNotices(connection, writes.notices);
  saveConcepts(connection, writes.concepts);
  saveReferences(connection, writes.references, writes.documents);
  saveTriples(connection, writes.triples);
  saveEvidence(connection, writes.evidence);
  saveWithheld(connection, writes.withheld);
  const written = journalOf({ changes, outcomes, before, difference, triples: writes.triples });
  appendJournal(connection, written, mostEntries);
  return { outcomes, written };
}
