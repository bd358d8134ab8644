import type { SourceRecord } from "../domain/document.js";
import { readDeadLetters } from "./dead-letter.js";
import { documentIdOf } from "./document-id.js";
import { failed, RecordError } from "./failure.js";
import { documentOfJson, isObject } from "./json-document.js";
import { readFormat } from "./records.js";

/**
 * Records that came as JSON from another process, each looked at again: one that is not what it should be is a failure. A failure with
 * its source is read again from that.
 */
export async function* readCarried(records: readonly unknown[], name: string): AsyncGenerator<SourceRecord> {
  for (const [index, value] of records.entries()) {
    const place = { file: name, record: index + 1 };
    if (isObject(value) && value.kind === "failure") {
      yield* readDeadLetters(once(JSON.stringify(value.failure)), name, readFormat);
    } else yield recordOf(value, place);
  }
}

function recordOf(value: unknown, place: { readonly file: string; readonly record: number }): SourceRecord {
  const fail = (reason: string, field?: string) =>
    failed({
      origin: place,
      reason,
      field,
      source: { format: "jsonl", text: JSON.stringify(value) },
    });
  if (!isObject(value)) return fail("it is not a JSON object");
  const { kind, origin, document, documentId } = value;
  const known = isObject(origin) && typeof origin.file === "string" && typeof origin.record === "number";
  if (!known) return fail("it does not say where it comes from", "origin");
  const from = { file: String(origin.file), record: Number(origin.record) };
  try {
    if (kind === "deletion") return { kind, documentId: documentIdOf(documentId), origin: from };
    if (kind === "document" && isObject(document))
      return { kind, document: documentOfJson(document), origin: from };
    return fail("it is neither a document nor a deletion", "kind");
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return fail(error.message, error.field);
  }
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
