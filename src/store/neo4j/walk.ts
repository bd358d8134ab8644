import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { TripleKey } from "../../domain/triple.js";
import type { ConceptRecount, RecordedTriple } from "../audit.js";
import type { StoredConcept } from "../concept-variants.js";
import type { Placed } from "../standing.js";
import {
  type GraphDatabase,
  type Parameters,
  type Row,
  type Transaction,
  wholeNumber,
} from "./graph-database.js";
import { countRetracted, type LoadedEntry, loadEntries, loadTriples, recordedTriple } from "./load-graph.js";
import { heldProperties, type Properties, placedOf, storedConcept } from "./properties.js";
import { statement, tripleTypes } from "./statements.js";

/** How many documents, concepts or triples are held at a time when the whole graph is walked through. */
const stride = 200;

/** Where a walk begins, and what its statement asks for besides. */
interface Start {
  readonly after?: string | undefined;
  readonly parameters?: Parameters;
}

/** Runs a `next-…` statement until it gives no more; `key` gives what its rows are ordered by. */
async function* walk<T>(
  database: GraphDatabase,
  text: string,
  key: (row: Row) => string,
  load: (transaction: Transaction, rows: readonly Row[]) => Promise<readonly T[]>,
  start: Start = {},
): AsyncGenerator<T> {
  for (let after = start.after ?? ""; ; ) {
    const { rows, items } = await database.read(async (transaction) => {
      const found = await transaction.run(text, { ...start.parameters, after, limit: wholeNumber(stride) });
      return { rows: found, items: await load(transaction, found) };
    });
    yield* items;
    const last = rows.at(-1);
    if (!last) return;
    after = key(last);
  }
}

/** Runs the text of a `next-…` statement that gives ids or keys, and for each stride of them one that reads what is called so. */
export async function* walkIds(
  database: GraphDatabase,
  next: string,
  read: string,
  parameters: Readonly<Record<string, unknown>> = {},
): AsyncGenerator<{ readonly ids: readonly string[]; readonly rows: readonly Row[] }> {
  const id = (row: Row) => (row.id ?? row.key) as string;
  const strides = walk(database, next, id, async (transaction, found) => {
    if (found.length === 0) return [];
    const ids = found.map(id);
    return [{ ids, rows: await transaction.run(read, { ...parameters, ids, keys: ids }) }];
  });
  yield* strides;
}

export function walkDocuments(database: GraphDatabase): AsyncGenerator<LoadedEntry> {
  return walk(database, statement("next-document-ids"), documentIdOf, loadInOrder);
}

/** Those of one fingerprint. */
export function walkProcessedDocuments(
  database: GraphDatabase,
  fingerprint: string,
  after?: DocumentId,
): AsyncGenerator<LoadedEntry> {
  const text = statement("next-processed-document-ids");
  return walk(database, text, documentIdOf, loadInOrder, { after, parameters: { fingerprint } });
}

const documentIdOf = (row: Row) => row.id as DocumentId;

async function loadInOrder(transaction: Transaction, rows: readonly Row[]): Promise<readonly LoadedEntry[]> {
  const loaded = await loadEntries(transaction, rows.map(documentIdOf));
  return [...loaded].sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
}

/** Documents that notices name and that have not come. */
export function walkExpected(database: GraphDatabase): AsyncGenerator<DocumentId> {
  const id = (row: Row) => row.id as DocumentId;
  return walk(database, statement("next-expected-ids"), id, async (_transaction, rows) => rows.map(id));
}

/** All concepts as they stand, without the recount of {@link walkConcepts}. */
export function walkStoredConcepts(database: GraphDatabase): AsyncGenerator<StoredConcept> {
  const id = (row: Row) => (row.concept as { id: string }).id;
  return walk(database, statement("next-stored-concepts"), id, async (_transaction, rows) =>
    rows.map((row) => storedConcept(row.concept as Properties)),
  );
}

export interface WalkedConcept {
  readonly id: Curie;
  readonly stored: StoredConcept | undefined;
  readonly recount: ConceptRecount;
  readonly labels: readonly string[];
  readonly properties: Properties;
}

export async function* walkConcepts(database: GraphDatabase): AsyncGenerator<WalkedConcept> {
  for await (const { rows } of walkIds(
    database,
    statement("next-concept-ids"),
    statement("recount-concepts"),
  )) {
    yield* rows.map(walkedConcept);
  }
}

/** Concepts by id, recounted within one transaction. */
export async function recountConcepts(
  transaction: Transaction,
  ids: readonly Curie[],
): Promise<readonly WalkedConcept[]> {
  return (await transaction.run(statement("recount-concepts"), { ids })).map(walkedConcept);
}

function walkedConcept(row: Row): WalkedConcept {
  const documents = new Map<string, number>();
  for (const name of row.variants as string[]) documents.set(name, (documents.get(name) ?? 0) + 1);
  const concept = row.concept as Properties;
  return {
    id: concept.id as Curie,
    stored: concept.name === undefined ? undefined : storedConcept(concept),
    recount: { documents, triples: row.triples as number },
    labels: row.labels as string[],
    properties: heldProperties(concept),
  };
}

export interface WalkedTriple {
  readonly key: TripleKey;
  readonly stored: RecordedTriple | undefined;
  readonly evidence: readonly Placed[];
  /** Retracted documents that speak of it. */
  readonly retracted: number;
}

/** All triples, type by type, with their evidence. */
export async function* walkTriples(database: GraphDatabase): AsyncGenerator<WalkedTriple> {
  const key = (row: Row) => (row.triple as { key: TripleKey }).key;
  for (const type of tripleTypes) {
    yield* walk(database, statement("next-triples", { TRIPLE_TYPE: type }), key, async (_transaction, rows) =>
      rows.map((row) => {
        const evidence = (row.evidence as Properties[]).map(placedOf);
        return { key: key(row), stored: recordedTriple(row), evidence, retracted: row.retracted as number };
      }),
    );
  }
}

const evidenceKeyOf = (row: Row) => (row.evidence as { key: string }).key;

export function walkEvidence(database: GraphDatabase): AsyncGenerator<Placed> {
  return walk(database, statement("next-evidence"), evidenceKeyOf, async (_transaction, rows) =>
    rows.map(({ evidence }) => placedOf(evidence as Properties)),
  );
}

/** Triples that evidence speaks of and that are not there, each once. */
export async function* walkMissingTriples(database: GraphDatabase): AsyncGenerator<WalkedTriple> {
  const seen = new Set<TripleKey>();
  const missing = walk(database, statement("next-evidence"), evidenceKeyOf, async (transaction, rows) => {
    const keys = rows.map(({ evidence }) => (evidence as { triple: TripleKey }).triple);
    const present = await loadTriples(transaction, keys);
    const absent = [...new Set(keys)].filter((key) => !present.has(key) && !seen.has(key));
    if (absent.length === 0) return [];
    const found = await transaction.run(statement("load-evidence"), { keys: absent });
    const all = found.map(({ evidence }) => placedOf(evidence as Properties));
    const retracted = await countRetracted(transaction, absent);
    return absent.map((key) => ({
      key,
      stored: undefined,
      evidence: all.filter(({ evidence }) => evidence.triple.key === key),
      retracted: retracted.get(key) ?? 0,
    }));
  });
  for await (const triple of missing) {
    seen.add(triple.key);
    yield triple;
  }
}
