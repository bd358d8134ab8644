import type { SourceRecord } from "../domain/document.js";
import { readBioc } from "./bioc.js";
import { openBytes, peek } from "./byte-source.js";
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
 * @throws LitweaveError `NOT_FOUND` when a path does not exist, before anything is read
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

async function* readFile(
  file: string,
  from: SourceFormat | undefined,
  onRead: (bytes: number) => void,
): AsyncGenerator<SourceRecord> {
  let records = 0;
  let last = "";
  try {
    const [head, chunks] = await peek(openBytes(file, onRead), headBytes);
    const format = from ?? formatOf(head);
    for await (const record of readFormat(format, chunks, file)) {
      records += 1;
      if (record.kind !== "failure") {
        last = `; the last record was ${record.kind === "document" ? record.document.id : record.documentId}`;
      }
      yield record;
    }
    if (records > 0 || format === "dead-letter" || format === "pubmed-xml") return;
    yield failed({ origin: { file, record: 1 }, reason: "there is no record in it" });
  } catch (error) {
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
): AsyncIterable<SourceRecord> {
  switch (format) {
    case "pubmed-xml":
      return readPubmedXml(chunks, file);
    case "medline":
      return readMedline(chunks, file);
    case "jats":
      return readJats(chunks, file);
    case "pubtator":
      return documentsOf(readPubtator(chunks, file));
    case "bioc":
      return documentsOf(readBioc(chunks, file));
    case "jsonl":
      return readJson(chunks, file);
    case "text":
      return readText(chunks, file);
    case "dead-letter":
      return readDeadLetters(chunks, file, readFormat);
  }
}
