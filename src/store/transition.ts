import type { DocumentId } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { ChangeOutcome, DocumentChange, UpsertChange } from "../domain/graph-store.js";
import {
  type DocumentEntry,
  emptyEntry,
  type Notice,
  noticesOf,
  spansByConcept,
  statusOf,
} from "./stored-document.js";

/**
 * The rules by which deliveries become the state of documents, free of any store. Every rule depends on the set of
 * deliveries and not on their order, with one exception made on purpose: the same delivery processed anew, with
 * another fingerprint, replaces what the earlier processing read out of it.
 */
export type Entries = Map<DocumentId, DocumentEntry>;

/** @throws LitweaveError `BAD_INPUT` when a change refers to a concept that it does not describe */
export function checkChanges(changes: readonly DocumentChange[]): void {
  for (const change of changes) {
    if (change.kind === "delete") continue;
    const described = new Set(change.concepts.map((concept) => concept.id));
    for (const id of spansByConcept(change.mentions, change.evidence).keys()) {
      if (described.has(id)) continue;
      throw new LitweaveError("BAD_INPUT", `${change.document.id} refers to ${id} without describing it`, {
        hint: "every concept that mentions or evidence refer to belongs in the change's concepts",
      });
    }
  }
}

/** The ids whose entries a change reads or alters: the document, and those that its notices name before or after. */
export function documentsTouched(change: DocumentChange, before: DocumentEntry | undefined): DocumentId[] {
  const id = change.kind === "delete" ? change.documentId : change.document.id;
  return [id, ...namedIn(change), ...(before ? noticesOf(before).map(({ target }) => target) : [])];
}

/** Documents that a change names in notices. */
export function namedIn(change: DocumentChange): readonly DocumentId[] {
  if (change.kind === "delete") return [];
  const { retracts, concernsAbout = [] } = change.document;
  return [...retracts, ...concernsAbout];
}

/**
 * Applies `changes` in order to `entries`, which must hold every document touched, as far as it exists.
 * Entries are replaced, never altered.
 */
export function transit(entries: Entries, changes: readonly DocumentChange[]): readonly ChangeOutcome[] {
  return changes.map((change) =>
    change.kind === "delete" ? remove(entries, change.documentId) : upsert(entries, change),
  );
}

function entryOf(entries: Entries, id: DocumentId): DocumentEntry {
  return entries.get(id) ?? emptyEntry(id);
}

function remove(entries: Entries, id: DocumentId): ChangeOutcome {
  const before = entryOf(entries, id);
  if (before.deleted) return "unchanged";
  replace(entries, before, { id, deleted: true, notices: before.notices });
  return "withdrawn";
}

function upsert(entries: Entries, change: UpsertChange): ChangeOutcome {
  const before = entryOf(entries, change.document.id);
  if (before.deleted) return "superseded";
  if (before.delivery) {
    if (before.delivery.revision > change.revision) return "superseded";
    const same = before.delivery.revision === change.revision;
    if (same && before.delivery.fingerprint === change.fingerprint) return "unchanged";
  }
  const { kind: _, ...delivery } = change;
  const withdrew = replace(entries, before, { ...before, delivery });
  return withdrew || statusOf(entryOf(entries, before.id)) === "retracted" ? "withdrawn" : "written";
}

/** Puts `after` in the place of `before` and its notices in or out of force; true when a live document is withdrawn. */
function replace(entries: Entries, before: DocumentEntry, after: DocumentEntry): boolean {
  entries.set(after.id, after);
  const [were, are] = [noticesOf(before), noticesOf(after)];
  let withdrew = false;
  for (const notice of are) {
    const target = entryOf(entries, notice.target);
    withdrew ||= notice.kind === "retraction" && target.id !== after.id && statusOf(target) === "live";
    entries.set(target.id, noticed(target, notice, after.id, "add"));
  }
  for (const notice of were) {
    if (are.some(({ kind, target }) => kind === notice.kind && target === notice.target)) continue;
    const target = entryOf(entries, notice.target);
    entries.set(target.id, noticed(target, notice, after.id, "delete"));
  }
  return withdrew;
}

function noticed(
  target: DocumentEntry,
  { kind }: Notice,
  by: DocumentId,
  how: "add" | "delete",
): DocumentEntry {
  const documents = new Set(target.notices[kind]);
  documents[how](by);
  return { ...target, notices: { ...target.notices, [kind]: documents } };
}
