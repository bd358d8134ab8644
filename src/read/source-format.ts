/** What {@link readRecords} reads. */
export const sourceFormats = [
  "pubmed-xml",
  "medline",
  "jats",
  "bioc",
  "pubtator",
  "jsonl",
  "text",
  "dead-letter",
] as const;
export type SourceFormat = (typeof sourceFormats)[number];

export function isSourceFormat(text: string): text is SourceFormat {
  return (sourceFormats as readonly string[]).includes(text);
}

/** Bytes at a file's beginning that are enough to tell its format. */
export const headBytes = 64 * 1024;

/** The format of a file by what it begins with; whatever is nothing else is text. */
export function formatOf(head: Buffer): SourceFormat {
  const text = head.toString("utf8").trimStart();
  if (text.startsWith("<")) {
    if (/<(?:!DOCTYPE\s+)?collection[\s>]/.test(text)) return "bioc";
    return /<(?:(?:!DOCTYPE\s+)?article|pmc-articleset)[\s>]/.test(text) ? "jats" : "pubmed-xml";
  }
  if (/^PMID- /.test(text)) return "medline";
  if (/^[^\s|]+\|t\|/.test(text)) return "pubtator";
  if (!/^[[{]/.test(text)) return "text";
  const firstLine = text.slice(0, text.search(/\n|$/));
  if (/"stage"\s*:/.test(firstLine) && /"reason"\s*:/.test(firstLine)) return "dead-letter";
  return /"documents"\s*:\s*\[|"infons"\s*:/.test(text) ? "bioc" : "jsonl";
}

/** The largest record taken, a thousand times an ordinary one; author lists of thousands take a few MiB. */
export const limitBytes = 32 * 1024 * 1024;
