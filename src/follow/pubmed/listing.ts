import { LitweaveError } from "../../domain/errors.js";
import type { Patience } from "../http/patience.js";
import { fetchText } from "../http/text.js";
import type { PubmedFile } from "./pubmed-file.js";

const link = /href="(?:[^"]*\/)?(pubmed(\d\d)n(\d{4,})\.xml\.gz)"/giu;

/**
 * The PubMed files that a folder's page lists, in the order of their years and numbers.
 *
 * @throws LitweaveError `BAD_INPUT` when it lists none, and what {@link fetchText} throws
 */
export async function listPubmedFiles(folder: URL, patience: Patience): Promise<readonly PubmedFile[]> {
  const files = filesIn(await fetchText(folder, patience), folder);
  if (files.length > 0) return files;
  throw new LitweaveError("BAD_INPUT", `the page at ${folder.href} lists no PubMed files`, {
    hint: "--base-url is to hold the folders updatefiles/ and baseline/ of https://ftp.ncbi.nlm.nih.gov/pubmed/",
  });
}

function filesIn(page: string, folder: URL): readonly PubmedFile[] {
  const files = new Map<string, PubmedFile>();
  for (const [, name = "", year, number] of page.matchAll(link)) {
    files.set(name, { name, year: Number(year), number: Number(number), url: new URL(name, folder) });
  }
  return [...files.values()].sort((a, b) => a.year - b.year || a.number - b.number);
}
