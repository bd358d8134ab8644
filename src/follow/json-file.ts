import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import { exhausted } from "../domain/exhausted.js";

/**
 * A JSON file's value, undefined when there is none.
 *
 * @throws LitweaveError `BAD_INPUT` when it cannot be read
 */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if ((cause as { code?: unknown }).code === "ENOENT") return undefined;
    throw new LitweaveError("BAD_INPUT", `${path} cannot be opened`, {
      hint: "check that you may read it",
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LitweaveError("BAD_INPUT", `${path} is damaged: it is no JSON`, { cause });
  }
}

/**
 * Puts a value in place of the file's: whoever reads it, even after a crash, sees the old one or the new one whole.
 *
 * @throws LitweaveError `BAD_INPUT` when it cannot be written, `EXHAUSTED` when there is no room
 */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const beside = `${path}.new`;
  let file: FileHandle | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    file = await open(beside, "w");
    await file.writeFile(`${JSON.stringify(value, undefined, 2)}\n`);
    await file.sync();
    await file.close();
    await rename(beside, path);
  } catch (cause) {
    await file?.close().catch(() => undefined);
    throw (
      exhausted(cause, path) ??
      new LitweaveError("BAD_INPUT", `${path} cannot be written`, {
        hint: "check that you may write there",
        cause,
      })
    );
  }
}
