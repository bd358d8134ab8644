import type { Origin, RecordFailure, SourceRecord } from "../domain/document.js";
import type { Choose } from "./choice.js";
import { failed, reasonOf, sourceOf } from "./failure.js";
import { isObject, type JsonObject } from "./json-document.js";
import { jsonRecords } from "./json-records.js";
import { isSourceFormat, type SourceFormat } from "./source-format.js";

type Reader = (
  format: SourceFormat,
  chunks: AsyncIterable<Buffer>,
  file: string,
) => AsyncIterable<SourceRecord>;

/**
 * The records of a dead-letter file, read again from the source that each failure keeps, under the file and number that
 * they had at first. A failure that kept no source comes back as it is, so that nothing is lost on the way.
 */
export async function* readDeadLetters(
  chunks: AsyncIterable<Buffer>,
  file: string,
  read: Reader,
  choose?: Choose,
): AsyncGenerator<SourceRecord> {
  for await (const { number, bytes, value, problem } of jsonRecords(chunks, choose)) {
    const failure = value && failureOf(value);
    if (failure === undefined) {
      const reason = problem ?? "the line is no record of a dead-letter file";
      yield failed({ origin: { file, record: number }, reason, source: sourceOf("dead-letter", bytes) });
      continue;
    }
    const [format = "", encoding] = failure.source?.format.split(";") ?? [];
    if (failure.source === undefined || !isSourceFormat(format)) {
      yield { kind: "failure", failure };
      continue;
    }
    const source = Buffer.from(failure.source.text, encoding === "base64" ? "base64" : "utf8");
    yield* readAgain(failure, read(format, once(source), failure.file));
  }
}

/** A source in which nothing is found, or that breaks off, fails as it did before. */
async function* readAgain(
  failure: RecordFailure,
  records: AsyncIterable<SourceRecord>,
): AsyncGenerator<SourceRecord> {
  let found = 0;
  try {
    for await (const record of records) {
      found += 1;
      yield relocated(record, failure);
    }
    if (found === 0) yield { kind: "failure", failure };
  } catch (error) {
    yield { kind: "failure", failure: { ...failure, reason: reasonOf(error) } };
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function relocated(record: SourceRecord, { file, record: number }: Origin): SourceRecord {
  if (record.kind === "failure") return { ...record, failure: { ...record.failure, file, record: number } };
  return { ...record, origin: { file, record: number } };
}

function failureOf(value: JsonObject): RecordFailure | undefined {
  const { file, record, stage, reason, source } = value;
  const placed = typeof file === "string" && Number.isSafeInteger(record) && Number(record) > 0;
  if (!placed || typeof stage !== "string" || typeof reason !== "string" || reason === "") return undefined;
  if (
    source !== undefined &&
    !(isObject(source) && typeof source.text === "string" && typeof source.format === "string")
  )
    return undefined;
  return value as unknown as RecordFailure;
}
