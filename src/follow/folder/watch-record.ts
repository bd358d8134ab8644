import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";

/** A file that was ingested, as it was then. */
export interface WatchedFile {
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
  readonly changedMs: number;
  readonly sha256: string;
  /** ISO time at which it was done. */
  readonly at: string;
  /** Records in it that failed. */
  readonly failed: number;
}

/** What `litweave watch` remembers of a store: a line a file, so that a crash costs at most the last one. */
export interface WatchRecord {
  readonly files: ReadonlyMap<string, WatchedFile>;
  /** Lines that cannot be read, such as one that was cut off. Their files are ingested again, which changes nothing. */
  readonly damaged: number;
  find(folder: string, name: string): WatchedFile | undefined;
  add(file: WatchedFile): Promise<void>;
}

const fileName = "watch.jsonl";

/** @throws LitweaveError `BAD_INPUT` when the file is there and cannot be opened */
export async function readWatchRecord(stateFolder: string): Promise<WatchRecord> {
  const path = join(stateFolder, fileName);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code === "ENOENT") return "";
    throw new LitweaveError("BAD_INPUT", `${path} cannot be opened`, {
      hint: "check that you may read it",
      cause,
    });
  });
  const files = new Map<string, WatchedFile>();
  let damaged = 0;
  for (const line of text.split("\n")) {
    const file = watchedFile(line);
    if (file !== undefined) files.set(keyOf(file.folder, file.name), file);
    else if (line !== "") damaged += 1;
  }
  let cutOff = text !== "" && !text.endsWith("\n");
  return {
    files,
    damaged,
    find: (folder, name) => files.get(keyOf(folder, name)),
    async add(file) {
      files.set(keyOf(file.folder, file.name), file);
      try {
        await mkdir(dirname(path), { recursive: true });
        await appendFile(path, `${cutOff ? "\n" : ""}${JSON.stringify(file)}\n`, { flush: true });
        cutOff = false;
      } catch (cause) {
        throw new LitweaveError("BAD_INPUT", `${path} cannot be written`, {
          hint: "check that you may write there and that there is room",
          cause,
        });
      }
    },
  };
}

function keyOf(folder: string, name: string): string {
  return `${folder}\n${name}`;
}

function watchedFile(line: string): WatchedFile | undefined {
  let value: Partial<Record<keyof WatchedFile, unknown>> | null;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const texts = [value.folder, value.name, value.sha256, value.at];
  const numbers = [value.bytes, value.changedMs, value.failed];
  const whole = texts.every((text) => typeof text === "string") && numbers.every(Number.isFinite);
  return whole ? (value as WatchedFile) : undefined;
}
