import type { SourceRecord } from "../../domain/document.js";
import { systemClock } from "../../follow/clock.js";
import { eutilsUrl, openEutils } from "../../follow/eutils/client.js";
import { recordsOf } from "../../follow/eutils/fetch-records.js";
import { queryRecords } from "../../follow/eutils/query-records.js";
import { usualPatience } from "../../follow/http/patience.js";
import { readRecords } from "../../read/records.js";
import { isSourceFormat } from "../../read/source-format.js";
import { recordsInSets } from "../pubmed-records.js";
import type { JobFolders } from "./job-folders.js";
import type { JobRecord } from "./job-record.js";

/** How PubMed is asked. */
export interface NcbiAccess {
  readonly baseUrl?: URL;
  readonly apiKey?: string;
  readonly email?: string;
}

interface ReadingJob {
  readonly record: JobRecord;
  readonly folders: JobFolders;
  readonly ncbi: NcbiAccess;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** Told how many records there will be, where that is known before they come. */
  readonly onTotal: (total: number) => void;
}

/** The records that a run of a job is to take. */
export async function* jobRecords(reading: ReadingJob): AsyncGenerator<SourceRecord> {
  const { record, folders, onTotal } = reading;
  const { id, task, work, source } = record;
  if (work === "failures") {
    yield* readRecords([folders.failures(id)], { from: "dead-letter" });
  } else if ("file" in task) {
    const from = task.format !== undefined && isSourceFormat(task.format) ? { from: task.format } : {};
    yield* named(readRecords([folders.input(id, task.file)], from), source);
  } else if ("pmids" in task) {
    onTotal(task.pmids.length);
    yield* recordsInSets(recordsOf(pubmed(reading), task.pmids), source);
  } else if ("query" in task) {
    const { query: term, limit } = task;
    const onFound = (count: number) => onTotal(Math.min(count, limit));
    const sets = queryRecords(pubmed(reading), systemClock, { term, dateType: "edat", onFound });
    yield* firstOf(recordsInSets(sets, source), limit);
  } else {
    onTotal(task.deletions.length);
    for (const [index, documentId] of task.deletions.entries()) {
      yield { kind: "deletion", documentId, origin: { file: source, record: index + 1 } };
    }
  }
}

function pubmed({ ncbi, signal, log }: ReadingJob) {
  const { baseUrl = new URL(eutilsUrl), ...identity } = ncbi;
  return openEutils({
    baseUrl,
    ...identity,
    patience: { ...usualPatience, clock: systemClock, signal, log },
  });
}

/** Where a file lies on the server is nobody's business: its records come from what the client called it. */
async function* named(records: AsyncIterable<SourceRecord>, file: string): AsyncGenerator<SourceRecord> {
  for await (const record of records) {
    if (record.kind === "failure") yield { ...record, failure: { ...record.failure, file } };
    else yield { ...record, origin: { ...record.origin, file } };
  }
}

async function* firstOf<T>(items: AsyncIterable<T>, limit: number): AsyncGenerator<T> {
  let left = limit;
  if (left === 0) return;
  for await (const item of items) {
    yield item;
    left -= 1;
    if (left === 0) return;
  }
}
