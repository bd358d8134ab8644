import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import { exhausted } from "../domain/exhausted.js";

/**
 * Keeps a second run of the same command away while `act` runs: two would fetch or read the same files at once. The lock file holds
 * the number of the process; one that a process left when it was killed is taken over.
 *
 * @param what for messages: `update of ./graph`
 * @throws LitweaveError `STORE_BUSY` while another process holds it
 */
export async function whileLocked<T>(path: string, what: string, act: () => Promise<T>): Promise<T> {
  const release = await takeLock(path, what);
  try {
    return await act();
  } finally {
    await release();
  }
}

/**
 * The lock of {@link whileLocked}, kept until what this gives is called.
 *
 * @throws LitweaveError `STORE_BUSY` while another holds it
 */
export async function takeLock(path: string, what: string): Promise<() => Promise<void>> {
  await take(path, what);
  held.add(path);
  return async () => {
    held.delete(path);
    await rm(path, { force: true });
  };
}

/** Locks of this process. In a container every process before it had its number too. */
const held = new Set<string>();

async function take(path: string, what: string): Promise<void> {
  for (let triedBefore = false; ; triedBefore = true) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, String(process.pid), { flag: "wx" });
      return;
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== "EEXIST") {
        throw (
          exhausted(cause, path) ??
          new LitweaveError("BAD_INPUT", `${path} cannot be written`, {
            hint: "check that you may write there",
            cause,
          })
        );
      }
      const holder = Number(await readFile(path, "utf8").catch(() => ""));
      const holds = holder === process.pid ? held.has(path) : isRunning(holder);
      if (triedBefore || holds) {
        throw new LitweaveError("STORE_BUSY", `another ${what} is running (process ${holder})`, {
          hint: `wait for it to finish; if process ${holder} is no Litweave, delete ${path}`,
        });
      }
      await rm(path, { force: true });
    }
  }
}

export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === "EPERM";
  }
}
