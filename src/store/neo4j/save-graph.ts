import type { TripleKey } from "../../domain/triple.js";
import { rankOf } from "../records.js";
import type { GraphWrites } from "../settle.js";
import { evidenceRecord, type Placed } from "../standing.js";
import type { Transaction } from "./graph-database.js";
import type { LoadedTriple } from "./load-graph.js";
import {
  conceptProperties,
  documentProperties,
  evidenceProperties,
  mentionProperties,
  noticeTypes,
  tripleProperties,
} from "./properties.js";
import { statement, typeOf } from "./statements.js";

/**
 * Sends everything that is to be written, in an order in which each statement finds what it needs, and waits once
 * for all. Statements that would have nothing to do are not sent.
 */
export async function saveGraph(
  transaction: Transaction,
  writes: GraphWrites,
  triples: ReadonlyMap<TripleKey, LoadedTriple>,
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const send = (name: string, parameter: string, values: readonly unknown[]) => {
    if (values.length > 0) sent.push(transaction.run(statement(name), { [parameter]: values }));
  };
  const rows = rowsOf(writes, triples);
  send("put-documents", "rows", rows.documents);
  send("drop-notices", "ids", rows.noticesDropped);
  send("put-notices", "rows", rows.notices);
  send("put-concepts", "rows", rows.concepts);
  send("drop-evidence", "keys", writes.evidence.drop);
  send("put-evidence", "rows", rows.evidence);
  send("move-evidence", "rows", rows.evidenceMoved);
  send("drop-retracted-evidence", "keys", writes.withheld.drop);
  send("put-retracted-evidence", "rows", rows.withheld);
  send("drop-triples", "elements", rows.triplesDropped);
  send("update-triples", "rows", rows.triplesUpdated);
  send("create-triples", "rows", rows.triplesCreated);
  send("drop-mentions", "rows", writes.references.drop);
  send("put-mentions", "rows", rows.mentions);
  send("drop-concepts", "ids", writes.concepts.drop);
  await Promise.all(sent);
}

function rowsOf(writes: GraphWrites, triples: ReadonlyMap<TripleKey, LoadedTriple>) {
  const { documents, notices, concepts, evidence, withheld, references } = writes;
  return {
    documents: documents.map((entry) => ({ id: entry.id, properties: documentProperties(entry) })),
    noticesDropped: notices.map(({ by }) => by),
    notices: notices.flatMap(({ by, notices: inForce }) =>
      inForce.map(({ kind, target }) => ({ by, type: noticeTypes[kind], target })),
    ),
    concepts: concepts.put.map(({ before, after }) => {
      const { id, category } = after.variants[0].concept;
      const former = before?.variants[0].concept.category;
      const formerly = former === undefined || former === category ? [] : [former];
      return { id, properties: conceptProperties(after), formerly };
    }),
    evidence: evidence.put.map(evidenceRow),
    evidenceMoved: evidence.move.map(moveRow),
    withheld: withheld.put.map((standing) => evidenceRow({ ...standing, duplicateOf: undefined })),
    triplesCreated: writes.triples.put
      .filter(({ before }) => !before)
      .map(({ after }) => ({
        type: typeOf(after.triple.predicate),
        subject: after.triple.subject,
        object: after.triple.object,
        properties: tripleProperties(after),
      })),
    triplesUpdated: writes.triples.put
      .filter(({ before }) => before)
      .map(({ after }) => ({
        element: triples.get(after.triple.key)?.element,
        properties: tripleProperties(after),
      })),
    triplesDropped: writes.triples.drop.map(({ key }) => triples.get(key)?.element),
    mentions: references.put.map(({ document, reference }) => ({
      document,
      concept: reference.concept.id,
      properties: mentionProperties(reference),
    })),
  };
}

/** A row of `put-evidence` and `put-retracted-evidence`. */
export function evidenceRow(placed: Placed) {
  const { key, documentId: document } = placed.evidence;
  return { key, document, properties: evidenceProperties(placed) };
}

/** A row of `move-evidence`. */
export function moveRow(placed: Placed) {
  const record = evidenceRecord(placed);
  return { key: record.key, duplicateOf: record.duplicateOf ?? null, rank: rankOf(record) };
}
