import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";

/** A file as a look at its folder finds it. */
export interface SeenFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** When its content or its name last changed, in milliseconds since 1970; a copying program cannot set it back. */
  readonly changedMs: number;
}

const natural = new Intl.Collator("en", { numeric: true });
/** What stands beside data without being data, and the names under which programs copy. */
const aside = /^[.~]|\.(?:md5|sha256|html|lock|tmp|temp|part|partial|filepart|crdownload|download|swp)$|~$/iu;

/**
 * The data files of a folder in the order of their names (`x2` before `x10`), not those of folders in it.
 *
 * @throws LitweaveError `NOT_FOUND` when the folder cannot be opened
 */
export async function lookInto(folder: string): Promise<readonly SeenFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new LitweaveError("NOT_FOUND", `the folder ${folder} cannot be opened`, {
      hint: "check that it is there and that you may read it",
      cause,
    });
  });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !aside.test(entry.name))
    .map(({ name }) => name);
  const seen = await Promise.all(names.sort(natural.compare).map((name) => see(folder, name)));
  return seen.filter((file) => file !== undefined);
}

/** Undefined when it is gone, or no file. */
export async function see(folder: string, name: string): Promise<SeenFile | undefined> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  return { name, path, bytes: found.size, changedMs: Math.max(found.mtimeMs, found.ctimeMs) };
}

export function sameState(a: SeenFile, b: SeenFile | undefined): boolean {
  return a.bytes === b?.bytes && a.changedMs === b.changedMs;
}
