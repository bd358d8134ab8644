import { canonicalJson } from "../domain/canonical-json.js";
import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { Evidence } from "../domain/evidence.js";
import type { TripleKey } from "../domain/triple.js";
import { type ConceptReference, contributionOf, type DocumentEntry, emptyEntry } from "./stored-document.js";
import type { Entries } from "./transition.js";

/** One document's reference to one concept, as it was and as it is to be. */
export interface ReferenceChange {
  readonly document: DocumentId;
  readonly concept: Curie;
  readonly before?: ConceptReference;
  readonly after?: ConceptReference;
}

/** What separates two states of some documents: the entries that changed and what they put into the graph. */
export interface Difference {
  readonly entries: readonly DocumentEntry[];
  readonly removed: readonly Evidence[];
  readonly added: readonly Evidence[];
  readonly references: readonly ReferenceChange[];
}

/** Entries that are the same object in both states have not changed; all lists are sorted by key. */
export function differenceOf(before: Entries, after: Entries): Difference {
  const changed = [...after.values()].filter((entry) => before.get(entry.id) !== entry);
  const removed: Evidence[] = [];
  const added: Evidence[] = [];
  const references: ReferenceChange[] = [];
  for (const entry of changed) {
    const was = contributionOf(before.get(entry.id) ?? emptyEntry(entry.id));
    const is = contributionOf(entry);
    const stays = sameEvidence(was.evidence, is.evidence);
    removed.push(...was.evidence.filter((evidence) => !stays.has(evidence.key)));
    added.push(...is.evidence.filter((evidence) => !stays.has(evidence.key)));
    references.push(...referenceChanges(entry.id, was.references, is.references));
  }
  return {
    entries: changed.sort(by((entry) => entry.id)),
    removed: removed.sort(by((evidence) => evidence.key)),
    added: added.sort(by((evidence) => evidence.key)),
    references: references.sort(by((reference) => `${reference.concept} ${reference.document}`)),
  };
}

export function triplesOf(difference: Difference): readonly TripleKey[] {
  const evidence = [...difference.removed, ...difference.added];
  return [...new Set(evidence.map(({ triple }) => triple.key))].sort();
}

/** Every concept whose counts or data the difference may change. */
export function conceptsOf(difference: Difference): readonly Curie[] {
  const ends = [...difference.removed, ...difference.added].flatMap(({ triple }) => [
    triple.subject,
    triple.object,
  ]);
  return [...new Set([...difference.references.map(({ concept }) => concept), ...ends])].sort();
}

function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

function sameEvidence(was: readonly Evidence[], is: readonly Evidence[]): ReadonlySet<string> {
  const texts = new Map(was.map((evidence) => [evidence.key, canonicalJson(evidence)]));
  return new Set(is.flatMap(({ key }, index) => (texts.get(key) === canonicalJson(is[index]) ? [key] : [])));
}

function referenceChanges(
  document: DocumentId,
  was: ReadonlyMap<Curie, ConceptReference>,
  is: ReadonlyMap<Curie, ConceptReference>,
): readonly ReferenceChange[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((concept) => {
    const before = was.get(concept);
    const after = is.get(concept);
    if (before && after && canonicalJson(before) === canonicalJson(after)) return [];
    return [{ document, concept, ...(before && { before }), ...(after && { after }) }];
  });
}
