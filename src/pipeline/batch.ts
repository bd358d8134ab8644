import { revisionOf } from "../assemble/revision.js";
import type { Document, DocumentId, Origin, SourceRecord } from "../domain/document.js";
import type { DocumentState } from "../domain/graph-reader.js";
import type { DocumentChange, GraphStore } from "../domain/graph-store.js";
import type { Report } from "./report.js";
import type { StageVersions } from "./stages.js";

/** What travels between stages: documents in the state of that stage, and changes that are ready and pass by. */
export interface Batch<D = Document> {
  readonly documents: readonly D[];
  readonly changes: readonly DocumentChange[];
  readonly origins: ReadonlyMap<DocumentId, Origin>;
  /** Of documents that a store has an earlier delivery of. */
  readonly earlier?: ReadonlyMap<DocumentId, DocumentState>;
  /** Of documents that come from a store: the delivery that they stay. */
  readonly states?: ReadonlyMap<DocumentId, DocumentState>;
}

/**
 * Leaves out what the store knows already, so that a second run costs reading only: the same delivery processed by the
 * same versions, or an older one than what is there.
 */
export async function skipKnown(
  records: readonly SourceRecord[],
  store: Pick<GraphStore, "documentStates">,
  versions: StageVersions,
  report: Report,
): Promise<Batch> {
  const delivered = records.flatMap((record) => (record.kind === "document" ? [record] : []));
  const deleted = records.flatMap((record) => (record.kind === "deletion" ? [record.documentId] : []));
  const states = await store.documentStates([...delivered.map((record) => record.document.id), ...deleted]);

  const fresh = delivered.filter(({ document }) => !isKnown(document, states.get(document.id), versions));
  const deletions = deleted.filter((id) => states.get(id)?.status !== "deleted");
  report.unchanged += delivered.length - fresh.length + deleted.length - deletions.length;
  return {
    documents: fresh.map((record) => record.document),
    changes: deletions.map((documentId) => ({ kind: "delete", documentId })),
    origins: new Map(fresh.map((record) => [record.document.id, record.origin])),
    earlier: states,
  };
}

function isKnown(document: Document, state: DocumentState | undefined, versions: StageVersions): boolean {
  if (state === undefined) return false;
  if (state.status === "deleted") return true;
  const revision = revisionOf(document);
  return (
    revision < state.revision || (revision === state.revision && state.fingerprint === versions.fingerprint)
  );
}
