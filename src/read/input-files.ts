import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { LitweaveError } from "../domain/errors.js";

const natural = new Intl.Collator("en", { numeric: true });
/** What stands beside data without being data: checksums, listings, hidden files. */
const aside = /^\.|\.(?:md5|sha256|html)$/i;

/** A file to read and its size; standard input has none. */
export interface InputFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files that the paths mean: a folder stands for the files in it, in natural order (`x2` before `x10`);
 * `-` is standard input.
 *
 * @throws LitweaveError `NOT_FOUND` before anything is read
 */
export async function inputFiles(paths: readonly string[]): Promise<readonly InputFile[]> {
  const files: InputFile[] = [];
  for (const path of paths) files.push(...(path === "-" ? [{ path, bytes: 0 }] : await filesAt(path)));
  return files;
}

async function filesAt(path: string): Promise<readonly InputFile[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new LitweaveError("NOT_FOUND", `${path} cannot be opened`, { hint: "check the path", cause });
  });
  if (!found.isDirectory()) return [{ path, bytes: found.size }];
  const entries = await readdir(path, { withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory() && !aside.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort(natural.compare);
  return Promise.all(files.map(async (file) => ({ path: file, bytes: (await stat(file)).size })));
}
