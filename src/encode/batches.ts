/** A row to be encoded: content tokens [start, end) of document `document` in the caller's list. */
export interface Row {
  readonly document: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Rows sorted by length and put together so that rows × longest, with two special tokens each, stays within `budget`;
 * a row longer than the budget goes alone. Padding is what a batch costs beside its tokens, and sorting keeps it small.
 */
export function fillBatches<R extends Row>(rows: readonly R[], budget: number): readonly (readonly R[])[] {
  const length = (row: R) => row.end - row.start + 2;
  const sorted = [...rows].sort(
    (a, b) => length(a) - length(b) || a.document - b.document || a.start - b.start,
  );
  const batches: R[][] = [];
  let batch: R[] = [];
  for (const row of sorted) {
    if (batch.length > 0 && (batch.length + 1) * length(row) > budget) {
      batches.push(batch);
      batch = [];
    }
    batch.push(row);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
