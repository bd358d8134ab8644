import { createHash } from "node:crypto";
import type { Curie } from "./curie.js";
import type { DocumentId } from "./document.js";
import { type Predicate, predicateNamed, predicates } from "./predicate.js";

/** `t1_` and 32 hex digits; the number is the version of the key's recipe. */
export type TripleKey = `t1_${string}`;
/** `e1_` and 32 hex digits. */
export type EvidenceKey = `e1_${string}`;

export interface Triple {
  readonly key: TripleKey;
  readonly subject: Curie;
  readonly predicate: Predicate;
  readonly object: Curie;
}

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32);
}

/**
 * A triple in canonical order: of a symmetric predicate, the smaller CURIE (by code units) is the subject.
 * The key hashes subject, predicate and object alone; provenance, polarity and certainty are no part of it.
 *
 * @example
 * tripleOf("MESH:D003924", "associated_with", "MESH:D008687").key
 *   === tripleOf("MESH:D008687", "associated_with", "MESH:D003924").key
 */
export function tripleOf(subject: Curie, predicate: Predicate, object: Curie): Triple {
  const swap = predicates[predicate].symmetric && object < subject;
  const [first, second] = swap ? [object, subject] : [subject, object];
  return {
    key: `t1_${digest(first, predicate, second)}`,
    subject: first,
    predicate,
    object: second,
  };
}

/**
 * The triple of a statement in either direction: `word` is a predicate or the inverse of one. Undefined when it is neither.
 *
 * @example
 * canonicalTriple("MESH:D003924", "treated_by", "MESH:D008687") is tripleOf("MESH:D008687", "treats", "MESH:D003924")
 */
export function canonicalTriple(subject: Curie, word: string, object: Curie): Triple | undefined {
  const named = predicateNamed(word);
  if (named === undefined) return undefined;
  return named.turned
    ? tripleOf(object, named.predicate, subject)
    : tripleOf(subject, named.predicate, object);
}

/** One document supports (or denies) a triple once, however many sentences say so. */
export function evidenceKey(triple: TripleKey, document: DocumentId): EvidenceKey {
  return `e1_${digest(triple, document)}`;
}
