import { createReadStream, statSync } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { LitweaveError } from "../domain/errors.js";
import type { SourceReport } from "./source.js";

/** A line of a text file without its end (LF or CRLF), numbered from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

const mebibyte = 1 << 20;

/**
 * The text of a UTF-8 file, gzipped or not (when its name ends in `.gz`), in pieces of what one read gave. A byte order
 * mark is dropped.
 *
 * @param line the line that the caller has reached, for the message
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file cannot be read
 */
export async function* textChunks(
  path: string,
  report: SourceReport,
  line: () => number,
): AsyncGenerator<string> {
  let bytes = 0;
  try {
    // Room for a mebibyte at once, or for all of a smaller file.
    const size = statSync(path).size;
    const highWaterMark = size === 0 ? mebibyte : Math.min(mebibyte, size + 1);
    const stored = createReadStream(path, { highWaterMark }).on("data", (chunk) => {
      bytes += chunk.length;
    });
    // An error of either stream reaches the loop below.
    const chunks = path.endsWith(".gz")
      ? pipeline(stored, createGunzip({ chunkSize: 1 << 18 }), () => undefined)
      : stored;
    const decoder = new TextDecoder();
    for await (const chunk of chunks) {
      yield decoder.decode(chunk as Buffer, { stream: true });
      report.progress(path, bytes);
    }
    yield decoder.decode();
  } catch (cause) {
    if (cause instanceof LitweaveError) throw cause;
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${path} cannot be read after line ${line()}: ${(cause as Error).message}`,
      { cause, hint: "check the path, or fetch the file again" },
    );
  }
}

/**
 * The lines of a file, in batches of what one read gave; otherwise as {@link textChunks}.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file cannot be read, with the line reached
 */
export async function* textLines(path: string, report: SourceReport): AsyncGenerator<readonly TextLine[]> {
  let number = 0;
  let rest = "";
  for await (const text of textChunks(path, report, () => number)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield lines.map((line) => ({ number: ++number, text: line.endsWith("\r") ? line.slice(0, -1) : line }));
  }
  if (rest !== "") yield [{ number: ++number, text: rest }];
}
