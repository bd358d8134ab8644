import { once } from "node:events";
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
}

/**
 * @param names the files to come, all of which there will be
 * @throws LitweaveError `BAD_INPUT` when the folder holds files that this export does not write, or cannot be written
 */
export async function openExportFiles(
  folder: string,
  names: readonly string[],
  { gzip = false, force = false }: ExportFilesOptions = {},
): Promise<ExportFiles> {
  const files = new Map(
    names.map((name) => {
      const final = gzip ? `${name}.gz` : name;
      return [name, { final, path: join(folder, final), part: join(folder, `${final}.part`) }] as const;
    }),
  );
  const own = new Set([...files.values()].flatMap(({ final }) => [final, `${final}.part`]));
  const others = (await listing(folder)).filter((name) => !own.has(name));
  if (others.length > 0 && !force) {
    throw new LitweaveError("BAD_INPUT", `${folder} holds other files: ${named(others)}`, {
      hint: "name a new or empty folder, or write between them with --force",
    });
  }
  const open = new Map([...files].map(([name, { part }]) => [name, openFile(part, gzip)]));
  const fileOf = (name: string) => {
    const file = open.get(name);
    if (!file) throw new Error(`the export says nothing of a file ${name}`);
    return file;
  };
  return {
    write: ({ file, data, records }) => translated(folder, fileOf(file).write(data, records)),
    async finish() {
      const written: WrittenFile[] = [];
      for (const [name, { final }] of files) {
        written.push({ name: final, ...(await translated(folder, fileOf(name).end())) });
      }
      for (const { part, path } of files.values()) await translated(folder, rename(part, path));
      return written;
    },
    async discard() {
      for (const file of open.values()) await file.abandon();
      for (const { part } of files.values()) await rm(part, { force: true });
    },
  };
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
  // What goes wrong is told by the next write or the end.
  done.catch(() => undefined);
  let text = "";
  let records = 0;
  const put = async (data: string | Uint8Array) => {
    if (data.length > 0 && !head.write(data)) await Promise.race([once(head, "drain"), done]);
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
