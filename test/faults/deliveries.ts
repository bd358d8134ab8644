import { mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { deliveriesOf, type History, history } from "../semantics/histories.js";
import { type kinds, kindsIn } from "../semantics/kinds.js";
import { embeddedPlace } from "../semantics/places.js";
import { faultsAfter } from "../semantics/play.js";
import type { ClimbOptions, Outcome, Rung } from "./rung.js";

/** Those that this rung is about; the histories hold the others besides. */
const told: readonly (keyof typeof kinds)[] = [
  "the same delivery again",
  "the answer to a commit is lost",
  "an older revision after a newer",
  "a deletion before its document",
  "a notice before its document",
  "two writers at once",
  "a writer dies in the middle of a write",
];

export const deliveries: Rung = {
  name: "deliveries",
  what: "deliveries twice, in any order, and again because the answer to their commit was lost, by one writer or two, with deletions, notices and revisions among them: random histories, each against a model of the graph (`npm run histories` tries more)",
  times: 2_000,
  timesInTests: 30,
  climb,
};

async function climb({ times, folder }: ClimbOptions): Promise<Outcome> {
  const graph = join(folder, "graph");
  mkdirSync(graph);
  const place = embeddedPlace(graph);
  const seen = new Map(told.map((kind) => [kind, 0]));
  let given = 0;
  const faults: string[] = [];
  try {
    const outcome = await fc.check(
      fc.asyncProperty(history, async (past: History) => {
        given += deliveriesOf(past).length;
        const happened = new Set(kindsIn(past));
        for (const kind of told) if (happened.has(kind)) seen.set(kind, seen.get(kind)! + 1);
        const found = await faultsAfter(place, past);
        if (found.length > 0) throw new Error(found.join("\n"));
      }),
      { numRuns: times },
    );
    if (outcome.failed) faults.push(fc.defaultReportMessage(outcome) ?? "a history failed");
  } finally {
    await place.end();
  }
  const counts = [...seen].map(([kind, count]) => `${kind}: ${count}`).join(", ");
  return { done: `${times} histories with ${given} deliveries; ${counts}`, seen: [], faults };
}
