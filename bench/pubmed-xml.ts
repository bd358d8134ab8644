import { spawn } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

interface Abstract {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Which of the abstracts, and how many go into a file. */
interface Selection {
  readonly skip: number;
  readonly count: number;
  readonly each: number;
}

/**
 * Real abstracts from JSON lines `{id, title, text}` (`.xz` is unpacked by the system's `xz`), set as PubMed sets its baseline: gzipped
 * `PubmedArticleSet`s. Those whose id is no PMID get a number that PubMed has not come to.
 *
 * @returns the files, in order
 */
export async function setAsPubmed(
  source: string,
  folder: string,
  { skip, count, each }: Selection,
): Promise<readonly string[]> {
  const abstracts = selected(abstractsOf(source), skip, skip + count);
  const files: string[] = [];
  for (let first = 0; first < count; first += each) {
    const file = join(folder, `pubmed-${skip + first}.xml.gz`);
    const set = Readable.from(setOf(abstracts, Math.min(each, count - first)));
    await pipeline(set, createGzip({ level: 1 }), createWriteStream(file));
    files.push(file);
  }
  await abstracts.return(undefined);
  return files;
}

async function* setOf(abstracts: AsyncIterator<Abstract>, most: number): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n';
  for (let at = 0; at < most; at++) {
    const next = await abstracts.next();
    if (next.done) break;
    yield articleOf(next.value);
  }
  yield "</PubmedArticleSet>\n";
}

function articleOf({ id, title, text }: Abstract): string {
  return `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">${id}</PMID>
<DateRevised><Year>2024</Year><Month>01</Month><Day>15</Day></DateRevised>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><PubDate><Year>2010</Year></PubDate></JournalIssue><Title>Journal</Title></Journal>
<ArticleTitle>${escaped(title)}</ArticleTitle><Abstract><AbstractText>${escaped(text)}</AbstractText></Abstract>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const isPmid = /^\d{1,8}$/u;
const firstUnused = 90_000_000;

async function* abstractsOf(source: string): AsyncGenerator<Abstract> {
  const unpacking = source.endsWith(".xz") ? spawn("xz", ["-dc", source]) : undefined;
  let lines = 0;
  try {
    for await (const line of createInterface({ input: unpacking?.stdout ?? createReadStream(source) })) {
      lines += 1;
      const abstract = JSON.parse(line) as Abstract;
      yield isPmid.test(abstract.id) ? abstract : { ...abstract, id: String(firstUnused + lines) };
    }
  } finally {
    unpacking?.kill();
  }
}

async function* selected<T>(items: AsyncIterable<T>, from: number, to: number): AsyncGenerator<T> {
  let at = 0;
  for await (const item of items) {
    if (at >= to) return;
    if (at++ >= from) yield item;
  }
}
