import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { ChangeOutcome, DocumentChange } from "../domain/graph-store.js";
import type { WrittenChange } from "../domain/journal.js";
import type { Triple, TripleKey } from "../domain/triple.js";
import { type Difference, triplesOf } from "./difference.js";
import type { GraphWrites } from "./settle.js";
import { documentsTouched, type Entries } from "./transition.js";

/** A batch that was settled together, from which {@link journalOf} tells what each of its documents did. */
interface SettledBatch {
  readonly changes: readonly DocumentChange[];
  readonly outcomes: readonly ChangeOutcome[];
  /** The documents as they were. */
  readonly before: Entries;
  readonly difference: Difference;
  readonly triples: GraphWrites["triples"];
}

/** Keys by what happened to them, of one document. */
interface Tally {
  readonly outcome: WrittenChange["outcome"];
  readonly appeared: TripleKey[];
  readonly changed: TripleKey[];
  readonly vanished: TripleKey[];
  readonly concepts: Set<Curie>;
}

/**
 * One entry for each document that the batch wrote or withdrew, in the order of the batch. Of several documents of a batch that speak
 * of a triple, the first made it appear and the last made it vanish; for the others it changed. What a notice does to
 * another document counts as done by the notice.
 */
export function journalOf(batch: SettledBatch): readonly WrittenChange[] {
  const tallies = talliesOf(batch);
  const touching = touchingOf(batch, tallies);
  const triples = triplesOf(batch.difference);
  const appeared = new Set(
    batch.triples.put.flatMap(({ before, after }) => (before ? [] : [after.triple.key])),
  );
  const changed = batch.triples.put.flatMap(({ before, after }) => (before ? [after.triple.key] : []));
  const vanished = new Set(batch.triples.drop.map(({ key }) => key));
  for (const key of [...appeared, ...changed, ...vanished].sort()) {
    const documents = touching.get(key) ?? [];
    for (const [place, id] of documents.entries()) {
      const tally = tallies.get(id)!;
      if (appeared.has(key) && place === 0) tally.appeared.push(key);
      else if (vanished.has(key) && place === documents.length - 1) tally.vanished.push(key);
      else tally.changed.push(key);
      const { subject, object } = triples.get(key) as Triple;
      tally.concepts.add(subject).add(object);
    }
  }
  return [...tallies].map(([documentId, { concepts, ...tally }]) => ({
    documentId,
    ...tally,
    concepts: [...concepts].sort(),
  }));
}

/** A document that comes twice in a batch is one entry, by what was done to it last. */
function talliesOf({ changes, outcomes }: SettledBatch): Map<DocumentId, Tally> {
  const tallies = new Map<DocumentId, Tally>();
  for (const [index, change] of changes.entries()) {
    const outcome = outcomes[index];
    if (outcome !== "written" && outcome !== "withdrawn") continue;
    tallies.set(idOf(change), { outcome, appeared: [], changed: [], vanished: [], concepts: new Set() });
  }
  return tallies;
}

/** By triple the documents that changed what is said of it, in the order of the batch. */
function touchingOf(
  { changes, before, difference }: SettledBatch,
  tallies: ReadonlyMap<DocumentId, Tally>,
): ReadonlyMap<TripleKey, readonly DocumentId[]> {
  const doers = new Map<DocumentId, DocumentId>();
  for (const change of changes) {
    const id = idOf(change);
    if (!tallies.has(id)) continue;
    for (const touched of documentsTouched(change, before.get(id))) {
      if (!tallies.has(touched) && !doers.has(touched)) doers.set(touched, id);
    }
  }
  const order = new Map([...tallies.keys()].map((id, place) => [id, place]));
  const documents = new Map<TripleKey, Set<DocumentId>>();
  const { evidence, withheld } = difference;
  for (const turnover of [evidence.removed, evidence.added, withheld.removed, withheld.added]) {
    for (const { evidence: item } of turnover) {
      const doer = tallies.has(item.documentId) ? item.documentId : doers.get(item.documentId);
      if (doer === undefined) continue;
      const known = documents.get(item.triple.key);
      if (known) known.add(doer);
      else documents.set(item.triple.key, new Set([doer]));
    }
  }
  return new Map(
    [...documents].map(([key, ids]) => [key, [...ids].sort((a, b) => order.get(a)! - order.get(b)!)]),
  );
}

function idOf(change: DocumentChange): DocumentId {
  return change.kind === "delete" ? change.documentId : change.document.id;
}
