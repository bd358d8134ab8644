import type { RecordFailure, SourceRecord } from "../../domain/document.js";
import { type QueueJob, recordsJob } from "../../queue/job.js";
import { documentSource } from "../../write/dead-letter.js";

interface CarryOptions {
  /** Of a job. */
  readonly records: number;
  /** Of a job's text, in bytes of UTF-8. */
  readonly mostBytes: number;
  /** Takes each record that is larger than that by itself. */
  readonly onFailure: (failure: RecordFailure) => Promise<void>;
}

/** What an envelope has besides its records. */
const envelopeBytes = 200;

/** Records as jobs which hold them, for workers that do not see the files. */
export async function* carryRecords(
  records: AsyncIterable<SourceRecord>,
  { records: mostRecords, mostBytes, onFailure }: CarryOptions,
): AsyncGenerator<QueueJob> {
  let held: SourceRecord[] = [];
  let bytes = envelopeBytes;
  for await (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (envelopeBytes + size > mostBytes) {
      await onFailure(tooLargeToCarry(record, size, mostBytes));
      continue;
    }
    if (held.length === mostRecords || (held.length > 0 && bytes + size > mostBytes)) {
      yield recordsJob(held);
      held = [];
      bytes = envelopeBytes;
    }
    held.push(record);
    bytes += size;
  }
  if (held.length > 0) yield recordsJob(held);
}

function tooLargeToCarry(record: SourceRecord, size: number, mostBytes: number): RecordFailure {
  if (record.kind === "failure") return record.failure;
  return {
    ...record.origin,
    documentId: record.kind === "document" ? record.document.id : record.documentId,
    stage: "read",
    reason: `its ${size} bytes are more than a message may have (${mostBytes})`,
    hint: "ingest the dead-letter file, or raise max_payload of nats-server",
    ...(record.kind === "document" && { source: documentSource(record.document) }),
  };
}
