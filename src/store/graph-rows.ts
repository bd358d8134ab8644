import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { GraphRow } from "../domain/graph-store.js";
import type { Span } from "../domain/span.js";
import type { StoredConcept } from "./concept-variants.js";
import { tripleRecord } from "./records.js";
import type { StoredTriple } from "./settle.js";
import { evidenceRecord, type Placed } from "./standing.js";
import { type DocumentEntry, stateOf, statusOf, underConcern } from "./stored-document.js";

/** The canonical listing: what each thing in a graph is worth, in words that do not depend on the store. */
function byKey<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** A retracted document is listed with what it withholds; a live one has that in rows of their own. */
export function documentRow(entry: DocumentEntry): GraphRow {
  const { delivery } = entry;
  const withheld =
    delivery && statusOf(entry) === "retracted"
      ? {
          evidence: byKey(delivery.evidence),
          concepts: [...delivery.concepts].sort((a, b) => (a.id < b.id ? -1 : 1)),
        }
      : undefined;
  const value = {
    state: stateOf(entry),
    concern: underConcern(entry),
    document: delivery?.document,
    mentions: delivery?.mentions,
    withheld,
  };
  return { kind: "document", key: entry.id, value };
}

export function conceptRow(stored: StoredConcept): GraphRow {
  return { kind: "concept", key: stored.variants[0].concept.id, value: stored };
}

export function tripleRow(stored: StoredTriple): GraphRow {
  return { kind: "triple", key: stored.triple.key, value: tripleRecord(stored) };
}

export function evidenceRow(placed: Placed): GraphRow {
  return { kind: "evidence", key: placed.evidence.key, value: evidenceRecord(placed) };
}

export function mentionRow(document: DocumentId, concept: Curie, spans: readonly Span[]): GraphRow {
  return { kind: "mention", key: `${document} ${concept}`, value: { spans } };
}
