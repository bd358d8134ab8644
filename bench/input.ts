import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Document, SourceRecord } from "../src/domain/document.js";
import { readRecords } from "../src/read/records.js";

const root = join(import.meta.dirname, "..");

/** Real PubMed exports where they are at hand, else the records that come with the program; paths from the project. */
export const defaultFiles: readonly string[] = existsSync(join(root, "../shared/data/pubmed"))
  ? ["../shared/data/pubmed/set-a.xml", "../shared/data/pubmed/set-b.xml"]
  : ["samples/01-baseline.xml", "samples/02-update.xml"];

/** The files to read: those named on the command line, else {@link defaultFiles}. */
export function inputFiles(words: readonly string[]): readonly string[] {
  const named = words.filter((word) => !word.startsWith("--"));
  return named.length > 0 ? named : defaultFiles;
}

export function records(files: readonly string[]): AsyncIterable<SourceRecord> {
  return readRecords(files.map((file) => (files === defaultFiles ? join(root, file) : file)));
}

export async function documentsIn(files: readonly string[]): Promise<readonly Document[]> {
  const documents: Document[] = [];
  for await (const record of records(files)) if (record.kind === "document") documents.push(record.document);
  return documents;
}
