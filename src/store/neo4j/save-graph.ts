import type { Triple } from "../../domain/triple.js";
import { variantName } from "../concept-variants.js";
import { rankOf } from "../records.js";
import type { GraphWrites } from "../settle.js";
import { evidenceRecord, type Placed } from "../standing.js";
import type { GraphDatabase, Transaction } from "./graph-database.js";
import { keysByType } from "./load-graph.js";
import {
  conceptProperties,
  documentProperties,
  evidenceProperties,
  mentionProperties,
  noticeTypes,
  type Properties,
  tripleProperties,
} from "./properties.js";
import { statement, typeOf } from "./statements.js";

/**
 * Sends everything that is to be written, in an order in which each statement finds what it needs, and waits once
 * for all. Statements that would have nothing to do are not sent.
 */
export async function saveGraph(transaction: Transaction, writes: GraphWrites): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const send = (name: string, parameter: string, values: readonly unknown[], words = {}) => {
    if (values.length > 0) sent.push(transaction.run(statement(name, words), { [parameter]: values }));
  };
  const rows = rowsOf(writes);
  send("put-documents", "rows", rows.documents);
  send("drop-notices", "ids", rows.noticesDropped);
  send("put-notices", "rows", rows.notices);
  send("put-concepts", "rows", rows.concepts);
  send("drop-evidence", "keys", writes.evidence.drop);
  send("put-evidence", "rows", rows.evidence);
  send("move-evidence", "rows", rows.evidenceMoved);
  send("drop-retracted-evidence", "keys", writes.withheld.drop);
  send("put-retracted-evidence", "rows", rows.withheld);
  for (const [type, keys] of keysByType(writes.triples.drop)) {
    send("drop-triples", "keys", keys, { TRIPLE_TYPE: type });
  }
  for (const [type, triplesUpdated] of rows.triplesUpdated) {
    send("update-triples", "rows", triplesUpdated, { TRIPLE_TYPE: type });
  }
  send("create-triples", "rows", rows.triplesCreated);
  send("drop-mentions", "rows", writes.references.drop);
  send("put-mentions", "rows", rows.mentions);
  send("drop-concepts", "ids", writes.concepts.drop);
  await Promise.all(sent);
}

function rowsOf(writes: GraphWrites) {
  const updated = new Map(
    writes.triples.put.flatMap(({ before, after }) => (before ? [[after.triple.key, after] as const] : [])),
  );
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
    triplesUpdated: [...keysByType([...updated.values()].map(({ triple }) => triple))].map(
      ([type, keys]) =>
        [type, keys.map((key) => ({ key, properties: tripleProperties(updated.get(key)!) }))] as const,
    ),
    mentions: references.put.map(({ document, reference }) => ({
      document,
      concept: reference.concept.id,
      properties: mentionProperties(variantName(reference.concept), reference.spans),
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

/** New properties of one triple that is there, in a transaction of its own. */
export async function updateTriple(
  database: GraphDatabase,
  { key, predicate }: Triple,
  properties: Properties,
): Promise<void> {
  const text = statement("update-triples", { TRIPLE_TYPE: typeOf(predicate) });
  await database.write((transaction) => transaction.run(text, { rows: [{ key, properties }] }));
}
