import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir, stat, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { LitweaveError } from "../../domain/errors.js";

/**
 * Lets `fill` make a folder that stands under its name only when it is whole; until then it is `PATH.part`, which the next attempt
 * replaces.
 *
 * @param bytes about how much it will take
 * @throws LitweaveError `BAD_INPUT` when something stands at `path`, or it cannot be written
 */
export async function placeFolder<T>(
  path: string,
  bytes: number,
  fill: (part: string) => Promise<T>,
): Promise<T> {
  const whole = resolve(path);
  const part = `${whole}.part`;
  await checkFree(whole);
  return translated(path, async () => {
    await mkdir(dirname(whole), { recursive: true });
    await checkRoom(dirname(whole), bytes);
    await rm(part, { recursive: true, force: true });
    await mkdir(part);
    try {
      const result = await fill(part);
      for (const name of await readdir(part)) await flush(resolve(part, name));
      await flush(part);
      if (existsSync(whole)) await rmdir(whole);
      await rename(part, whole);
      await flush(dirname(whole));
      return result;
    } catch (error) {
      await rm(part, { recursive: true, force: true });
      throw error;
    }
  });
}

/** An empty folder may stand there. */
async function checkFree(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return;
  if (found.isDirectory() && (await readdir(path)).length === 0) return;
  throw new LitweaveError("BAD_INPUT", `${path} is there already`, {
    hint: "name a folder that is not there, or an empty one: nothing is overwritten",
  });
}

async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes) return;
  const mebibytes = (number: number) => Math.ceil(number / 2 ** 20).toLocaleString("en");
  throw new LitweaveError(
    "BAD_INPUT",
    `the disk of ${folder} has ${mebibytes(bavail * bsize)} MiB left, ${mebibytes(bytes)} are needed`,
    { hint: "make room, or name a folder on another disk" },
  );
}

/** Waits until what was written is on the disk; a folder's entries too, where the system can. */
async function flush(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function translated<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof Error) || !("syscall" in cause)) throw cause;
    throw new LitweaveError("BAD_INPUT", `${path} cannot be written: ${cause.message}`, {
      cause,
      hint: "name a folder that you may write to, on a disk with room",
    });
  }
}
