import type { ChangeOutcome, DocumentChange } from "../domain/graph-store.js";

/** Documents that share a transaction: enough to spread its cost, few enough that locks and memory stay small. */
const batchSize = 100;

/** Writes one batch after the other; when one fails, those before it are done and those after it are not. */
export async function inBatches(
  changes: readonly DocumentChange[],
  write: (batch: readonly DocumentChange[]) => Promise<readonly ChangeOutcome[]>,
): Promise<readonly ChangeOutcome[]> {
  const outcomes: ChangeOutcome[] = [];
  for (let start = 0; start < changes.length; start += batchSize) {
    outcomes.push(...(await write(changes.slice(start, start + batchSize))));
  }
  return outcomes;
}
