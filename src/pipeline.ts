import { changeOf } from "./assemble/change.js";
import type { AnnotatedDocument } from "./domain/annotation.js";
import type { Document, RecordFailure, SourceRecord } from "./domain/document.js";
import type { DocumentChange, GraphStore } from "./domain/graph-store.js";
import type { WrittenChange } from "./domain/journal.js";
import { traced } from "./domain/traced.js";
import { type Batch, skipKnown } from "./pipeline/batch.js";
import { stageOver } from "./pipeline/isolation.js";
import { ahead, grouped } from "./pipeline/queue.js";
import { Report } from "./pipeline/report.js";
import { withoutRereading } from "./pipeline/same-text.js";
import type {
  AnnotateOptions,
  IngestingStages,
  ReadingStages,
  Stages,
  StageVersions,
} from "./pipeline/stages.js";

export interface IngestOptions<Encoding> {
  readonly records: AsyncIterable<SourceRecord>;
  readonly stages: IngestingStages<Encoding>;
  readonly store: GraphStore;
  /** Takes each record that failed; the rest goes on. */
  readonly onFailure: (failure: RecordFailure) => Promise<void> | void;
  readonly onProgress?: (report: Report) => void;
  /** Told what changed in the graph, after each commit. */
  readonly onWritten?: (written: readonly WrittenChange[]) => void;
  /** Ends the run after the batches under way; what was written stays. */
  readonly signal?: AbortSignal;
}

type StagesOptions<Encoding> = Pick<
  IngestOptions<Encoding>,
  "store" | "onFailure" | "onProgress" | "onWritten"
> & { readonly stages: ReadingStages<Encoding> };

/** Characters of text in a batch: enough names for linking to look up together, and few enough hidden states (1.5 kB a token) to hold. */
export const batchCharacters = 64_000;
/** Batches by which a stage is ahead of the next, the one that it works on among them: as texts or changes, and with the hidden states of their tokens. */
const depths = { light: 2, encoded: 1 };

/**
 * The way of a document, from the file to the graph. Each stage pulls from the one before through a bounded queue,
 * so the encoder does not wait for the parser or the store, and memory does not grow with the input.
 *
 * A document that a stage cannot take fails alone (`onFailure`); a store or a model that is gone ends the run.
 */
export async function ingest<Encoding>(options: IngestOptions<Encoding>): Promise<Report> {
  const report = new Report();
  const read = grouped(
    report.reading(until(options.signal, options.records), options.onFailure),
    batchCharacters,
    weigh,
  );
  const { store, stages } = options;
  const unknown = unknownTo(store, read, stages.versions, report);
  const unread = withoutRereading(unknown, store, stages, report);
  await traced("ingest", {}, () => throughStages(unread, options, report));
  return report;
}

/** Batches through all stages into the store. */
export async function throughStages<Encoding>(
  batches: AsyncIterable<Batch>,
  { store, stages, onFailure, onProgress, onWritten }: StagesOptions<Encoding>,
  report: Report,
): Promise<void> {
  const retriesBefore = store.retries();
  const fresh = ahead(batches, depths.light);
  const encoded = ahead(stageOver("encode", fresh, stages.encode, report, onFailure), depths.encoded);
  const linked = ahead(stageOver("link", encoded, stages.link, report, onFailure), depths.encoded);
  const related = ahead(stageOver("relate", linked, stages.relate, report, onFailure), depths.light);

  for await (const batch of related) {
    const changes = changesOf(batch, stages.versions);
    const write = () => traced("store", { documents: changes.length }, () => store.write(changes, onWritten));
    report.count(await report.timed("store", write));
    report.retries = store.retries() - retriesBefore;
    onProgress?.(report);
  }
  report.finish(await store.counts());
  onProgress?.(report);
}

/** Mentions, links and relations of documents, without touching a store. */
export async function annotate<Encoding>(
  documents: readonly Document[],
  stages: Stages<Encoding>,
  options: AnnotateOptions = {},
): Promise<readonly AnnotatedDocument[]> {
  const attributes = { documents: documents.length };
  const encoded = await traced("encode", attributes, () => stages.encode(documents));
  const linked = await traced("link", attributes, () => stages.link(encoded));
  return traced("relate", attributes, () => stages.relate(linked, options));
}

async function* unknownTo(
  store: GraphStore,
  groups: AsyncIterable<readonly SourceRecord[]>,
  versions: StageVersions,
  report: Report,
): AsyncGenerator<Batch> {
  for await (const records of groups) yield await skipKnown(records, store, versions, report);
}

function changesOf(batch: Batch<AnnotatedDocument>, versions: StageVersions): readonly DocumentChange[] {
  return [...batch.documents.map((annotated) => deliveryOf(annotated)), ...batch.changes];

  /** A document out of a store stays the delivery that it was. */
  function deliveryOf(annotated: AnnotatedDocument): DocumentChange {
    const change = changeOf(annotated, versions);
    const state = batch.states?.get(annotated.document.id);
    return state ? { ...change, revision: state.revision, contentHash: state.contentHash } : change;
  }
}

function weigh(record: SourceRecord): number {
  if (record.kind !== "document") return 1;
  return record.document.passages.reduce((sum, passage) => sum + passage.text.length, 1);
}

export async function* until<T>(
  signal: AbortSignal | undefined,
  source: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const item of source) {
    if (signal?.aborted) return;
    yield item;
  }
}
