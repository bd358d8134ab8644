import type { Origin, SourceRecord } from "../domain/document.js";
import { holdsHalf } from "../domain/half-characters.js";
import { collect, peek } from "./byte-source.js";
import type { Choose } from "./choice.js";
import { documentIdOf } from "./document-id.js";
import { failed, RecordError, sourceOf, tooLarge, utf8Text } from "./failure.js";
import { documentOfJson, isObject, type JsonObject } from "./json-document.js";
import { type JsonPiece, splitJson } from "./json-splitter.js";
import { splitLines } from "./lines.js";
import { headBytes, limitBytes } from "./source-format.js";

/** A JSON record as it stood, before it is understood; `value` is missing when it is not an object. */
export interface JsonRecord {
  readonly number: number;
  readonly key: string | undefined;
  readonly bytes: Buffer;
  readonly value: JsonObject | undefined;
  readonly problem: string | undefined;
}

/**
 * The objects of a file: one a line (a broken line then costs itself alone), or those of one array or object
 * (see {@link splitJson}), or the file itself when it is one record over several lines.
 */
export async function* jsonRecords(
  chunks: AsyncIterable<Buffer>,
  choose?: Choose,
): AsyncGenerator<JsonRecord> {
  const [head, whole] = await peek(chunks, headBytes);
  let number = 0;
  for await (const { key, bytes, oversize } of piecesOf(head, whole)) {
    if (bytes.every((byte) => byte <= 0x20)) continue;
    number += 1;
    const choice = choose?.(number) ?? "take";
    if (choice === "stop") return;
    if (choice === "skip") continue;
    yield parse(number, key, bytes, oversize);
  }
}

function piecesOf(head: Buffer, whole: AsyncIterable<Buffer>): AsyncIterable<JsonPiece> {
  // No more than was asked for, so that the size of chunks decides nothing.
  const text = head.toString("utf8", 0, headBytes).trimStart();
  const [firstLine = ""] = text.split("\n", 1);
  // Only what the file begins with tells: a line further down may be damaged, and hold anything.
  const holdsRecords =
    /^\[|^\{\s*"(?:\d+|PubTator3)"\s*:/.test(text) || /[{,]\s*"documents"\s*:\s*\[/.test(firstLine);
  const goesOn = /[{[,]\s*$/.test(firstLine);
  if (!holdsRecords && !goesOn) return linesOf(whole);
  return /^\{\s*"(?:id|pmid|_id|title|abstract|text|document)"/.test(text)
    ? oneOf(whole)
    : splitJson(whole, limitBytes);
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<JsonPiece> {
  for await (const { bytes, oversize } of splitLines(chunks, limitBytes))
    yield { key: undefined, bytes, oversize };
}

async function* oneOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<JsonPiece> {
  yield { key: undefined, ...(await collect(chunks, limitBytes)) };
}

function parse(number: number, key: string | undefined, bytes: Buffer, oversize: boolean): JsonRecord {
  const base = { number, key, bytes, value: undefined };
  if (oversize) return { ...base, problem: tooLarge(limitBytes) };
  const text = utf8Text(bytes);
  if (text === undefined) return { ...base, problem: "it is not valid UTF-8" };
  try {
    const value: unknown = JSON.parse(text);
    if (holdsHalf(value, text)) {
      return { ...base, problem: "it holds half a character (\\ud800 to \\udfff without its other half)" };
    }
    return isObject(value)
      ? { ...base, value, problem: undefined }
      : { ...base, problem: "it is not a JSON object" };
  } catch (error) {
    // The parser quotes what it met, be it half a character.
    const message = (error as Error).message.replace(/\p{Surrogate}/gu, "\ufffd");
    return { ...base, problem: `it is not JSON: ${message}` };
  }
}

/** Documents of JSON lines (or of one array, or one object by id); `"delete": true` says that one is gone. */
export async function* readJson(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<SourceRecord> {
  for await (const record of jsonRecords(chunks, choose))
    yield recordOf(record, { file, record: record.number });
}

function recordOf({ key, bytes, value, problem }: JsonRecord, origin: Origin): SourceRecord {
  if (value === undefined) return failed({ origin, reason: problem ?? "", source: sourceOf("jsonl", bytes) });
  try {
    if (value.delete === true)
      return { kind: "deletion", documentId: documentIdOf(value.id ?? value.pmid ?? key), origin };
    return { kind: "document", document: documentOfJson(value, key), origin };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return failed({
      origin,
      reason: error.message,
      field: error.field,
      hint: error.hint,
      ...(key !== undefined && { documentId: key }),
      source: sourceOf("jsonl", key === undefined ? bytes : withId(bytes, key, value)),
    });
  }
}

/** The record's bytes with the key as first member; written by hand, since what nests too deep cannot be written again. */
function withId(bytes: Buffer, key: string, value: JsonObject): Buffer {
  const comma = Object.keys(value).length === 0 ? "" : ",";
  return Buffer.concat([Buffer.from(`{"id":${JSON.stringify(key)}${comma}`), bytes.subarray(1)]);
}
