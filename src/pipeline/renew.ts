import { type RelinkedMentions, relinkedChange } from "../assemble/relinked-change.js";
import type { Document, RecordFailure } from "../domain/document.js";
import type { DocumentChange, GraphStore, ProcessedDocument, Processing } from "../domain/graph-store.js";
import type { Encoding } from "../encode/joint-encoder.js";
import { batchCharacters, throughStages, until } from "../pipeline.js";
import type { Batch } from "./batch.js";
import { stageOver } from "./isolation.js";
import type { LazyStages } from "./lazy-stages.js";
import type { Linking } from "./open-stages.js";
import { ahead, grouped } from "./queue.js";
import { Report } from "./report.js";
import { type ReadingStages, type StageVersions, withoutLinks } from "./stages.js";
import { stalenessOf } from "./staleness.js";

export interface RenewOptions {
  readonly store: GraphStore;
  readonly models: LazyStages;
  readonly onFailure: (failure: RecordFailure) => Promise<void> | void;
  readonly onProgress?: (report: Report) => void;
  /** Ends the run after the batches under way; what was written stays, and the next run goes on from there. */
  readonly signal?: AbortSignal;
}

/**
 * Processes every document whose extraction is stale again, from the record that the store holds. Resumed by being run
 * again: what is done is stale no more.
 */
export async function reExtract(options: RenewOptions): Promise<Report> {
  const { store, models } = options;
  const { extraction } = stalenessOf(await store.processedBy(), models.versions().fingerprint);
  const report = new Report();
  const batches = batchesOf(processedBy(extraction, options), store.location, report);
  const documents = mapped(batches, (batch) => ({
    ...batch,
    documents: batch.documents.map(({ document }) => document),
  }));
  await throughStages(documents, { ...options, stages: opened(models) }, report);
  return report;
}

export interface RelinkReport {
  readonly report: Report;
  /** Documents of which a mention means something else now, so that their text was read again. */
  readonly linksChanged: number;
}

/**
 * Brings every document of which the linking alone is stale to what a fresh build would make of it. Its mentions are linked
 * anew; where they mean the same as before, descriptions, details of links and names of versions are brought up to date,
 * and only where a link changed is the text read again, since relations depend on which mentions share a concept.
 */
export async function relink(options: RenewOptions): Promise<RelinkReport> {
  const { store, models, onFailure } = options;
  const versions = models.versions();
  const { linking } = stalenessOf(await store.processedBy(), versions.fingerprint);
  const report = new Report();
  const batches = ahead(batchesOf(processedBy(linking, options), store.location, report), 1);
  const linkAnew = async (documents: readonly ProcessedDocument[]) =>
    relinked(documents, await models.linking());
  let linksChanged = 0;
  const sorted = mapped(stageOver("link", batches, linkAnew, report, onFailure), (batch): Batch => {
    const { changes, documents } = sortedOut(batch.documents, versions);
    linksChanged += documents.length;
    return { ...batch, changes, documents };
  });
  await throughStages(sorted, { ...options, stages: opened(models) }, report);
  return { report, linksChanged };
}

interface RelinkedDocument extends RelinkedMentions {
  readonly document: Document;
  readonly stored: ProcessedDocument;
}

async function relinked(
  documents: readonly ProcessedDocument[],
  linking: Linking,
): Promise<readonly RelinkedDocument[]> {
  const linked = await linking.relink(documents.map(withoutLinks));
  return documents.map((stored, at) => ({ document: stored.document, stored, ...linked[at]! }));
}

/** Changes that are ready, and documents whose text is to be read again. */
function sortedOut(documents: readonly RelinkedDocument[], versions: StageVersions) {
  const changes: DocumentChange[] = [];
  const again: Document[] = [];
  for (const one of documents) {
    const change = relinkedChange(one.stored, one, versions);
    if (change) changes.push(change);
    else again.push(one.document);
  }
  return { changes, documents: again };
}

/** The extractor is opened when the first document needs it. */
function opened({ stages, versions }: LazyStages): ReadingStages<Encoding> {
  return {
    versions: versions(),
    encode: async (documents) => (await stages()).encode(documents),
    link: async (documents) => (await stages()).link(documents),
    relate: async (documents) => (await stages()).relate(documents),
  };
}

async function* processedBy(
  processings: readonly Processing[],
  { store, signal }: RenewOptions,
): AsyncGenerator<ProcessedDocument> {
  for (const { fingerprint } of processings) yield* until(signal, store.documentsProcessedBy(fingerprint));
}

async function* batchesOf(
  stored: AsyncIterable<ProcessedDocument>,
  place: string,
  report: Report,
): AsyncGenerator<Batch<ProcessedDocument>> {
  for await (const documents of grouped(stored, batchCharacters, lengthOf)) {
    const first = report.documents + 1;
    report.documents += documents.length;
    yield {
      documents,
      changes: [],
      origins: new Map(
        documents.map(({ document }, at) => [document.id, { file: place, record: first + at }]),
      ),
      states: new Map(documents.map(({ document, state }) => [document.id, state])),
    };
  }
}

function lengthOf({ document }: ProcessedDocument): number {
  return document.passages.reduce((sum, { text }) => sum + text.length, 1);
}

async function* mapped<In, Out>(source: AsyncIterable<In>, change: (item: In) => Out): AsyncGenerator<Out> {
  for await (const item of source) yield change(item);
}
