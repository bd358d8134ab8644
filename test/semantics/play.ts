import type { DocumentChange, Finding, GraphRow, GraphStore } from "../../src/domain/graph-store.js";
import { withFault } from "./faults.js";
import { type Batch, deliveriesOf, type History } from "./histories.js";
import { graphOf } from "./model.js";
import type { Place } from "./places.js";
import { differenceOfRows } from "./row-difference.js";

/** Lets a history happen on an empty graph. */
export async function play(place: Place, { steps }: History): Promise<void> {
  await place.clear();
  for (const batches of steps) await Promise.all(batches.map((batch) => writeBatch(place, batch)));
}

async function writeBatch(place: Place, { writer, deliveries, fault }: Batch): Promise<void> {
  const changes = deliveries.map(({ change }) => change);
  if (fault) {
    const store = await place.store(writer);
    await withFault(fault, () => store.write(changes));
    if (fault.dies) await place.bury(writer);
  }
  await (await place.store(writer)).write(changes);
}

/** What is wrong with the graph after a history: rows other than the model's, and what `verify` finds. */
export async function faultsAfter(place: Place, history: History): Promise<readonly string[]> {
  await play(place, history);
  return faultsOf(
    await place.store("A"),
    deliveriesOf(history).map(({ change }) => change),
  );
}

export async function faultsOf(
  store: GraphStore,
  deliveries: readonly DocumentChange[],
): Promise<readonly string[]> {
  const rows: GraphRow[] = [];
  for await (const row of store.rows()) rows.push(row);
  const findings: Finding[] = [];
  for await (const finding of store.verify({ repair: false })) findings.push(finding);
  return [
    ...differenceOfRows(rows, graphOf(deliveries)),
    ...findings.map(({ invariant, subject, message }) => `verify, ${invariant}: ${subject}: ${message}`),
  ];
}
