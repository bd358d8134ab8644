import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import type { GoldDocument } from "../domain/gold.js";
import { readBioc } from "./bioc.js";
import { collect, openBytes, peek } from "./byte-source.js";
import { parseDdi } from "./ddi.js";
import { RecordError, utf8Text } from "./failure.js";
import { goldFormatOf } from "./gold-format.js";
import { jsonRecords } from "./json-records.js";
import { splitLines } from "./lines.js";
import { isHeader, parseMaskedSentence } from "./masked-sentence.js";
import { holdsAbstracts, readProteinTsv } from "./protein-tsv.js";
import { readPubtator } from "./pubtator.js";
import { parsePure } from "./pure.js";
import { headBytes, limitBytes } from "./source-format.js";

/**
 * The annotated documents of a corpus: PubTator or BioC; ChemProt and DrugProt (the file of abstracts, or a folder with
 * one); DDI-2013 (a file, or a folder of them); anonymised sentences in columns; DiMB-RE's JSON lines. Files may be gzipped, but
 * for ChemProt's and DrugProt's. Scores over part of a corpus would mislead, so nothing is left out in silence.
 *
 * @throws LitweaveError `BAD_RECORD` at the first document that cannot be read, `BAD_INPUT` for another format,
 *   `NOT_FOUND` when a file that belongs to it is missing
 */
export async function* readGold(path: string): AsyncGenerator<GoldDocument> {
  if ((await stat(path)).isDirectory()) {
    yield* readFolder(path);
    return;
  }
  const [head, chunks] = await peek(openBytes(path), headBytes);
  const format = goldFormatOf(head);
  switch (format) {
    case "protein-tsv":
      await chunks.return(undefined);
      yield* readProteinTsv(path);
      return;
    case "ddi":
      yield await ddiOf(chunks, path);
      return;
    case "masked-tsv":
      yield* readMasked(chunks, path);
      return;
    case "pure":
      yield* readPure(chunks, path);
      return;
    case "pubtator":
    case "bioc":
      yield* readAnnotated(format === "bioc" ? readBioc(chunks, path) : readPubtator(chunks, path), path);
      return;
    default:
      await chunks.return(undefined);
      throw new LitweaveError("BAD_INPUT", `${path} is ${format}, which has no annotations`, {
        hint: "give a corpus in PubTator or BioC format, for relations also ChemProt, DrugProt, DDI-2013, DiMB-RE or anonymised sentences; for mentions also CoNLL columns",
      });
  }
}

/** Whether a folder is a corpus that {@link readGold} reads, by the names of its files. */
export function isGoldFolder(names: readonly string[]): boolean {
  return holdsAbstracts(names) || names.some((name) => name.endsWith(".xml"));
}

async function* readFolder(folder: string): AsyncGenerator<GoldDocument> {
  const names = await readdir(folder);
  if (holdsAbstracts(names)) {
    yield* readProteinTsv(folder);
    return;
  }
  const documents = names.filter((name) => name.endsWith(".xml")).sort();
  if (documents.length === 0) {
    throw new LitweaveError(
      "BAD_INPUT",
      `${folder} holds neither abstracts of ChemProt or DrugProt nor XML`,
      {
        hint: "name the file itself",
      },
    );
  }
  for (const name of documents) {
    const path = join(folder, name);
    const [head, chunks] = await peek(openBytes(path), headBytes);
    const format = goldFormatOf(head);
    if (format === "ddi") yield await ddiOf(chunks, path);
    else {
      await chunks.return(undefined);
      throw new LitweaveError("BAD_INPUT", `${path} is ${format}; DDI-2013 was wanted`, {
        hint: "files of other formats are given one by one",
      });
    }
  }
}

async function* readAnnotated(
  sources: ReturnType<typeof readPubtator>,
  path: string,
): AsyncGenerator<GoldDocument> {
  for await (const source of sources) {
    if (source.kind === "failure") throw badRecord(path, source.failure.record, source.failure.reason);
    yield orBadRecord(path, source.document.id, () => source.gold());
  }
}

async function ddiOf(chunks: AsyncIterable<Buffer>, path: string): Promise<GoldDocument> {
  const { bytes, oversize } = await collect(chunks, limitBytes);
  return orBadRecord(path, 1, () => {
    const text = oversize ? undefined : utf8Text(bytes);
    if (text === undefined) throw new RecordError(oversize ? "it is too large" : "it is not valid UTF-8");
    return parseDdi(text);
  });
}

async function* readMasked(chunks: AsyncIterable<Buffer>, path: string): AsyncGenerator<GoldDocument> {
  let rows = 0;
  for await (const { number, bytes } of splitLines(chunks, limitBytes)) {
    const line = utf8Text(bytes);
    if (line === undefined) throw badRecord(path, `on line ${number}`, "it is not valid UTF-8");
    if (line.trim() === "" || (rows === 0 && isHeader(line))) continue;
    rows += 1;
    yield orBadRecord(path, `on line ${number}`, () => parseMaskedSentence(line, rows));
  }
}

async function* readPure(chunks: AsyncIterable<Buffer>, path: string): AsyncGenerator<GoldDocument> {
  for await (const { number, value, problem } of jsonRecords(chunks)) {
    yield orBadRecord(path, number, () => {
      if (value === undefined) throw new RecordError(problem ?? "it is no object");
      return parsePure(value);
    });
  }
}

function orBadRecord<T>(path: string, record: number | string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RecordError ? badRecord(path, record, error.message) : error;
  }
}

function badRecord(path: string, record: number | string, reason: string): LitweaveError {
  return new LitweaveError("BAD_RECORD", `${path}, record ${record}: ${reason}`, {
    hint: "correct the file",
  });
}
