import { sameJson } from "../domain/canonical-json.js";
import type { Curie } from "../domain/curie.js";
import type { Evidence } from "../domain/evidence.js";
import type { TripleRecord } from "../domain/graph-reader.js";
import type { Finding } from "../domain/graph-store.js";
import { evidenceKey, type TripleKey, tripleOf } from "../domain/triple.js";
import { changedFields } from "./changed-fields.js";
import { type ConceptVariant, documentsOf, type StoredConcept, variantName } from "./concept-variants.js";
import { sortValue, tripleRecord } from "./records.js";
import type { StoredTriple } from "./settle.js";
import { type Placed, recount } from "./standing.js";

/** A finding before it is known whether it comes to be repaired. */
export type Found = Omit<Finding, "repaired">;

/**
 * What was found broken and what is to be done: `put` what should stand, `drop` what should not, or let the documents concerned be
 * processed again (`reprocess`), where nothing in the store tells what is right.
 */
export interface Fault<T> {
  readonly finding: Found;
  readonly repair: { readonly put: T } | "drop" | "reprocess";
}

/** A triple as stored, with the numbers that the store sorts by. */
export interface RecordedTriple extends StoredTriple {
  readonly belief: number;
  readonly documents: number;
  readonly lastYear: number;
}

/** A triple as its evidence makes it, with evidence that is to be placed anew among that of its work. */
export interface RecountedTriple extends StoredTriple {
  readonly move: readonly Placed[];
}

/**
 * Recounts a triple from its evidence; `stored` is undefined when only evidence speaks of it.
 *
 * @param retracted how many retracted documents speak of it
 */
export function checkTriple(
  key: TripleKey,
  stored: RecordedTriple | undefined,
  evidence: readonly Placed[],
  retracted: number,
): Fault<RecountedTriple> | undefined {
  const [first] = evidence;
  if (!first) {
    const finding = { invariant: "orphan", subject: key, message: "the triple has no evidence" } as const;
    return { finding, repair: "drop" };
  }
  // Evidence whose own keys are wrong cannot tell what the triple is.
  const sound = evidence.find((placed) => checkKeys(placed.evidence) === undefined)?.evidence.triple;
  const triple = sound ?? stored?.triple ?? first.evidence.triple;
  const right = recount(evidence, retracted);
  const move = misplaced(evidence, right.evidence);
  const recounted: RecountedTriple = { triple, aggregate: right.aggregate, move };
  const repair = { put: recounted };
  if (!stored) {
    const message = "evidence speaks of a missing triple";
    return { finding: { invariant: "reference", subject: key, message }, repair };
  }
  const parts = changedFields({ ...stored.triple }, { ...triple });
  if (parts) {
    const message = "its subject, predicate and object are not those of its key";
    return { finding: { invariant: "key", subject: key, message, ...parts }, repair };
  }
  const numbers = changedFields(
    numbersOf({ ...tripleRecord(stored), ...stored }),
    numbersOf(tripleRecord(recounted)),
  );
  if (!numbers && move.length === 0) return undefined;
  const message = numbers
    ? `its counts differ from a recount of its evidence (${evidence.length} documents)`
    : `${move.length} of its documents are marked wrongly as the same work or as works of their own`;
  return { finding: { invariant: "aggregate", subject: key, message, ...numbers }, repair };
}

/** Evidence that stands in another place among that of its work than it should, in its right place. */
function misplaced(evidence: readonly Placed[], right: readonly Placed[]): readonly Placed[] {
  const places = new Map(evidence.map((placed) => [placed.evidence.key, placed.duplicateOf]));
  return right.filter((placed) => placed.duplicateOf !== places.get(placed.evidence.key));
}

function numbersOf(record: TripleRecord): Readonly<Record<string, unknown>> {
  const { belief, documents, aggregate } = record;
  return { belief, documents, lastYear: sortValue(record, "lastYear"), ...aggregate };
}

/** Whether the keys of evidence are the hashes of its parts. Processing the document again makes both anew. */
export function checkKeys({ key, triple, documentId }: Evidence): Found | undefined {
  const right = tripleOf(triple.subject, triple.predicate, triple.object);
  const keys = changedFields(
    { key, triple: triple.key, subject: triple.subject },
    { key: evidenceKey(right.key, documentId), triple: right.key, subject: right.subject },
  );
  if (!keys) return undefined;
  const message = `a key in evidence of ${documentId} is not the hash of its parts`;
  return { invariant: "key", subject: key, message, ...keys };
}

/** Documents by the description of a concept that they brought, and the triples the concept is part of. */
export interface ConceptRecount {
  readonly documents: ReadonlyMap<string, number>;
  readonly triples: number;
}

/** Recounts a concept; `stored` is undefined when it is only referred to. */
export function checkConcept(
  id: Curie,
  stored: StoredConcept | undefined,
  recount: ConceptRecount,
): Fault<StoredConcept> | undefined {
  const alone = recount.documents.size === 0;
  if (!stored && alone && recount.triples === 0) {
    // A node that was made to be locked, and that nobody then described.
    return {
      finding: { invariant: "orphan", subject: id, message: "it has no description" },
      repair: "drop",
    };
  }
  if (!stored) {
    const message = `${alone ? "triples refer" : "documents refer"} to a missing concept`;
    return { finding: { invariant: "reference", subject: id, message }, repair: "reprocess" };
  }
  const counted = stored.variants.flatMap(({ concept }): ConceptVariant[] => {
    const documents = recount.documents.get(variantName(concept)) ?? 0;
    return documents > 0 ? [{ concept, documents }] : [];
  });
  const [first, ...rest] = counted;
  if (!first && alone) {
    return { finding: { invariant: "orphan", subject: id, message: "nothing refers to it" }, repair: "drop" };
  }
  if (!first || counted.length < recount.documents.size) {
    const message = "documents refer to a description that is missing";
    return { finding: { invariant: "reference", subject: id, message }, repair: "reprocess" };
  }
  const right: StoredConcept = { variants: [first, ...rest], triples: recount.triples };
  if (sameJson(right, stored)) return undefined;
  const counts = (concept: StoredConcept) => ({
    documents: documentsOf(concept),
    triples: concept.triples,
    descriptions: concept.variants.map(({ documents }) => documents),
  });
  const message = "it does not count the documents and triples that refer to it";
  const finding = { invariant: "aggregate", subject: id, message } as const;
  return { finding: { ...finding, ...changedFields(counts(stored), counts(right)) }, repair: { put: right } };
}
