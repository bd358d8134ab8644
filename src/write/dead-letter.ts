import { type FileHandle, open } from "node:fs/promises";
import type { Document, RecordFailure } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";

/** A dead-letter file: one {@link RecordFailure} a line, made when the first arrives. */
export interface DeadLetters {
  readonly path: string;
  add(failure: RecordFailure): Promise<void>;
  /** How many were added. */
  readonly count: number;
  close(): Promise<void>;
}

/** Appends to the file at `path`; no file is made unless something fails. `add` throws LitweaveError `BAD_INPUT`. */
export function writeDeadLetters(path: string): DeadLetters {
  let file: Promise<FileHandle> | undefined;
  let count = 0;
  return {
    path,
    get count() {
      return count;
    },
    async add(failure) {
      file ??= open(path, "a");
      const handle = await file.catch((cause: unknown) => {
        throw new LitweaveError("BAD_INPUT", `the dead-letter file ${path} cannot be written`, {
          hint: "choose another place for it",
          cause,
        });
      });
      await handle.appendFile(`${JSON.stringify(failure)}\n`);
      count += 1;
    },
    async close() {
      await (await file)?.close();
    },
  };
}

/** A document as a failure's source, for the stages after reading: the reader of JSON lines takes it back unchanged. */
export function documentSource(document: Document): NonNullable<RecordFailure["source"]> {
  return { format: "jsonl", text: JSON.stringify(document) };
}
