import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { finished, pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { LitweaveError } from "../domain/errors.js";
import type { Piece } from "./graph/graph-format.js";

export interface WrittenFile {
  readonly name: string;
  readonly records: number;
  /** As they stand on the disk. */
  readonly bytes: number;
}

/** The files of one export; until `finish` they stand beside their places, with `.part` behind the name. */
export interface ExportFiles {
  write(piece: Piece): Promise<void>;
  /** Puts all of them into their places, now that they are whole. */
  finish(): Promise<readonly WrittenFile[]>;
  /** Takes back what was not finished. */
  discard(): Promise<void>;
}

export interface ExportFilesOptions {
  readonly gzip?: boolean;
  /** Write into a folder that holds other files, which stay as they are. */
  readonly force?: boolean;
  /** Files that may come beside those named, each with its first piece; those that an earlier export left go. */
  readonly series?: RegExp;
  /** Those of the named that are not compressed. */
  readonly plain?: readonly string[];
}

/**
 * @param names the files to come, all of which there will be
 * @throws LitweaveError `BAD_INPUT` when the folder holds files that this export does not write, or cannot be written
 */
export async function openExportFiles(
  folder: string,
  names: readonly string[],
  { gzip = false, force = false, series, plain = [] }: ExportFilesOptions = {},
): Promise<ExportFiles> {
  const packed = (name: string) => gzip && !plain.includes(name);
  const finalOf = (name: string) => (packed(name) ? `${name}.gz` : name);
  const ours = new Set(names.map(finalOf));
  const ofSeries = (name: string) => series?.test(name) === true;
  const before = await listing(folder);
  const others = before.filter((name) => {
    const final = withoutPart(name);
    return !ours.has(final) && !ofSeries(final);
  });
  if (others.length > 0 && !force) {
    throw new LitweaveError("BAD_INPUT", `${folder} holds other files: ${named(others)}`, {
      hint: "name a new or empty folder, or write between them with --force",
    });
  }
  const partOf = (name: string) => join(folder, `${finalOf(name)}.part`);
  const open = new Map(names.map((name) => [name, openFile(partOf(name), packed(name))]));
  const fileOf = (name: string) => {
    const known = open.get(name);
    if (known) return known;
    if (!ofSeries(name)) throw new Error(`the export says nothing of a file ${name}`);
    const file = openFile(partOf(name), packed(name));
    open.set(name, file);
    return file;
  };
  return {
    write: ({ file, data, records }) => translated(folder, fileOf(file).write(data, records)),
    async finish() {
      const written: WrittenFile[] = [];
      for (const [name, file] of open) {
        written.push({ name: finalOf(name), ...(await translated(folder, file.end())) });
      }
      for (const name of open.keys()) {
        await translated(folder, rename(partOf(name), join(folder, finalOf(name))));
      }
      const now = new Set([...open.keys()].map(finalOf));
      for (const name of before.filter((name) => ofSeries(withoutPart(name)) && !now.has(name))) {
        await translated(folder, rm(join(folder, name), { force: true }));
      }
      return written;
    },
    async discard() {
      for (const file of open.values()) await file.abandon();
      for (const name of open.keys()) await rm(partOf(name), { force: true });
    },
  };
}

function withoutPart(name: string): string {
  return name.replace(/\.part$/u, "");
}

/** What is gathered before it is written, in characters. */
const gathered = 1 << 16;

interface OpenFile {
  write(data: string | Uint8Array, records: number): Promise<void>;
  end(): Promise<{ readonly records: number; readonly bytes: number }>;
  abandon(): Promise<void>;
}

function openFile(path: string, gzip: boolean): OpenFile {
  const target = createWriteStream(path, { flush: true });
  const packer = gzip ? createGzip() : undefined;
  const head = packer ?? target;
  const done = packer ? pipeline(packer, target) : finished(target);
  let failure: { readonly error: unknown } | undefined;
  let breakOff: (error: unknown) => void = () => undefined;
  // What goes wrong is told by the next write or the end.
  done.catch((error: unknown) => {
    failure = { error };
    breakOff(error);
  });
  /** No race with `done`, which would keep something of every wait until the file is whole. */
  const drained = () =>
    new Promise<void>((resolve, reject) => {
      if (failure) return reject(failure.error);
      breakOff = reject;
      head.once("drain", resolve);
    });
  let text = "";
  let records = 0;
  const put = async (data: string | Uint8Array) => {
    if (data.length > 0 && !head.write(data)) await drained();
  };
  const flush = async () => {
    const ready = text;
    text = "";
    await put(ready);
  };
  return {
    async write(data, more) {
      records += more;
      if (typeof data === "string") {
        text += data;
        if (text.length >= gathered) await flush();
        return;
      }
      await flush();
      await put(data);
    },
    async end() {
      await flush();
      head.end();
      await done;
      return { records, bytes: target.bytesWritten };
    },
    async abandon() {
      head.destroy();
      target.destroy();
      await done.catch(() => undefined);
    },
  };
}

async function listing(folder: string): Promise<readonly string[]> {
  await translated(folder, mkdir(folder, { recursive: true }));
  return translated(folder, readdir(folder));
}

function named(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}

async function translated<T>(folder: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    if (!(cause instanceof Error) || !("syscall" in cause)) throw cause;
    throw new LitweaveError("BAD_INPUT", `${folder} cannot be written: ${cause.message}`, {
      cause,
      hint: "name a folder that you may write to, on a disk with room",
    });
  }
}
