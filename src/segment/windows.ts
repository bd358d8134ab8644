/**
 * Tokens [start, end) are seen by the encoder; tokens [ownStart, ownEnd) are read from this window.
 * The own ranges of a document's windows follow each other without gap or overlap.
 */
export interface Window {
  readonly start: number;
  readonly end: number;
  readonly ownStart: number;
  readonly ownEnd: number;
}

/**
 * Windows over a document of `tokens` content tokens; none over an empty one. The same rule stands in the training
 * tools, in `windows.py`.
 *
 * Window k begins at k · (size − overlap). Of an overlap the first half belongs to the earlier window, the second to
 * the later one: each token is read where it is farther from the edge of what the encoder sees.
 *
 * @param size content tokens in a window: the encoder's maximum less its two special tokens
 * @param overlap tokens that neighbours share, less than `size`
 */
export function windowsOf(tokens: number, size: number, overlap: number): readonly Window[] {
  const windows: Window[] = [];
  const half = Math.floor(overlap / 2);
  for (let start = 0; start < tokens; start += size - overlap) {
    const end = Math.min(start + size, tokens);
    const isLast = end === tokens;
    windows.push({
      start,
      end,
      ownStart: start === 0 ? 0 : start + half,
      ownEnd: isLast ? end : end - (overlap - half),
    });
    if (isLast) break;
  }
  return windows;
}
