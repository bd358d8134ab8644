import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of all files of a folder, however deep. A file that goes while it is counted counts nothing. */
export function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) =>
        sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}
