import { appendFile, type FileHandle, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Document, RecordFailure } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import { exhausted } from "../domain/exhausted.js";

/** A dead-letter file: one {@link RecordFailure} a line. */
export interface DeadLetters {
  readonly path: string;
  add(failure: RecordFailure): Promise<void>;
  /** @param complete whether all that was to be read was read */
  close(complete: boolean): Promise<void>;
}

/**
 * Appends to the file at `path`. File and folder are made at the first failure, so that none is left where nothing fails.
 *
 * With `retried` the file is itself being read, to try its records again: what fails again is written beside it and takes its
 * place at the end. Broken off, the file stays, with what failed added, so that nothing is lost.
 *
 * `add` throws LitweaveError `BAD_INPUT` when the file cannot be made, `EXHAUSTED` when there is no room for it.
 */
export function writeDeadLetters(path: string, retried = false): DeadLetters {
  const target = retried ? `${path}.again` : path;
  let file: Promise<FileHandle> | undefined;
  return {
    path,
    async add(failure) {
      file ??= retried ? rm(target, { force: true }).then(() => appendable(target)) : appendable(target);
      const opened = await file;
      await opened.appendFile(`${JSON.stringify(failure)}\n`).catch((cause: unknown) => {
        throw exhausted(cause, target) ?? cause;
      });
    },
    async close(complete) {
      const opened = await file?.catch(() => undefined);
      await opened?.close();
      if (!retried) return;
      if (complete) await (opened ? rename(target, path) : rm(path, { force: true }));
      else if (opened) {
        await appendFile(path, await readFile(target));
        await rm(target);
      }
    },
  };
}

async function appendable(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, "a");
  } catch (cause) {
    throw (
      exhausted(cause, path) ??
      new LitweaveError("BAD_INPUT", `the dead-letter file ${path} cannot be written`, {
        hint: "choose another place for it",
        cause,
      })
    );
  }
}

/** A document as a failure's source, for the stages after reading: the reader of JSON lines takes it back unchanged. */
export function documentSource(document: Document): NonNullable<RecordFailure["source"]> {
  return { format: "jsonl", text: JSON.stringify(document) };
}
