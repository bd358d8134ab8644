import { readdir, stat, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import { copyDatabase } from "../../store/embedded/copy-database.js";
import { databaseName, databaseSize } from "../../store/embedded/open-folder.js";
import { copyFile, describeFile } from "./copy-file.js";
import { type BackedUpFile, type BackupManifest, manifestName, manifestText } from "./manifest.js";
import { placeFolder } from "./place.js";

export interface BackUpOptions {
  /** The folder of an embedded store. */
  readonly store: string;
  /** The folder that the backup becomes. */
  readonly out: string;
  /** Version of this program. */
  readonly program: string;
  readonly now: () => Date;
  readonly onProgress?: (step: "copy" | "check", done: number, total: number) => void;
}

/** The process at work, what is under way, and SQLite's own files beside the database. */
const leftOut = /\.(again|lock|new|part|tmp)$/u;

/**
 * Copies a store into a folder while others may read and write it. What `update` and `watch` remember is copied first: what they then
 * write is in the database too, and is taken again after a restore, which changes nothing; the other way round it would be missing.
 *
 * @throws LitweaveError `NOT_FOUND` when there is no store, `BAD_STORE` when it is damaged or of a newer program, `BAD_INPUT` when the
 *   backup cannot be written
 */
export async function backUp(options: BackUpOptions): Promise<BackupManifest> {
  const { store, out, program, now, onProgress } = options;
  if (`${resolve(out)}${sep}`.startsWith(`${resolve(store)}${sep}`)) {
    throw new LitweaveError("BAD_INPUT", `${out} is inside the store`, {
      hint: "name a folder elsewhere: a backup should not be lost with what it is of",
    });
  }
  const database = join(store, databaseName);
  const size = await sizeOf(store, database);
  return placeFolder(out, size, async (part) => {
    const files: BackedUpFile[] = [];
    for (const name of await besides(store)) {
      files.push(await copyFile(name, join(store, name), join(part, name), () => undefined));
    }
    onProgress?.("copy", 0, size);
    const createdAt = now().toISOString();
    const { version, counts } = copyDatabase(store, join(part, databaseName));
    const total = (await stat(join(part, databaseName))).size;
    let done = 0;
    const onBytes = (bytes: number) => {
      done += bytes;
      onProgress?.("check", done, total);
    };
    files.push(await describeFile(databaseName, join(part, databaseName), onBytes));
    const manifest = { program, schema: version, createdAt, counts, files };
    await writeFile(join(part, manifestName), manifestText(manifest), { flag: "wx" });
    return manifest;
  });
}

async function sizeOf(store: string, database: string): Promise<number> {
  const size = databaseSize(database);
  if (size === undefined) {
    throw new LitweaveError("NOT_FOUND", `there is no store at ${store}`, {
      hint: "name the folder of a store",
    });
  }
  const log = await stat(`${database}-wal`).catch(() => undefined);
  return size + (log?.size ?? 0);
}

/** What lies beside the database and belongs to the store; not downloads, which are fetched again. */
async function besides(store: string): Promise<readonly string[]> {
  const entries = await readdir(store, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(databaseName) && !leftOut.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => name !== manifestName)
    .sort();
}
