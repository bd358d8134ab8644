import { isSameText, type RelinkedMentions, revisedChange } from "../assemble/relinked-change.js";
import { sameJson } from "../domain/canonical-json.js";
import type { Document } from "../domain/document.js";
import { fingerprintOf } from "../domain/fingerprint.js";
import type { GraphStore, ProcessedDocument, UpsertChange } from "../domain/graph-store.js";
import type { Batch } from "./batch.js";
import { endsTheRun } from "./isolation.js";
import type { Report } from "./report.js";
import { type IngestingStages, withoutLinks } from "./stages.js";

/** A delivery and what the store has of the same document, whose text is the same. */
interface Revision {
  readonly document: Document;
  readonly stored: ProcessedDocument;
}

/**
 * Turns documents of which the store has the same text, read by the same models, into changes that are ready: most revisions of
 * a record bring headings, dates and identifiers, and its text needs no second reading. Mentions are linked anew where headings or
 * the terminology may speak for other concepts; where one then means something else, the text is read again like a new one.
 */
export async function* withoutRereading<E>(
  batches: AsyncIterable<Batch>,
  store: Pick<GraphStore, "processedDocuments">,
  stages: Pick<IngestingStages<E>, "relink" | "versions">,
  report: Report,
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    const revisions = await revisionsIn(batch, store, stages.versions.fingerprint);
    const changes = await changesOf(revisions, stages, report);
    const ready = new Set(changes.map(({ document }) => document.id));
    report.reused += ready.size;
    yield {
      ...batch,
      documents: batch.documents.filter(({ id }) => !ready.has(id)),
      changes: [...batch.changes, ...changes],
    };
  }
}

async function revisionsIn(
  { documents, earlier }: Batch,
  store: Pick<GraphStore, "processedDocuments">,
  fingerprint: string,
): Promise<readonly Revision[]> {
  const { extraction } = fingerprintOf(fingerprint);
  const seen = documents.filter(({ id }) => {
    const state = earlier?.get(id);
    return state !== undefined && fingerprintOf(state.fingerprint).extraction === extraction;
  });
  if (seen.length === 0) return [];
  const known = await store.processedDocuments(seen.map(({ id }) => id));
  return seen.flatMap((document) => {
    const stored = known.get(document.id);
    return stored && isSameText(stored.document, document) ? [{ document, stored }] : [];
  });
}

async function changesOf<E>(
  revisions: readonly Revision[],
  stages: Pick<IngestingStages<E>, "relink" | "versions">,
  report: Report,
): Promise<readonly UpsertChange[]> {
  const { versions } = stages;
  const linkedAlike = (revision: Revision) =>
    revision.stored.state.fingerprint === versions.fingerprint && haveSameHeadings(revision);
  const others = revisions.filter((revision) => !linkedAlike(revision));
  const relinked = await report.timed("link", () => relinkedOf(others, stages));
  return revisions.flatMap((revision) => {
    const { document, stored } = revision;
    const mentions = linkedAlike(revision) ? stored : relinked.get(document);
    return (mentions && revisedChange(stored, document, mentions, versions)) ?? [];
  });
}

/** Headings are what of a record speaks for concepts beside its text. */
function haveSameHeadings({ document, stored }: Revision): boolean {
  return sameJson(document.meshHeadings, stored.document.meshHeadings);
}

/** None when linking fails: the documents are then read again, where each fails alone. */
async function relinkedOf<E>(
  revisions: readonly Revision[],
  stages: Pick<IngestingStages<E>, "relink">,
): Promise<ReadonlyMap<Document, RelinkedMentions>> {
  if (revisions.length === 0) return new Map();
  try {
    const relinked = await stages.relink(
      revisions.map(({ document, stored }) => withoutLinks({ document, mentions: stored.mentions })),
    );
    return new Map(revisions.map(({ document }, at) => [document, relinked[at]!]));
  } catch (error) {
    if (endsTheRun(error)) throw error;
    return new Map();
  }
}
