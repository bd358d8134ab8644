import type { Concept } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { Span } from "../../domain/span.js";
import type { Triple, TripleKey } from "../../domain/triple.js";
import type { RecordedTriple } from "../audit.js";
import { type StoredConcept, variantName } from "../concept-variants.js";
import type { WorkOnTriple } from "../difference.js";
import type { Placed } from "../standing.js";
import type { DocumentEntry } from "../stored-document.js";
import type { Row, Transaction } from "./graph-database.js";
import {
  documentEntry,
  type Properties,
  placedOf,
  spansOf,
  storedConcept,
  storedTriple,
} from "./properties.js";
import { statement, statementForTypes, tripleTypes, typeOf } from "./statements.js";

export interface LoadedEntry {
  readonly entry: DocumentEntry;
  /** The references that the graph holds of it. */
  readonly references: ReadonlyMap<Curie, readonly Span[]>;
  /** Its evidence as it is placed among that of other documents. */
  readonly evidence: readonly Placed[];
  /** Which description of a concept each of them brought. */
  readonly variants: ReadonlyMap<Curie, string>;
  /** The document's own, as they stand. */
  readonly properties: Properties;
}

/** What documents are stored as, with all they put or would put into the graph. */
export async function loadEntries(
  transaction: Transaction,
  ids: readonly DocumentId[],
): Promise<readonly LoadedEntry[]> {
  const rows = await transaction.run(statement("load-documents"), { ids });
  return rows.map((row) => {
    const mentions = row.mentions as { variant: string; spans: string[] | null; concept: Properties }[];
    const described = mentions.map(({ variant, concept }) =>
      descriptionCalled(variant, storedConcept(concept)),
    );
    const entry = documentEntry({
      document: row.document as Properties,
      notices: row.notices as { by: DocumentId; type: string }[],
      evidence: row.evidence as Properties[],
      concepts: described.filter((concept) => concept !== undefined),
    });
    const references = mentions.map(
      ({ spans, concept }) => [concept.id as Curie, spansOf(spans ?? [])] as const,
    );
    return {
      entry,
      evidence: (row.evidence as Properties[]).map(placedOf),
      references: new Map(references),
      variants: new Map(mentions.map(({ variant, concept }) => [concept.id as Curie, variant])),
      properties: row.document as Properties,
    };
  });
}

function descriptionCalled(name: string, { variants }: StoredConcept): Concept | undefined {
  if (variants.length === 1) return variants[0].concept;
  return variants.find(({ concept }) => variantName(concept) === name)?.concept;
}

export async function loadConcepts(
  transaction: Transaction,
  ids: readonly Curie[],
): Promise<ReadonlyMap<Curie, StoredConcept>> {
  const rows = await transaction.run(statement("load-concepts"), { ids });
  const stored = rows.map((row) => storedConcept(row.concept as Properties));
  return new Map(stored.map((concept) => [concept.variants[0].concept.id, concept]));
}

/** Concepts by the ids asked for. Those that are no concept's may be former ones, which are looked for then alone: hardly ever. */
export async function findConcepts(
  transaction: Transaction,
  ids: readonly Curie[],
): Promise<ReadonlyMap<Curie, StoredConcept>> {
  const found = await loadConcepts(transaction, ids);
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  const rows = await transaction.run(statement("find-concepts-by-former-id"), { ids: missing });
  const heirs = rows.map((row) => [row.id as Curie, storedConcept(row.concept as Properties)] as const);
  return new Map([...found, ...heirs]);
}

/** Triples whose predicates are not known. */
export async function loadTriples(
  transaction: Transaction,
  keys: readonly TripleKey[],
): Promise<ReadonlyMap<TripleKey, RecordedTriple>> {
  return byKey(await transaction.run(statementForTypes("load-triples", tripleTypes), { keys }));
}

/** Those of `triples` that stand. Each is looked for in the index of its own predicate alone. */
export async function loadStanding(
  transaction: Transaction,
  triples: Iterable<Triple>,
): Promise<ReadonlyMap<TripleKey, RecordedTriple>> {
  const found = await Promise.all(
    [...keysByType(triples)].map(([type, keys]) =>
      transaction.run(statement("load-triples", { TRIPLE_TYPE: type }), { keys }),
    ),
  );
  return byKey(found.flat());
}

/** Keys by the relationship's type, for statements that are about one type. */
export function keysByType(triples: Iterable<Triple>): ReadonlyMap<string, readonly TripleKey[]> {
  const keys = new Map<string, TripleKey[]>();
  for (const { key, predicate } of triples) {
    const type = typeOf(predicate);
    const ofType = keys.get(type);
    if (ofType) ofType.push(key);
    else keys.set(type, [key]);
  }
  return keys;
}

function byKey(rows: readonly Row[]): ReadonlyMap<TripleKey, RecordedTriple> {
  return new Map(rows.map(recordedTriple).map((recorded) => [recorded.triple.key, recorded]));
}

/** A row of the statements that give triples. */
export function recordedTriple(row: Row): RecordedTriple {
  const { belief = 0, documents = 0, lastYear = 0 } = row.triple as Partial<RecordedTriple>;
  return { ...storedTriple(row), belief, documents, lastYear };
}

/** All evidence of works on triples. */
export async function loadWorks(
  transaction: Transaction,
  works: readonly WorkOnTriple[],
): Promise<readonly Placed[]> {
  if (works.length === 0) return [];
  const rows = await transaction.run(statement("load-works"), { works });
  return rows.map(({ evidence }) => placedOf(evidence as Properties));
}

/** How many retracted documents speak of each triple; triples of which none does are left out. */
export async function countRetracted(
  transaction: Transaction,
  keys: readonly TripleKey[],
): Promise<ReadonlyMap<TripleKey, number>> {
  if (keys.length === 0) return new Map();
  const rows = await transaction.run(statement("count-retracted"), { keys });
  return new Map(rows.map(({ triple, documents }) => [triple as TripleKey, documents as number]));
}
