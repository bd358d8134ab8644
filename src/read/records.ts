import type { SourceRecord } from "../domain/document.js";
import { exhausted } from "../domain/exhausted.js";
import { readBioc } from "./bioc.js";
import { openBytes, peek } from "./byte-source.js";
import type { Choose } from "./choice.js";
import { readDeadLetters } from "./dead-letter.js";
import { failed, reasonOf } from "./failure.js";
import { documentsOf } from "./gold-source.js";
import { inputFiles } from "./input-files.js";
import { readJats } from "./jats.js";
import { readJson } from "./json-records.js";
import { readMedline } from "./medline.js";
import { readText } from "./plain-text.js";
import { readPubmedXml } from "./pubmed-xml.js";
import { readPubtator } from "./pubtator.js";
import { formatOf, headBytes, type SourceFormat } from "./source-format.js";

export interface ReadOptions {
  /** The format of all files; without it, each file's is told from what it begins with. */
  readonly from?: SourceFormat;
  /** Told at each chunk: bytes read so far as they lie on disk, and of all files together (0 with standard input). */
  readonly onBytes?: (read: number, total: number) => void;
}

/**
 * The records of files, folders and standard input (`-`), plain or gzipped, in order. Nothing is read before it is asked
 * for, and no more is held than one record and a chunk.
 *
 * What cannot be read is a record of kind `failure`; the records before it and the other files are still delivered.
 *
 * @throws LitweaveError `NOT_FOUND` when a path does not exist, before anything is read; `EXHAUSTED` when the process may open no more files
 */
export async function* readRecords(
  paths: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<SourceRecord> {
  const files = await inputFiles(paths);
  const total = files.every(({ bytes }) => bytes > 0) ? files.reduce((sum, { bytes }) => sum + bytes, 0) : 0;
  let read = 0;
  const count = (bytes: number) => {
    read += bytes;
    options.onBytes?.(read, total);
  };
  for (const { path } of files) yield* readFile(path, options.from, count);
}

/** Records of a file by number, from 1; without `last` to its end. */
export interface RecordRange {
  readonly file: string;
  readonly from?: SourceFormat;
  readonly first: number;
  readonly last?: number;
}

/** The records of a range. Those before it are stepped over, and what is behind it is not read. */
export function readRange({ file, from, first, last }: RecordRange): AsyncGenerator<SourceRecord> {
  const end = last ?? Number.POSITIVE_INFINITY;
  return readFile(
    file,
    from,
    () => undefined,
    (record) => (record > end ? "stop" : record < first ? "skip" : "take"),
  );
}

/** How many records a file has, without understanding them: at about the speed at which it is decompressed. */
export async function countRecords(file: string, from?: SourceFormat): Promise<number> {
  let seen = 0;
  const count: Choose = (record) => {
    seen = record;
    return "skip";
  };
  // What is wrong with the file as a whole is met again, and told, by whoever reads its last range.
  for await (const _ of readFile(file, from, () => undefined, count));
  return seen;
}

async function* readFile(
  file: string,
  from: SourceFormat | undefined,
  onRead: (bytes: number) => void,
  choose: Choose = () => "take",
): AsyncGenerator<SourceRecord> {
  let records = 0;
  let told = false;
  let last = "";
  const counted: Choose = (record) => {
    records = record;
    return choose(record);
  };
  try {
    const [head, chunks] = await peek(openBytes(file, onRead), headBytes);
    const format = from ?? formatOf(head);
    for await (const record of readFormat(format, chunks, file, counted)) {
      told = true;
      if (record.kind !== "failure") {
        last = `; the last record was ${record.kind === "document" ? record.document.id : record.documentId}`;
      }
      yield record;
    }
    if (told || records > 0 || format === "dead-letter" || format === "pubmed-xml") return;
    yield failed({ origin: { file, record: 1 }, reason: "there is no record in it" });
  } catch (error) {
    const refusal = exhausted(error);
    if (refusal) throw refusal;
    yield failed({
      origin: { file, record: records + 1 },
      reason: `${reasonOf(error)}${last}`,
      hint: "fetch the file again; what was read before is not lost",
    });
  }
}

/** The records of bytes in one format. */
export function readFormat(
  format: SourceFormat,
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncIterable<SourceRecord> {
  switch (format) {
    case "pubmed-xml":
      return readPubmedXml(chunks, file, choose);
    case "medline":
      return readMedline(chunks, file, choose);
    case "jats":
      return readJats(chunks, file, choose);
    case "pubtator":
      return documentsOf(readPubtator(chunks, file, choose));
    case "bioc":
      return documentsOf(readBioc(chunks, file, choose));
    case "jsonl":
      return readJson(chunks, file, choose);
    case "text":
      return readText(chunks, file, choose);
    case "dead-letter":
      return readDeadLetters(chunks, file, readFormat, choose);
  }
}
