import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import { roleNames } from "../roles.js";
import type { StoredKey } from "./api-key.js";

const version = 1;
/** Read and write by others than the owner. */
const byOthers = 0o066;

function isStoredKey(one: unknown): one is StoredKey {
  const { id, name, roles, hash, expires } = one as Record<keyof StoredKey, unknown>;
  return (
    typeof id === "string" &&
    typeof name === "string" &&
    Array.isArray(roles) &&
    roles.every((role) => roleNames.includes(role)) &&
    typeof hash === "string" &&
    /^[0-9a-f]{64}$/u.test(hash) &&
    (expires === undefined || !Number.isNaN(Date.parse(String(expires))))
  );
}

/**
 * The keys of a key file.
 *
 * @param mode of the file
 * @throws LitweaveError `USAGE` when it is none, or others than its owner may read or write it
 */
export function parseKeyFile(text: string, mode: number, file: string): readonly StoredKey[] {
  if (process.platform !== "win32" && (mode & byOthers) !== 0) {
    throw new LitweaveError("USAGE", `The key file ${file} can be read or written by others than its owner`, {
      hint: `chmod 600 ${file}`,
    });
  }
  let content: { version?: unknown; keys?: unknown };
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new LitweaveError("USAGE", `The key file ${file} is no JSON`, { cause });
  }
  if (content?.version !== version || !Array.isArray(content.keys) || !content.keys.every(isStoredKey)) {
    throw new LitweaveError("USAGE", `${file} is no key file of version ${version}`, {
      hint: "litweave key create writes one",
    });
  }
  return content.keys;
}

/** @throws LitweaveError `USAGE`, as {@link parseKeyFile} does; a file that is not there has no keys */
export function readKeys(file: string): readonly StoredKey[] {
  if (!existsSync(file)) return [];
  return parseKeyFile(readFileSync(file, "utf8"), statSync(file).mode, file);
}

/**
 * Changes the keys of a file, which is made when it is not there, with mode 0600. Readers see the old or the new, never a part.
 *
 * @throws LitweaveError `USAGE` when another is changing it
 */
export function changeKeys(file: string, change: (keys: readonly StoredKey[]) => readonly StoredKey[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.new`;
  try {
    writeFileSync(next, "", { mode: 0o600, flag: "wx" });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    throw new LitweaveError("USAGE", `${file} is being changed by another`, {
      cause,
      hint: `if nobody is, remove ${next}`,
    });
  }
  try {
    writeFileSync(next, `${JSON.stringify({ version, keys: change(readKeys(file)) }, null, 2)}\n`);
    renameSync(next, file);
  } finally {
    rmSync(next, { force: true });
  }
}
