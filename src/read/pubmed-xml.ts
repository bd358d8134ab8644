import type { Document, DocumentId, Origin, SourceRecord } from "../domain/document.js";
import type { Choose } from "./choice.js";
import { RecordError } from "./failure.js";
import { articleOf, bookArticleOf, pmidOf } from "./pubmed-article.js";
import { readXml } from "./xml-records.js";
import { elements, type XmlElement } from "./xml-tree.js";

const documentReaders: Readonly<Record<string, (record: XmlElement) => Document>> = {
  PubmedArticle: articleOf,
  PubmedBookArticle: bookArticleOf,
};
/** Lists of PMIDs that are gone, of articles and of books. */
const deletionLists = ["DeleteCitation", "DeleteDocument"];

/** Articles, book articles and deletions of a PubMed XML file. */
export function readPubmedXml(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<SourceRecord> {
  return readXml<SourceRecord>(chunks, file, {
    format: "pubmed-xml",
    names: [...Object.keys(documentReaders), ...deletionLists],
    roots: ["PubmedArticleSet", "PubmedBookArticleSet"],
    read,
    idIn,
    choose,
  });
}

function read(record: XmlElement, origin: Origin): readonly SourceRecord[] {
  const reader = documentReaders[record.name];
  if (reader !== undefined) return [{ kind: "document", document: reader(record), origin }];
  return elements(record, "PMID").map((pmid) => {
    const documentId = pmidOf(pmid);
    if (documentId === undefined)
      throw new RecordError(`${record.name} has a PMID without number`, { field: "PMID" });
    return { kind: "deletion", documentId, origin };
  });
}

/** The first PMID of a record that could not be parsed, for whoever looks for it. */
function idIn(text: string): DocumentId | undefined {
  const digits = /<PMID(?:\s[^>]*)?>\s*(\d+)\s*</.exec(text)?.[1];
  return digits === undefined ? undefined : `PMID:${digits}`;
}
