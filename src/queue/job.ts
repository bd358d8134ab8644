import { canonicalHash } from "../domain/canonical-json.js";
import type { SourceRecord } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";

/** A stretch of a file which every worker sees under the same path. */
export interface FilePart {
  /** Absolute. */
  readonly path: string;
  /** Of the file's bytes as they lie on disk, so that another file under the same name is told from it. */
  readonly sha256: string;
  readonly bytes: number;
  /** As the sender was told; else it is told from what the file begins with. */
  readonly format?: string;
  /** Number of the first record, from 1. */
  readonly first: number;
  /** Number of the last record; without it, the part goes to the end of the file. */
  readonly last?: number;
}

/** What a worker takes at once: stretches of files, or the records themselves. */
export type QueueJob =
  | { readonly id: string; readonly kind: "files"; readonly parts: readonly FilePart[] }
  | { readonly id: string; readonly kind: "records"; readonly records: readonly SourceRecord[] };

/**
 * Jobs that are to do the same have the same id, whoever sends them and from which folder: the file's name and content count,
 * since a text takes its document's id from its name.
 */
export function filesJob(parts: readonly FilePart[]): QueueJob {
  const content = parts.map(({ path, sha256, format, first, last }) => ({
    name: path.slice(path.lastIndexOf("/") + 1),
    sha256,
    format,
    first,
    last,
  }));
  return { id: idOf({ files: content }), kind: "files", parts };
}

export function recordsJob(records: readonly SourceRecord[]): QueueJob {
  return { id: idOf({ records }), kind: "records", records };
}

function idOf(content: unknown): string {
  return canonicalHash(content).slice(0, 32);
}

/** Version of the envelope. A worker refuses a newer one, since it might do only a part of what is meant. */
const version = 1;

export function envelopeText(job: QueueJob): string {
  return JSON.stringify({ litweave: version, ...job });
}

/**
 * The inverse of {@link envelopeText}. Records are taken as they come: who ingests them looks into each, so that one that is bad
 * fails alone.
 *
 * @throws LitweaveError `BAD_INPUT` when it is no job, or one of a newer program
 */
export function parseEnvelope(text: string): QueueJob {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw bad(`it is not JSON: ${(cause as Error).message}`);
  }
  if (typeof value !== "object" || value === null || !("litweave" in value))
    throw bad("it is no envelope of Litweave's");
  const { litweave, id, kind, parts, records } = value as Record<string, unknown>;
  if (typeof litweave !== "number" || litweave > version) {
    throw bad(
      `its envelope has version ${String(litweave)}, this program knows up to ${version}`,
      "update this worker, then retry the job: litweave queue retry",
    );
  }
  if (typeof id !== "string" || !/^[0-9a-f]{32}$/u.test(id)) throw bad("it has no id");
  if (kind === "files" && Array.isArray(parts) && parts.length > 0) {
    return { id, kind, parts: parts.map(partOf) };
  }
  if (kind === "records" && Array.isArray(records)) return { id, kind, records: records as SourceRecord[] };
  throw bad(`it is of kind “${String(kind)}”, which holds neither files nor records`);
}

function partOf(value: unknown): FilePart {
  const { path, sha256, bytes, format, first, last } = (value ?? {}) as Record<string, unknown>;
  const whole = (number: unknown): number is number => Number.isInteger(number) && (number as number) >= 0;
  if (typeof path !== "string" || typeof sha256 !== "string" || !whole(bytes) || !whole(first)) {
    throw bad("one of its files lacks path, sha256, bytes or first");
  }
  if (last !== undefined && !whole(last)) throw bad("one of its files has a last record that is no number");
  return {
    path,
    sha256,
    bytes,
    first,
    ...(typeof format === "string" && { format }),
    ...(last !== undefined && { last }),
  };
}

function bad(
  why: string,
  hint = "see who sends to this queue; `litweave queue failed` shows the job",
): LitweaveError {
  return new LitweaveError("BAD_INPUT", `the job cannot be read: ${why}`, { hint });
}

/**
 * What a job is about, for people.
 *
 * @example "pubmed24n0001.xml.gz, records 1 to 500"
 */
export function jobLabel(job: QueueJob): string {
  if (job.kind === "records") {
    const [one] = job.records;
    const origin = one && (one.kind === "failure" ? one.failure : one.origin);
    return `${job.records.length} records${origin ? ` from ${origin.file}, record ${origin.record}` : ""}`;
  }
  const [{ path, first, last }] = job.parts as readonly [FilePart];
  if (job.parts.length > 1) return `${path} and ${job.parts.length - 1} more`;
  if (first === 1 && last === undefined) return path;
  return `${path}, records ${first} to ${last ?? "the end"}`;
}
