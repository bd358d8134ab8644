import type { Concept } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { Span } from "../../domain/span.js";
import type { TripleKey } from "../../domain/triple.js";
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
import { statement, statementForTypes, tripleTypes } from "./statements.js";

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
    const mentions = row.mentions as { variant: string; spans: string[]; concept: Properties }[];
    const described = mentions.map(({ variant, concept }) =>
      descriptionCalled(variant, storedConcept(concept)),
    );
    const entry = documentEntry({
      document: row.document as Properties,
      notices: row.notices as { by: DocumentId; type: string }[],
      evidence: row.evidence as Properties[],
      concepts: described.filter((concept) => concept !== undefined),
    });
    const references = mentions.map(({ spans, concept }) => [concept.id as Curie, spansOf(spans)] as const);
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

/** Concepts by the ids asked for, which may be former ones. */
export async function findConcepts(
  transaction: Transaction,
  ids: readonly Curie[],
): Promise<ReadonlyMap<Curie, StoredConcept>> {
  const rows = await transaction.run(statement("find-concepts"), { ids });
  return new Map(rows.map((row) => [row.id as Curie, storedConcept(row.concept as Properties)]));
}

export interface LoadedTriple extends RecordedTriple {
  /** The relationship's id, good until the end of the transaction. */
  readonly element: string;
}

export async function loadTriples(
  transaction: Transaction,
  keys: readonly TripleKey[],
): Promise<ReadonlyMap<TripleKey, LoadedTriple>> {
  const rows = await transaction.run(statementForTypes("load-triples", tripleTypes), { keys });
  return new Map(rows.map(loadedTriple).map((loaded) => [loaded.triple.key, loaded]));
}

/** A row of the statements that give a triple with its `element`. */
export function loadedTriple(row: Row): LoadedTriple {
  const { belief = 0, documents = 0, lastYear = 0 } = row.triple as Partial<RecordedTriple>;
  return { ...storedTriple(row), element: row.element as string, belief, documents, lastYear };
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
