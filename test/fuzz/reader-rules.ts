import { isDeepStrictEqual } from "node:util";
import type { Document, SourceRecord } from "../../src/domain/document.js";
import { readFormat } from "../../src/read/records.js";
import type { SourceFormat } from "../../src/read/source-format.js";
import { checkDocument, checkValue } from "./document-rules.js";
import { Broken, hold } from "./target.js";

/** How records of a format stand in a file, and two that are whole. */
export interface Frame {
  readonly open: string;
  readonly between: string;
  readonly close: string;
  readonly first: string;
  readonly last: string;
  /** Damage that by the format's own rules reaches on into the next record: an open comment, a bracket that is not closed. */
  readonly reachesOn: (damage: Buffer) => boolean;
}

interface Reading {
  readonly records: readonly SourceRecord[];
  /** The fault of the file as a whole, which ends the reading. */
  readonly fault: string | undefined;
}

/** Faults of a whole file that a reader may throw; {@link readFormat}'s caller makes failures of them. */
const fileFaults = /^SyntaxError: the JSON ends before it is closed$/u;

export async function readingOf(format: SourceFormat, bytes: Buffer, size = bytes.length): Promise<Reading> {
  const records: SourceRecord[] = [];
  try {
    for await (const record of readFormat(format, inChunks(bytes, size), "sample")) records.push(record);
    return { records, fault: undefined };
  } catch (error) {
    const fault = String(error);
    if (!fileFaults.test(fault)) throw error;
    return { records, fault };
  }
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += Math.max(1, size))
    yield bytes.subarray(at, at + Math.max(1, size));
}

export function checkRecords(records: readonly SourceRecord[]): void {
  for (const record of records) {
    if (record.kind === "document") checkDocument(record.document);
    else if (record.kind === "deletion")
      hold(/^[^:\s]+:\S+$/u.test(record.documentId), "what is deleted has an id");
    else {
      hold(record.failure.reason !== "", "a failure says why");
      hold(
        Number.isInteger(record.failure.record) && record.failure.record > 0,
        "a failure says which record it was",
      );
      checkValue(record.failure, "failure");
    }
  }
}

/** What every reader keeps to, of whatever bytes. */
export async function checkReader(format: SourceFormat, bytes: Buffer, frame?: Frame): Promise<void> {
  const whole = await readingOf(format, bytes);
  checkRecords(whole.records);
  // Byte by byte where the length says so: that is dear.
  const size = bytes.length <= 2_048 ? 1 + 23 * (bytes.length % 8) : 61 + Math.floor(bytes.length / 5);
  const cut = await readingOf(format, bytes, size);
  hold(
    isDeepStrictEqual(cut, whole),
    "chunks of another size give the same records",
    () => `${size} bytes a chunk: ${JSON.stringify(firstDifference(cut.records, whole.records))}`,
  );
  if (bytes.length < 64 * 1024) await checkDeadLetters(whole.records);
  if (frame !== undefined) await checkNeighbours(format, bytes, frame);
}

function firstDifference(one: readonly SourceRecord[], other: readonly SourceRecord[]): unknown {
  const at = one.findIndex((record, index) => !isDeepStrictEqual(record, other[index]));
  return at < 0 ? [one.length, other.length] : [one[at], other[at]];
}

/** A failure that kept its source is read again from it, and says the same or better. */
async function checkDeadLetters(records: readonly SourceRecord[]): Promise<void> {
  for (const record of records.slice(0, 40)) {
    if (record.kind !== "failure" || record.failure.source === undefined) continue;
    const line = Buffer.from(`${JSON.stringify(record.failure)}\n`);
    const again = await readingOf("dead-letter", line).catch((error: unknown) => {
      throw new Broken("what a dead letter keeps can be read", String(error));
    });
    hold(
      again.records.length > 0 || again.fault !== undefined,
      "a dead letter is not lost when it is read",
      () => line.toString(),
    );
    checkRecords(again.records);
  }
}

/** A damaged record costs itself alone. */
async function checkNeighbours(format: SourceFormat, damage: Buffer, frame: Frame): Promise<void> {
  const { open, between, close, first, last, reachesOn } = frame;
  const file = Buffer.concat([
    Buffer.from(`${open}${first}${between}`),
    damage,
    Buffer.from(`${between}${last}${close}`),
  ]);
  const given = await readingOf(format, file);
  const documents = given.records.flatMap((record) => (record.kind === "document" ? record.document : []));
  const [one, other] = await wholeOnes(format, frame);
  hold(
    documents.some((document) => isDeepStrictEqual(document, one)),
    "the record before a damaged one is read",
    () => file.toString(),
  );
  if (reachesOn(damage)) return;
  hold(
    documents.some((document) => isDeepStrictEqual(document, other)),
    "the record behind a damaged one is read",
    () => file.toString(),
  );
}

const read = new WeakMap<Frame, readonly Document[]>();

/** The two whole records of a frame as they are read when nothing damaged stands between them. */
async function wholeOnes(format: SourceFormat, frame: Frame): Promise<readonly Document[]> {
  const { open, between, close, first, last } = frame;
  const known = read.get(frame);
  if (known !== undefined) return known;
  const { records } = await readingOf(format, Buffer.from(open + first + between + last + close));
  const documents = records.flatMap((record) => (record.kind === "document" ? record.document : []));
  hold(documents.length === 2, "the whole records are read when they stand alone");
  read.set(frame, documents);
  return documents;
}

/** Comments, CDATA sections and processing instructions go on until they are closed; a document type may be anywhere. */
export function xmlReachesOn(damage: Buffer): boolean {
  return damage.includes("<!") || damage.includes("<?");
}
