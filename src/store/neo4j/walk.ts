import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { Evidence } from "../../domain/evidence.js";
import type { TripleKey } from "../../domain/triple.js";
import type { ConceptRecount } from "../audit.js";
import type { StoredConcept } from "../concept-variants.js";
import { type GraphDatabase, type Row, type Transaction, wholeNumber } from "./graph-database.js";
import { type LoadedEntry, type LoadedTriple, loadEntries, loadTriples } from "./load-graph.js";
import { evidenceOf, type Properties, storedConcept } from "./properties.js";
import { statement } from "./statements.js";

/** How many documents, concepts or triples are held at a time when the whole graph is walked through. */
const stride = 200;

/** Runs a `next-…` statement until it gives no more; `key` names the column that it is ordered by. */
async function* walk<T>(
  database: GraphDatabase,
  name: string,
  key: (row: Row) => string,
  load: (transaction: Transaction, rows: readonly Row[]) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  for (let after = ""; ; ) {
    const { rows, items } = await database.read(async (transaction) => {
      const found = await transaction.run(statement(name), { after, limit: wholeNumber(stride) });
      return { rows: found, items: await load(transaction, found) };
    });
    yield* items;
    const last = rows.at(-1);
    if (!last) return;
    after = key(last);
  }
}

export function walkDocuments(database: GraphDatabase): AsyncGenerator<LoadedEntry> {
  const id = (row: Row) => row.id as string;
  return walk(database, "next-document-ids", id, (transaction, rows) =>
    loadEntries(transaction, rows.map(id) as DocumentId[]),
  );
}

export interface WalkedConcept {
  readonly id: Curie;
  readonly stored: StoredConcept | undefined;
  readonly recount: ConceptRecount;
}

export function walkConcepts(database: GraphDatabase): AsyncGenerator<WalkedConcept> {
  const id = (row: Row) => (row.concept as { id: string }).id;
  return walk(database, "next-concepts", id, async (_transaction, rows) =>
    rows.map((row) => {
      const documents = new Map<string, number>();
      for (const name of row.variants as string[]) documents.set(name, (documents.get(name) ?? 0) + 1);
      const concept = row.concept as Properties;
      return {
        id: id(row) as Curie,
        stored: concept.name === undefined ? undefined : storedConcept(concept),
        recount: { documents, triples: row.triples as number },
      };
    }),
  );
}

export interface WalkedTriple {
  readonly key: TripleKey;
  readonly stored: LoadedTriple | undefined;
  readonly evidence: readonly Evidence[];
}

/** All evidence by triple, with the triple where it exists. */
export function walkTriples(database: GraphDatabase): AsyncGenerator<WalkedTriple> {
  return walk(
    database,
    "next-evidence",
    (row) => row.key as string,
    async (transaction, rows) => {
      const triples = await loadTriples(
        transaction,
        rows.map(({ key }) => key as TripleKey),
      );
      return rows.map((row) => {
        const key = row.key as TripleKey;
        return { key, stored: triples.get(key), evidence: (row.evidence as Properties[]).map(evidenceOf) };
      });
    },
  );
}
