import { LitweaveError } from "../../domain/errors.js";
import type { GraphCounts } from "../../domain/graph-reader.js";

export const manifestName = "manifest.json";
const kind = "litweave-backup";
const format = 1;

export interface BackedUpFile {
  /** In the folder of the backup, and in that of the store. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `manifest.json` of a backup: what it is, what made it, and what each file must be. */
export interface BackupManifest {
  /** Version of the program that made it. */
  readonly program: string;
  /** Version of the database's schema. */
  readonly schema: number;
  /** ISO time at which the database was copied. */
  readonly createdAt: string;
  readonly counts: GraphCounts;
  readonly files: readonly BackedUpFile[];
}

export function manifestText(manifest: BackupManifest): string {
  return `${JSON.stringify({ kind, format, ...manifest }, undefined, 2)}\n`;
}

/**
 * @param path where it was read, for messages
 * @throws LitweaveError `BAD_INPUT` when it is damaged, no manifest of a backup, or a newer program's
 */
export function parseBackupManifest(text: string, path: string): BackupManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LitweaveError("BAD_INPUT", `${path} is damaged: it is no JSON`, {
      cause,
      hint: "take another backup",
    });
  }
  if (!isObject(value) || value.kind !== kind) {
    throw new LitweaveError("BAD_INPUT", `${path} is not that of a backup`, {
      hint: "name a folder that `litweave backup` made",
    });
  }
  if (typeof value.format === "number" && value.format > format) {
    throw new LitweaveError(
      "BAD_INPUT",
      `${path} has format ${value.format}; this program knows up to ${format}`,
      { hint: "use the newer Litweave that made the backup" },
    );
  }
  if (isManifest(value)) return value;
  throw new LitweaveError("BAD_INPUT", `${path} is damaged: it does not say what the backup holds`, {
    hint: "take another backup",
  });
}

function isManifest(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & BackupManifest {
  const { program, schema, createdAt, counts, files } = value;
  const said = typeof program === "string" && typeof createdAt === "string" && Number.isInteger(schema);
  return said && isObject(counts) && Array.isArray(files) && files.every(isFile);
}

/** Names are plain, so that no file of a backup can come to stand outside the store. */
function isFile(value: unknown): boolean {
  if (!isObject(value) || typeof value.name !== "string") return false;
  const plain = /^[^/\\]+$/u.test(value.name) && value.name !== "." && value.name !== "..";
  return plain && Number.isInteger(value.bytes) && /^[0-9a-f]{64}$/u.test(String(value.sha256));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
