import { sameJson } from "../domain/canonical-json.js";
import type { Curie } from "../domain/curie.js";
import { type DocumentId, type DocumentStatus, documentText } from "../domain/document.js";
import type { Span } from "../domain/span.js";
import type { Found } from "./audit.js";
import { changedFields } from "./changed-fields.js";
import type { Standing } from "./standing.js";
import {
  contributionOf,
  type Delivery,
  type DocumentEntry,
  type Notice,
  noticesOf,
  spansByConcept,
  statusOf,
} from "./stored-document.js";

/** Whether the notices in force from a document are those that it declares. */
export function checkNotices(
  id: DocumentId,
  entry: DocumentEntry | undefined,
  inForce: readonly Notice[],
): Found | undefined {
  const names = (notices: readonly Notice[]) =>
    notices.map(({ kind, target }) => `${kind} of ${target}`).sort();
  const changed = changedFields(
    { notices: names(inForce) },
    { notices: names(entry ? noticesOf(entry) : []) },
  );
  if (!changed) return undefined;
  const message = "the notices in force from it are not those that it declares";
  return { invariant: "notice", subject: id, message, ...changed };
}

/** Whether the status that the store keeps of a document is the one that follows from its record and the notices against it. */
export function checkStatus(entry: DocumentEntry, status: DocumentStatus): Found | undefined {
  const right = statusOf(entry);
  if (right === undefined || right === status) return undefined;
  const message = `it counts as ${status}, its record and the notices against it say ${right}`;
  return { invariant: "status", subject: entry.id, message, before: { status }, after: { status: right } };
}

/** Whether every mention is where it says. */
export function checkAlignment({ document, mentions }: Delivery): readonly Found[] {
  const text = documentText(document);
  return mentions
    .filter((mention) => text.slice(mention.start, mention.end) !== mention.text)
    .map(({ start, end, text: said }) => {
      const message = `the mention “${said}” is not at ${start}–${end} of the text`;
      return { invariant: "alignment", subject: document.id, message };
    });
}

/** A reference that the graph holds and should not, or should hold and does not, or holds with other places. */
export interface ReferenceFault {
  readonly finding: Found;
  readonly concept: Curie;
  /** Undefined when there should be none. */
  readonly spans: readonly Span[] | undefined;
}

/** Whether the graph holds just the references that a live document's mentions and evidence make. */
export function checkReferences(
  delivery: Delivery,
  references: ReadonlyMap<Curie, readonly Span[]>,
): readonly ReferenceFault[] {
  const { id } = delivery.document;
  const expected = spansByConcept(delivery.mentions, delivery.evidence);
  const faults: ReferenceFault[] = [];
  for (const concept of new Set([...expected.keys(), ...references.keys()])) {
    const spans = expected.get(concept);
    if (sameJson(spans, references.get(concept))) continue;
    const message = `its reference to ${concept} does not agree with its mentions and evidence`;
    faults.push({ finding: { invariant: "reference", subject: id, message }, concept, spans });
  }
  return faults;
}

/** Evidence that stands otherwise than its document says, with how it should stand. */
export interface StandingFault {
  readonly finding: Found;
  readonly right: Standing;
}

/** Whether a document's evidence stands under its work, its date and the concerns about it. */
export function checkStandings(
  entry: DocumentEntry,
  standings: readonly Omit<Standing, "evidence">[],
  keys: readonly string[],
): readonly StandingFault[] {
  const { evidence, withheld } = contributionOf(entry);
  const right = new Map(
    [...evidence, ...withheld].map((standing) => [standing.evidence.key as string, standing]),
  );
  return keys.flatMap((key, at) => {
    const should = right.get(key);
    const stands = standings[at];
    const changed = should && stands && changedFields(placeOf(stands), placeOf(should));
    if (!changed) return [];
    const message = `this evidence of ${entry.id} does not stand under the document's work, date and concerns`;
    return [{ finding: { invariant: "record", subject: key, message, ...changed }, right: should }];
  });
}

function placeOf({ work, published, concern }: Omit<Standing, "evidence">) {
  return { work, published, concern };
}
