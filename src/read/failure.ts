import type { Origin, RecordFailure, SourceRecord } from "../domain/document.js";
import type { SourceFormat } from "./source-format.js";

/** A record that cannot be read, with the field that is to blame; the reader turns it into a {@link RecordFailure}. */
export class RecordError extends Error {
  readonly field: string | undefined;
  readonly hint: string | undefined;

  constructor(message: string, options: { field?: string; hint?: string } = {}) {
    super(message);
    this.field = options.field;
    this.hint = options.hint;
  }
}

export type FailedRecord = Extract<SourceRecord, { readonly kind: "failure" }>;

interface Failure {
  readonly origin: Origin;
  readonly reason: string;
  readonly documentId?: string | undefined;
  readonly field?: string | undefined;
  readonly hint?: string | undefined;
  readonly source?: RecordFailure["source"] | undefined;
}

export function failed({ origin, reason, documentId, field, hint, source }: Failure): FailedRecord {
  return {
    kind: "failure",
    failure: {
      ...origin,
      ...(documentId !== undefined && { documentId }),
      stage: "read",
      ...(field !== undefined && { field }),
      reason,
      ...(hint !== undefined && { hint }),
      ...(source !== undefined && { source }),
    },
  };
}

export function tooLarge(limitBytes: number): string {
  return `the record is larger than ${limitBytes / 1024 / 1024} MiB`;
}

/** A record's bytes for the dead-letter file: as text, or in base64 where they are not UTF-8, so that nothing is lost. */
export function sourceOf(format: SourceFormat, bytes: Buffer): NonNullable<RecordFailure["source"]> {
  const text = utf8Text(bytes);
  return text === undefined
    ? { format: `${format};base64`, text: bytes.toString("base64") }
    : { format, text };
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Undefined when the bytes are not UTF-8. */
export function utf8Text(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The beginning of a text for a message, without half of the character that it would end in. */
export function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Surrogate}$/u, "");
}

/** Why a file could not be read on, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === "Z_BUF_ERROR") return "the compressed file is cut off";
  if (code === "Z_DATA_ERROR" || code === "Z_STREAM_ERROR") return "the compressed file is damaged";
  return error instanceof Error ? error.message : String(error);
}
