import type { DocumentId, SourceRecord } from "../domain/document.js";
import type { Choose } from "./choice.js";
import { documentIdOf } from "./document-id.js";
import { jatsDocument } from "./jats-article.js";
import { readXml } from "./xml-records.js";

/** Articles of a JATS file, of PMC's sets of articles, or of whatever else encloses them. */
export function readJats(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<SourceRecord> {
  return readXml<SourceRecord>(chunks, file, {
    format: "jats",
    names: ["article"],
    roots: ["pmc-articleset", "article-set"],
    read: (record, origin) => [{ kind: "document", document: jatsDocument(record), origin }],
    idIn,
    choose,
  });
}

/** The PMID of a record that could not be parsed, else its id in PubMed Central. */
function idIn(text: string): DocumentId | undefined {
  const id = (types: string) =>
    new RegExp(`<article-id\\s+pub-id-type=["'](?:${types})["']\\s*>\\s*((?:PMC)?\\d+)\\s*<`).exec(text)?.[1];
  const pmc = id("pmc|pmcid");
  const found = id("pmid") ?? (pmc && `PMC${pmc.replace("PMC", "")}`);
  return found === undefined ? undefined : documentIdOf(found);
}
