import fc from "fast-check";
import type { DocumentId } from "../../src/domain/document.js";
import type { EvidenceRecord } from "../../src/domain/evidence.js";
import type { TripleRecord } from "../../src/domain/graph-reader.js";
import type { DocumentChange, GraphStore } from "../../src/domain/graph-store.js";
import { tripleOf } from "../../src/domain/triple.js";
import { concepts } from "../store/world.js";
import type { Place } from "./places.js";

/** The one claim on which most rules are tried. */
export const claim = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
export const treats = tripleOf(concepts.metformin.id, "treats", concepts.diabetes.id);

export async function emptyStore(place: Place): Promise<GraphStore> {
  await place.clear();
  return place.store("A");
}

export function gone(documentId: DocumentId): DocumentChange {
  return { kind: "delete", documentId };
}

/** The same things in any order. */
export function shuffled<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

/** The triple of {@link treats} as it stands, if it does. */
export async function standing(store: GraphStore): Promise<TripleRecord | undefined> {
  return (await store.triplesByKey([treats.key])).get(treats.key);
}

export async function evidenceFor(
  store: GraphStore,
  filter: Parameters<GraphStore["evidence"]>[1] = {},
): Promise<readonly EvidenceRecord[]> {
  const page = (await store.evidence([treats.key], filter, { first: 100 })).get(treats.key);
  return page?.items.map(({ node }) => node) ?? [];
}
