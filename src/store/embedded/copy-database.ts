import { join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import type { GraphCounts } from "../../domain/graph-reader.js";
import { Connection } from "./connection.js";
import { checkDatabase, databaseName, databaseSize, emptyDatabase } from "./open-folder.js";
import { readCounts } from "./read-documents.js";

/** A copy of a store's database: one state of it, whole. */
export interface DatabaseCopy {
  /** Of its schema. */
  readonly version: number;
  readonly counts: GraphCounts;
}

/**
 * Copies the database of a store folder, as one state of it, while others may read and write it. Nothing is changed in the
 * folder: a graph of an earlier program stays one.
 *
 * `VACUUM INTO` reads within one transaction, so a writer's log counts too, and packs the tables; the package's `backup` is not
 * implemented in libsql 0.5.
 *
 * @param target a file that is not there yet
 * @throws LitweaveError `NOT_FOUND` when there is no store, `BAD_STORE` when it is damaged, foreign or of a newer program
 */
export function copyDatabase(folder: string, target: string): DatabaseCopy {
  const file = join(folder, databaseName);
  if (databaseSize(file) === undefined) {
    throw new LitweaveError("NOT_FOUND", `there is no store at ${folder}`, {
      hint: "name the folder of a store",
    });
  }
  const source = new Connection(file, false);
  try {
    if (checkDatabase(source, folder) === 0) throw emptyDatabase(file);
    source.run("VACUUM INTO ?", target);
  } finally {
    source.close();
  }
  const copy = new Connection(target, true);
  try {
    const [state] = copy.all("PRAGMA quick_check(1)");
    if (state?.quick_check !== "ok") {
      throw new LitweaveError("BAD_STORE", `the copy of ${file} is damaged: ${state?.quick_check}`, {
        hint: "`litweave verify` says what is wrong with the store",
      });
    }
    return { version: checkDatabase(copy, folder), counts: readCounts(copy) };
  } finally {
    copy.close();
  }
}
