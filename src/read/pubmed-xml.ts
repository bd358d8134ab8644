import type { Document, DocumentId, Origin, SourceRecord } from "../domain/document.js";
import { failed, RecordError, sourceOf, utf8Text } from "./failure.js";
import { articleOf, bookArticleOf, pmidOf } from "./pubmed-article.js";
import { splitXml, type XmlPiece } from "./xml-record-splitter.js";
import { elements, parseXml, type XmlElement, XmlError } from "./xml-tree.js";

const format = "pubmed-xml";
/** A thousand times an ordinary record; the longest known (author lists of thousands) take a few MiB. */
const limitBytes = 32 * 1024 * 1024;
const documentReaders: Readonly<Record<string, (record: XmlElement) => Document>> = {
  PubmedArticle: articleOf,
  PubmedBookArticle: bookArticleOf,
};
/** Lists of PMIDs that are gone, of articles and of books. */
const deletionLists = ["DeleteCitation", "DeleteDocument"];
const names = [...Object.keys(documentReaders), ...deletionLists];
/** Roots of files that may hold no record at all. */
const emptySets = ["PubmedArticleSet", "PubmedBookArticleSet"];

/** Articles, book articles and deletions of a PubMed XML file, whatever element encloses them. */
export async function* readPubmedXml(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<SourceRecord> {
  let record = 0;
  let lastId: string | undefined;
  let lastWasCutOff = false;
  for await (const piece of splitXml(chunks, { names, limitBytes })) {
    const after = lastId === undefined ? "" : `; the last record read was ${lastId}`;
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
      const problem = lastWasCutOff ? undefined : endProblem(piece, record);
      if (problem !== undefined) yield failed({ origin: { file, record: record + 1 }, reason: problem + after });
      return;
    }
    record += 1;
    for (const read of recordsOf(piece, { file, record }, after)) {
      if (read.kind === "document") lastId = read.document.id;
      yield read;
    }
    lastWasCutOff = piece.kind === "fragment";
  }
}

function endProblem(piece: XmlPiece & { kind: "end" }, records: number): string | undefined {
  const { root, closed } = piece;
  if (root === undefined) return "there is no XML element in it";
  if (!closed) return `the file ends before its </${root}>`;
  if (records > 0 || emptySets.includes(root)) return undefined;
  return `its root element is <${root}>, and there is no PubmedArticle in it`;
}

type RecordPiece = Extract<XmlPiece, { readonly bytes: Buffer }>;

function recordsOf(piece: RecordPiece, origin: Origin, after: string): readonly SourceRecord[] {
  const text = utf8Text(piece.bytes);
  const fail = (reason: string, more: { field?: string | undefined; hint?: string | undefined } = {}) => [
    failed({
      origin,
      reason,
      ...more,
      documentId: documentIdIn(piece.bytes),
      ...(piece.kind !== "oversize" && { source: sourceOf(format, piece.bytes) }),
    }),
  ];
  if (piece.kind === "oversize") return fail(`<${piece.name}> is larger than ${limitBytes / 1024 / 1024} MiB`);
  if (piece.kind === "fragment") return fail(piece.reason + after);
  if (text === undefined) return fail("it is not valid UTF-8", { hint: "declare the file's encoding in its first line" });
  try {
    return parsed(parseXml(text), origin);
  } catch (error) {
    if (error instanceof RecordError) return fail(error.message, { field: error.field, hint: error.hint });
    if (error instanceof XmlError) return fail(`the XML is not well-formed: ${error.message}`);
    throw error;
  }
}

function parsed(element: XmlElement, origin: Origin): readonly SourceRecord[] {
  const read = documentReaders[element.name];
  if (read !== undefined) return [{ kind: "document", document: read(element), origin }];
  return elements(element, "PMID").map((pmid) => {
    const documentId = pmidOf(pmid);
    if (documentId === undefined) throw new RecordError(`${element.name} has a PMID without number`, { field: "PMID" });
    return { kind: "deletion", documentId, origin };
  });
}

/** The PMID of a record that could not be parsed, for whoever looks for it. */
function documentIdIn(bytes: Buffer): DocumentId | undefined {
  const digits = /<PMID(?:\s[^>]*)?>\s*(\d+)\s*</.exec(bytes.toString("latin1"))?.[1];
  return digits === undefined ? undefined : `PMID:${digits}`;
}
