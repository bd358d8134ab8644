import type { DocumentId, Origin } from "../domain/document.js";
import type { Choose } from "./choice.js";
import { type FailedRecord, failed, RecordError, sourceOf, utf8Text } from "./failure.js";
import { limitBytes, type SourceFormat } from "./source-format.js";
import { splitXml, type XmlPiece } from "./xml-record-splitter.js";
import { parseXml, type XmlElement, XmlError } from "./xml-tree.js";

/** How a kind of XML file is read. */
export interface XmlRecords<T> {
  readonly format: SourceFormat;
  /** Elements that are records. */
  readonly names: readonly string[];
  /** Roots of files that may hold no record at all. */
  readonly roots: readonly string[];
  /** Throws RecordError when the record cannot be used. */
  readonly read: (record: XmlElement, origin: Origin) => readonly T[];
  readonly idIn: (text: string) => DocumentId | undefined;
  readonly choose?: Choose | undefined;
}

/**
 * Reads each record of an XML file on its own, whatever element encloses them. What cannot be read is given as a
 * failure in its place, the file's own faults (cut off, another root, entities declared) with the last record before.
 */
export async function* readXml<T>(
  chunks: AsyncIterable<Buffer>,
  file: string,
  kind: XmlRecords<T>,
): AsyncGenerator<T | FailedRecord> {
  let record = 0;
  let lastId: DocumentId | undefined;
  let lastWasCutOff = false;
  for await (const piece of splitXml(chunks, { names: kind.names, limitBytes })) {
    if (piece.kind === "doctype") {
      if (!/<!ENTITY/.test(piece.text)) continue;
      yield failed({
        origin: { file, record: record + 1 },
        reason: "its document type declares entities, which are never expanded",
        field: "DOCTYPE",
        hint: "write the characters themselves and take the <!ENTITY …> declarations out",
      });
      return;
    }
    if (piece.kind === "end") {
      const problem = lastWasCutOff ? undefined : endProblem(piece, record, kind);
      if (problem === undefined) return;
      const after = lastId === undefined ? "" : `; the last record was ${lastId}`;
      yield failed({ origin: { file, record: record + 1 }, reason: problem + after });
      return;
    }
    record += 1;
    const choice = kind.choose?.(record) ?? "take";
    if (choice === "stop") return;
    lastWasCutOff = piece.kind === "fragment";
    lastId = idIn(piece, kind) ?? lastId;
    if (choice === "take") yield* readPiece(piece, { file, record }, kind);
  }
}

function endProblem(
  piece: XmlPiece & { kind: "end" },
  records: number,
  kind: XmlRecords<unknown>,
): string | undefined {
  const { root, closed } = piece;
  if (root === undefined) return "there is no XML element in it";
  if (records === 0 && !kind.roots.includes(root))
    return `its root is <${root}>, and there is no <${kind.names[0]}> in it`;
  return closed ? undefined : `the file ends before its </${root}>`;
}

/** Ids stand near a record's beginning, and must be found in what cannot be parsed. */
function idIn(piece: RecordPiece, kind: XmlRecords<unknown>): DocumentId | undefined {
  return kind.idIn(piece.bytes.toString("latin1", 0, 4096));
}

type RecordPiece = Extract<XmlPiece, { readonly bytes: Buffer }>;

function readPiece<T>(
  piece: RecordPiece,
  origin: Origin,
  kind: XmlRecords<T>,
): readonly (T | FailedRecord)[] {
  const text = utf8Text(piece.bytes);
  const fail = (reason: string, more: { field?: string | undefined; hint?: string | undefined } = {}) => [
    failed({
      origin,
      reason,
      ...more,
      documentId: idIn(piece, kind),
      source: piece.kind === "oversize" ? undefined : sourceOf(kind.format, piece.bytes),
    }),
  ];
  if (piece.kind === "oversize")
    return fail(`<${piece.name}> is larger than ${limitBytes / 1024 / 1024} MiB`);
  if (piece.kind === "fragment") return fail(piece.reason);
  if (text === undefined)
    return fail("it is not valid UTF-8", { hint: "declare the file's encoding in its first line" });
  try {
    return kind.read(parseXml(text), origin);
  } catch (error) {
    if (error instanceof RecordError) return fail(error.message, { field: error.field, hint: error.hint });
    if (error instanceof XmlError) return fail(`the XML cannot be read: ${error.message}`);
    throw error;
  }
}
