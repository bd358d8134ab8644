import type { ChangeOutcome, DocumentChange } from "../domain/graph-store.js";
import type { WrittenChange } from "../domain/journal.js";

/** Documents that share a transaction: enough to spread its cost, few enough that locks and memory stay small. */
const batchSize = 100;

/** What became of the changes of a batch, in their order, and what they changed. */
export interface Applied {
  readonly outcomes: readonly ChangeOutcome[];
  readonly written: readonly WrittenChange[];
}

/** Writes one batch after the other; when one fails, those before it are done and those after it are not. */
export async function inBatches(
  changes: readonly DocumentChange[],
  write: (batch: readonly DocumentChange[]) => Promise<Applied>,
  onWritten: ((written: readonly WrittenChange[]) => void) | undefined,
): Promise<readonly ChangeOutcome[]> {
  const outcomes: ChangeOutcome[] = [];
  for (let start = 0; start < changes.length; start += batchSize) {
    const applied = await write(changes.slice(start, start + batchSize));
    outcomes.push(...applied.outcomes);
    onWritten?.(applied.written);
  }
  return outcomes;
}
