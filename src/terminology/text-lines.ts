import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { LitweaveError } from "../domain/errors.js";
import type { SourceReport } from "./source.js";

/** A line of a text file without its end (LF or CRLF), numbered from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a UTF-8 file, gzipped or not (when its name ends in `.gz`), streamed in batches of
 * what one read gave. A byte order mark is dropped.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file cannot be read, with the line reached
 */
export async function* textLines(path: string, report: SourceReport): AsyncGenerator<readonly TextLine[]> {
  let bytes = 0;
  let number = 0;
  try {
    const stored = createReadStream(path, { highWaterMark: 1 << 20 }).on("data", (chunk) => {
      bytes += chunk.length;
    });
    // An error of either stream reaches the loop below.
    const chunks = path.endsWith(".gz")
      ? pipeline(stored, createGunzip({ chunkSize: 1 << 18 }), () => undefined)
      : stored;
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of chunks) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield lines.map((line) => ({ number: ++number, text: line.endsWith("\r") ? line.slice(0, -1) : line }));
      report.progress(path, bytes);
    }
    rest += decoder.decode();
    if (rest !== "") yield [{ number: ++number, text: rest }];
  } catch (cause) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${path} cannot be read after line ${number}: ${(cause as Error).message}`,
      { cause, hint: "check the path, or fetch the file again" },
    );
  }
}
