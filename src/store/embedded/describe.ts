import { statSync } from "node:fs";
import type { StoreDescription } from "../../domain/graph-store.js";
import type { Connection } from "./connection.js";

/** How far the schema has come, and what the database takes on the disk with the log beside it. */
export function describe(connection: Connection, file: string): StoreDescription {
  const bytes = [file, `${file}-wal`].reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  return { schema: Number(connection.get("PRAGMA user_version")?.user_version), bytes };
}
