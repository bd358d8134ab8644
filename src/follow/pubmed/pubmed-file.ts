/**
 * Where a store stands in PubMed's files: `pubmed26n1336` is year 26, number 1336. Each December a new year begins with a
 * new baseline from number 1; the year's update files go on counting where its baseline ends.
 */
export interface PubmedPosition {
  /** Two digits, as in the name. */
  readonly year: number;
  readonly number: number;
}

/** One of the files at https://ftp.ncbi.nlm.nih.gov/pubmed/. */
export interface PubmedFile extends PubmedPosition {
  /** `pubmed26n1336.xml.gz` */
  readonly name: string;
  readonly url: URL;
}

export function pubmedName({ year, number }: PubmedPosition): string {
  return `pubmed${String(year).padStart(2, "0")}n${String(number).padStart(4, "0")}`;
}
