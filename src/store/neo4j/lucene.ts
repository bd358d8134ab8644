/** One term, taken as it is: nothing of Lucene's syntax counts within quotes but the quote and the backslash. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, "\\$&")}"`;
}

/** The beginning of a term: every character that could be syntax is marked as none. */
export function beginningWith(text: string): string {
  return `${text.replace(/[^\p{L}\p{N}]/gu, "\\$&")}*`;
}
