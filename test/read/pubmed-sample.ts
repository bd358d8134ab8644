import type { SourceRecord } from "../../src/domain/document.js";

/** Records in PubMed XML for tests, of our own words. */
export interface SampleArticle {
  readonly pmid?: string;
  readonly version?: string;
  readonly title?: string;
  /** Elements inside Abstract. */
  readonly abstract?: string;
  /** Elements inside Article after the abstract. */
  readonly article?: string;
  /** Elements inside MedlineCitation after Article. */
  readonly citation?: string;
  readonly pubDate?: string;
  readonly dateRevised?: string;
  /** Elements inside PubmedData. */
  readonly data?: string;
}

export function article(sample: SampleArticle): string {
  const {
    pmid = "11",
    version = "1",
    title = "A title.",
    abstract,
    article: more = "",
    citation = "",
  } = sample;
  const { pubDate = "<Year>2019</Year>", dateRevised = "", data = "" } = sample;
  return [
    "<PubmedArticle><MedlineCitation>",
    pmid === "" ? "" : `<PMID Version="${version}">${pmid}</PMID>`,
    dateRevised && `<DateRevised>${dateRevised}</DateRevised>`,
    `<Article><Journal><JournalIssue><PubDate>${pubDate}</PubDate></JournalIssue><Title>Journal of Samples</Title></Journal>`,
    `<ArticleTitle>${title}</ArticleTitle>`,
    abstract === undefined ? "" : `<Abstract>${abstract}</Abstract>`,
    `${more}</Article>${citation}</MedlineCitation><PubmedData>${data}</PubmedData></PubmedArticle>`,
  ].join("");
}

export function articleSet(...records: readonly string[]): string {
  return `<?xml version="1.0"?>\n<PubmedArticleSet>\n${records.join("\n")}\n</PubmedArticleSet>\n`;
}

/** Bytes in chunks of `size`. */
export async function* chunked(content: string | Buffer, size = 65_536): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function gather<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** What each record is, in a word: its document id, the reason of its failure, the id that is gone. */
export function outline(records: readonly SourceRecord[]): readonly string[] {
  return records.map((record) => {
    if (record.kind === "document") return record.document.id;
    return record.kind === "deletion" ? `gone ${record.documentId}` : `failed: ${record.failure.reason}`;
  });
}
