import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The name by which SQLite opens a database. In a folder that cannot be written it can keep no log beside it, and opens the file only when it is told that
 * nobody changes it (https://www.sqlite.org/uri.html, `immutable`). A log left there, of a writer that was killed or is at work, holds what the file does not:
 * then the plain name stands, and SQLite refuses.
 */
export function nameToOpen(file: string): string {
  return isSealed(file) ? `${pathToFileURL(file).href}?immutable=1` : file;
}

/** Whether the database and its folder can only be read, and all that was committed is in the file. */
export function isSealed(file: string): boolean {
  if (mayWrite(dirname(file)) || sizeOf(file) === 0) return false;
  return sizeOf(`${file}-wal`) === 0;
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
