import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { LitweaveError } from "../../domain/errors.js";

/** Records that failed, by the file that they came from. */
export interface DeadLetterCounts {
  readonly path: string;
  readonly records: number;
  /** Most records first, at most ten. */
  readonly files: readonly { readonly file: string; readonly records: number }[];
}

const mostFiles = 10;

/** Undefined where nothing failed. Read line by line: a record keeps its source, and there may be many. */
export async function countDeadLetters(path: string): Promise<DeadLetterCounts | undefined> {
  if (!(await stat(path).catch(() => undefined))?.isFile()) return undefined;
  const counts = new Map<string, number>();
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      if (line === "") continue;
      const file = fileOf(line);
      counts.set(file, (counts.get(file) ?? 0) + 1);
    }
  } catch (cause) {
    throw new LitweaveError("BAD_INPUT", `the dead-letter file ${path} cannot be read`, {
      hint: "check that you may read it",
      cause,
    });
  }
  const files = [...counts].map(([file, records]) => ({ file, records }));
  files.sort((a, b) => b.records - a.records || (a.file < b.file ? -1 : 1));
  const records = files.reduce((sum, file) => sum + file.records, 0);
  return records === 0 ? undefined : { path, records, files: files.slice(0, mostFiles) };
}

function fileOf(line: string): string {
  try {
    const { file } = JSON.parse(line) as { readonly file?: unknown };
    return typeof file === "string" ? file : "(unknown)";
  } catch {
    return "(unknown)";
  }
}
