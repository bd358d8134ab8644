import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sameJson } from "../../domain/canonical-json.js";
import { LitweaveError } from "../../domain/errors.js";
import { databaseName } from "../../store/embedded/open-folder.js";
import { migrations } from "../../store/embedded/schema/migrations.js";
import { openStore } from "../../store/open-store.js";
import { copyFile } from "./copy-file.js";
import { type BackedUpFile, type BackupManifest, manifestName, parseBackupManifest } from "./manifest.js";
import { placeFolder } from "./place.js";

export interface RestoreOptions {
  /** The folder that `backUp` made. */
  readonly backup: string;
  /** The folder that becomes the store: not there yet, or empty. */
  readonly store: string;
  readonly onProgress?: (done: number, total: number) => void;
  /** Takes a line when the graph is of an earlier program, and is brought up to date. */
  readonly log?: (line: string) => void;
}

/**
 * Makes a store of a backup, once every file of it has the size and checksum that the manifest says and the database opens and
 * holds what it should; until then nothing stands under the store's name.
 *
 * @throws LitweaveError `NOT_FOUND` when there is no backup, `BAD_INPUT` when it is damaged, foreign or of a newer program, or when the
 *   store cannot be written
 */
export async function restore({ backup, store, onProgress, log }: RestoreOptions): Promise<BackupManifest> {
  const manifest = await readManifest(backup);
  if (manifest.schema > migrations.length) {
    throw new LitweaveError(
      "BAD_INPUT",
      `the backup ${backup} has schema version ${manifest.schema}; this program knows up to ${migrations.length}`,
      { hint: `use Litweave ${manifest.program} or newer` },
    );
  }
  const total = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.(done, total);
  };
  return placeFolder(store, total, async (part) => {
    for (const file of manifest.files) await restoreFile(backup, file, part, onBytes);
    await checkGraph(backup, manifest, part, log);
    return manifest;
  });
}

async function readManifest(backup: string): Promise<BackupManifest> {
  const path = join(backup, manifestName);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new LitweaveError("NOT_FOUND", `there is no backup at ${backup}: ${path} cannot be opened`, {
      cause,
      hint: "name a folder that `litweave backup` made",
    });
  });
  const manifest = parseBackupManifest(text, path);
  if (manifest.files.some(({ name }) => name === databaseName)) return manifest;
  throw new LitweaveError("BAD_INPUT", `${path} is damaged: it names no ${databaseName}`, {
    hint: "take another backup",
  });
}

async function restoreFile(
  backup: string,
  { name, bytes, sha256 }: BackedUpFile,
  part: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const source = join(backup, name);
  const hint = "take another backup: nothing of this one was restored";
  const came = await copyFile(name, source, join(part, name), onBytes).catch((cause: unknown) => {
    const { code, path } = cause as { readonly code?: string; readonly path?: string };
    if (code !== "ENOENT" || path !== source) throw cause;
    throw new LitweaveError("BAD_INPUT", `the backup is not whole: ${source} is missing`, { cause, hint });
  });
  if (came.bytes !== bytes) {
    const message = `${source} is damaged: it has ${came.bytes} bytes, the manifest says ${bytes}`;
    throw new LitweaveError("BAD_INPUT", message, { hint });
  }
  if (came.sha256 !== sha256) {
    const message = `${source} is damaged: its SHA-256 is not the one in the manifest`;
    throw new LitweaveError("BAD_INPUT", message, { hint });
  }
}

/** Opens what was copied, which also brings a graph of an earlier program up to date. */
async function checkGraph(
  backup: string,
  manifest: BackupManifest,
  part: string,
  log: RestoreOptions["log"],
): Promise<void> {
  const store = await openStore(part, { create: false, ...(log && { log }) });
  try {
    if (sameJson(await store.counts(), manifest.counts)) return;
    throw new LitweaveError("BAD_INPUT", `the graph in ${backup} does not hold what its manifest says`, {
      hint: "take another backup: nothing of this one was restored",
    });
  } finally {
    await store.close();
  }
}
