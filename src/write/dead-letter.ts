import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Document, RecordFailure } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";

/** A dead-letter file: one {@link RecordFailure} a line. */
export interface DeadLetters {
  readonly path: string;
  add(failure: RecordFailure): Promise<void>;
  close(): Promise<void>;
}

/**
 * Appends to the file at `path`. File and folder are made at the first failure, so that none is left where nothing fails.
 *
 * `add` throws LitweaveError `BAD_INPUT` when the file cannot be made.
 */
export function writeDeadLetters(path: string): DeadLetters {
  let file: Promise<FileHandle> | undefined;
  return {
    path,
    async add(failure) {
      file ??= appendable(path);
      await (await file).appendFile(`${JSON.stringify(failure)}\n`);
    },
    async close() {
      await (await file?.catch(() => undefined))?.close();
    },
  };
}

async function appendable(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, "a");
  } catch (cause) {
    throw new LitweaveError("BAD_INPUT", `the dead-letter file ${path} cannot be written`, {
      hint: "choose another place for it",
      cause,
    });
  }
}

/** A document as a failure's source, for the stages after reading: the reader of JSON lines takes it back unchanged. */
export function documentSource(document: Document): NonNullable<RecordFailure["source"]> {
  return { format: "jsonl", text: JSON.stringify(document) };
}
