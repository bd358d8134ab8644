import { existsSync, mkdirSync, readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import { upgrading } from "../upgrading.js";
import { Connection } from "./connection.js";
import { isSealed } from "./read-only-folder.js";
import { migrations } from "./schema/migrations.js";

/** Marks the database file as ours: “LTWV” in ASCII. */
const applicationId = 0x4c545756;
export const databaseName = "graph.db";

interface OpenFolderOptions {
  /** How long to wait for another process that is writing. */
  readonly patienceMs: number;
  readonly create: boolean;
  readonly log: (line: string) => void;
}

/**
 * The database file of a store folder, its schema brought up to date. A new or empty folder is made one if `create` says so.
 *
 * @throws LitweaveError `BAD_STORE` when the folder holds something else, is damaged, or comes from a newer program;
 *   `NOT_FOUND` when there is none and none is to be made; `STORE_UNAVAILABLE` when an earlier program's may not be written
 */
export async function openFolder(
  folder: string,
  { patienceMs, create, log }: OpenFolderOptions,
): Promise<string> {
  const file = join(folder, databaseName);
  const size = databaseSize(file);
  if (size === undefined) {
    if (!create) {
      throw new LitweaveError("NOT_FOUND", `there is no store at ${folder}`, {
        hint: `\`litweave ingest FILE --store ${folder}\` makes one`,
      });
    }
    claim(folder);
  }
  if (size === 0) checkUnfinished(folder, file, create);
  const connection = new Connection(file, false);
  try {
    const sealed = isSealed(file);
    if (!sealed) connection.all("PRAGMA journal_mode = WAL");
    const version = checkDatabase(connection, folder);
    if (version < migrations.length) {
      if (sealed) refuseEarlier(version, folder);
      if (version > 0) log(upgrading(folder, version, migrations.length));
      const began = performance.now();
      await connection.transaction(patienceMs, () => migrate(connection, folder));
      if (version > 0) log(`Brought up to date in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    }
  } finally {
    connection.close();
  }
  return file;
}

/**
 * In bytes; undefined when there is no database.
 *
 * @throws LitweaveError `STORE_UNAVAILABLE` when that cannot be told, `BAD_STORE` when a folder stands in its place
 */
export function databaseSize(file: string): number | undefined {
  let found: Stats;
  try {
    found = statSync(file);
  } catch (cause) {
    const { code } = cause as { readonly code?: string };
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new LitweaveError("STORE_UNAVAILABLE", `${file} cannot be opened`, {
      cause,
      hint: "check that you may read and write it, and the folder that it is in",
    });
  }
  if (found.isFile()) return found.size;
  throw new LitweaveError("BAD_STORE", `${file} is no file, so that there is no Litweave store`, {
    hint: "name a new or empty folder, or one that Litweave made",
  });
}

/** SQLite makes the file empty and fills it a moment later. One that stays so, in a store that was used, has lost its graph. */
function checkUnfinished(folder: string, file: string, create: boolean): void {
  const others = readdirSync(folder).filter((name) => !name.startsWith(databaseName));
  if (create && others.length === 0) return;
  throw emptyDatabase(file);
}

export function emptyDatabase(file: string): LitweaveError {
  return new LitweaveError("BAD_STORE", `${file} is empty: its graph was never written, or is lost`, {
    hint: "restore a backup (litweave restore), or ingest again into a new folder",
  });
}

function claim(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new LitweaveError("BAD_STORE", `${folder} is a file, a store is a folder`, {
      hint: "name a folder",
    });
  }
  const found = existsSync(folder) ? readdirSync(folder) : [];
  // Another process has made the store since it was looked for.
  if (found.includes(databaseName)) return;
  if (found.length > 0) {
    throw new LitweaveError(
      "BAD_STORE",
      `${folder} is no Litweave store: it holds ${found.slice(0, 3).join(", ")}`,
      {
        hint: "name a new or empty folder, or one that Litweave made",
      },
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new LitweaveError("STORE_UNAVAILABLE", `the folder ${folder} cannot be made`, {
      cause,
      hint: "check the path and that you may write there",
    });
  }
}

/**
 * The version of a database's schema; 0 of a new one.
 *
 * @throws LitweaveError `BAD_STORE` when it belongs to another program, or to a newer one of ours
 */
export function checkDatabase(connection: Connection, folder: string): number {
  const pragma = (name: string) => Number(connection.get(`PRAGMA ${name}`)?.[name]);
  const tables = Number(connection.get("SELECT count(*) AS tables FROM sqlite_schema")?.tables);
  if (tables > 0 && pragma("application_id") !== applicationId) {
    throw new LitweaveError("BAD_STORE", `${join(folder, databaseName)} belongs to another program`, {
      hint: "name a new or empty folder, or one that Litweave made",
    });
  }
  const version = pragma("user_version");
  if (version > migrations.length) {
    throw new LitweaveError(
      "BAD_STORE",
      `${folder} has schema version ${version}; this program knows up to ${migrations.length}`,
      { hint: "use the newer Litweave that wrote it, or ingest again into a new folder" },
    );
  }
  return version;
}

function refuseEarlier(version: number, folder: string): never {
  throw new LitweaveError(
    "STORE_UNAVAILABLE",
    `${folder} has schema version ${version}, which has to be brought to ${migrations.length}, and can only be read`,
    {
      hint: "open it once where it may be written, as by `litweave status`, or use the program that wrote it",
    },
  );
}

/** Asks for the version again, inside the transaction, since another process may have migrated in between. */
function migrate(connection: Connection, folder: string): void {
  for (const migration of migrations.slice(checkDatabase(connection, folder))) migration(connection);
  connection.script(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`);
}
