import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { Finding } from "../../domain/graph-store.js";
import type { Span } from "../../domain/span.js";
import type { TripleKey } from "../../domain/triple.js";
import { checkConcept, checkDocument, checkTriple, type Fault, type RecordedTriple } from "../audit.js";
import { formerIdsOf } from "../concept-variants.js";
import { checkFormerIds } from "../former-ids.js";
import type { Connection } from "./connection.js";
import { formerIdsHeld, saveFormerIds } from "./former-ids.js";
import { loadConcepts } from "./load-concepts.js";
import { loadEntries } from "./load-entries.js";
import { countRetracted, loadEvidence } from "./load-evidence.js";
import { storedTriple } from "./load-triples.js";
import { saveConcept, saveConcepts } from "./save-concepts.js";
import { saveEvidence, saveTriple } from "./save-triples.js";

/**
 * Checks every invariant, documents first: what is dropped there shows in the counts of triples, and those in the
 * counts of concepts. To be called inside a transaction that lasts until the last finding.
 */
export function* verifyGraph(connection: Connection, repair: boolean): Generator<Finding> {
  yield* strayRows(connection, repair, "evidence", "key", "live");
  yield* strayRows(connection, repair, "retracted_evidence", "key", "retracted");
  yield* strayRows(connection, repair, "mention", "document || ' ' || concept", "live");
  yield* documents(connection);
  yield* triples(connection, repair);
  yield* concepts(connection, repair);
  yield* formerIds(connection, repair);
}

function* strayRows(
  connection: Connection,
  repair: boolean,
  table: string,
  key: string,
  status: "live" | "retracted",
): Generator<Finding> {
  const stray = `FROM ${table} WHERE document NOT IN (SELECT id FROM document WHERE status = '${status}')`;
  const rows = connection.all(`SELECT ${key} AS key, document ${stray}`);
  if (repair) connection.run(`DELETE ${stray}`);
  for (const row of rows) {
    const message = `${table} of ${row.document}, which is not ${status}`;
    yield { invariant: "orphan", subject: String(row.key), message, repaired: repair };
  }
}

function* documents(connection: Connection): Generator<Finding> {
  for (const row of connection.iterate("SELECT id FROM document WHERE status = 'live' ORDER BY id")) {
    const id = row.id as DocumentId;
    const delivery = loadEntries(connection, [id]).get(id)?.delivery;
    if (!delivery) continue;
    const references = connection
      .all("SELECT concept, spans FROM mention WHERE document = ?", id)
      .map(({ concept, spans }) => [concept as Curie, JSON.parse(spans as string) as Span[]] as const);
    for (const finding of checkDocument(delivery, new Map(references))) yield { ...finding, repaired: false };
  }
}

function* triples(connection: Connection, repair: boolean): Generator<Finding> {
  const keys = "SELECT key FROM triple UNION SELECT triple FROM evidence ORDER BY 1";
  for (const row of connection.all(keys)) {
    const key = row.key as TripleKey;
    const stored = connection.get("SELECT * FROM triple WHERE key = ?", key);
    const recorded = stored && {
      ...storedTriple(stored),
      belief: stored.belief as number,
      documents: stored.documents as number,
      lastYear: stored.last_year as number,
    };
    const retracted = countRetracted(connection, [key]).get(key) ?? 0;
    const evidence = loadEvidence(connection, key);
    const fault = checkTriple(key, recorded satisfies RecordedTriple | undefined, evidence, retracted);
    yield* settled(fault, repair, {
      put: (triple) => {
        saveEvidence(connection, { put: [], drop: [], move: triple.move });
        saveTriple(connection, triple);
      },
      drop: () => connection.run("DELETE FROM triple WHERE key = ?", key),
    });
  }
}

function* concepts(connection: Connection, repair: boolean): Generator<Finding> {
  const ids =
    "SELECT id FROM concept UNION SELECT concept FROM mention UNION SELECT subject FROM triple UNION SELECT object FROM triple ORDER BY 1";
  for (const row of connection.all(ids)) {
    const id = row.id as Curie;
    const before = loadConcepts(connection, [id]).get(id);
    const counts = connection
      .all("SELECT variant, count(*) AS documents FROM mention WHERE concept = ? GROUP BY variant", id)
      .map(({ variant, documents }) => [variant as string, documents as number] as const);
    const triples = connection.get(
      "SELECT count(*) AS n FROM triple WHERE subject = ? OR object = ?",
      id,
      id,
    );
    const fault = checkConcept(id, before, { documents: new Map(counts), triples: triples?.n as number });
    yield* settled(fault, repair, {
      put: (after) => saveConcept(connection, { after, before }),
      drop: () => saveConcepts(connection, { put: [], drop: [id] }),
    });
  }
}

function* formerIds(connection: Connection, repair: boolean): Generator<Finding> {
  const ids = "SELECT id FROM concept UNION SELECT concept FROM former_id ORDER BY 1";
  for (const row of connection.all(ids)) {
    const id = row.id as Curie;
    const stored = loadConcepts(connection, [id]).get(id);
    const finding = checkFormerIds(id, stored, formerIdsHeld(connection, id));
    if (!finding) continue;
    if (repair) saveFormerIds(connection, id, stored ? formerIdsOf(stored) : []);
    yield { ...finding, repaired: repair };
  }
}

interface Repairs<T> {
  readonly put: (value: T) => void;
  readonly drop: () => void;
}

function* settled<T>(fault: Fault<T> | undefined, repair: boolean, repairs: Repairs<T>): Generator<Finding> {
  if (!fault) return;
  if (!repair || fault.repair === "none") {
    yield { ...fault.finding, repaired: false };
    return;
  }
  if (fault.repair === "drop") repairs.drop();
  else repairs.put(fault.repair.put);
  yield { ...fault.finding, repaired: true };
}
