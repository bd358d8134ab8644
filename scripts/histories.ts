/**
 * Tries histories by the thousand: after each, the store's graph must equal the model's. One that ends otherwise is shrunk and told.
 * `npm run histories -- [--store embedded|neo4j] [--runs 10000] [--seed S] [--page]`; with `--page` what was tried goes to
 * docs/benchmarks.md. Neo4j is the server at `NEO4J_URI`, which is emptied, or one of our own.
 */
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { machine, table, writeBlock } from "../bench/page.js";
import { startNeo4j } from "../test/neo4j/server.js";
import { deliveriesOf, type History, history } from "../test/semantics/histories.js";
import { kinds, kindsIn } from "../test/semantics/kinds.js";
import { embeddedPlace, neo4jPlace, type Place } from "../test/semantics/places.js";
import { faultsAfter } from "../test/semantics/play.js";

const { values } = parseArgs({
  options: {
    store: { type: "string", default: "embedded" },
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    page: { type: "boolean", default: false },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];

async function openPlace(): Promise<{ readonly place: Place; readonly stop: () => Promise<void> }> {
  if (values.store === "neo4j") {
    const server = await startNeo4j();
    if (!server) throw new Error("no Neo4j: it takes Java 17 or newer and Maven");
    return { place: neo4jPlace(server), stop: server.stop };
  }
  if (values.store !== "embedded") throw new Error(`there is no store “${values.store}”: embedded or neo4j`);
  // In memory where the system offers a folder there, since each commit is forced to disk.
  const shelf = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  return {
    place: embeddedPlace(mkdtempSync(join(shelf, "litweave-histories-"))),
    stop: async () => undefined,
  };
}

const where = machine();
const seen = new Map(Object.keys(kinds).map((kind) => [kind, 0]));
let [tried, deliveries] = [0, 0];

function count(past: History): void {
  tried++;
  deliveries += deliveriesOf(past).length;
  for (const kind of kindsIn(past)) seen.set(kind, seen.get(kind)! + 1);
  if (tried % 500 === 0) console.log(`${tried} of ${runs}`);
}

const { place, stop } = await openPlace();
const from = performance.now();
try {
  await fc.assert(
    fc.asyncProperty(history, async (past) => {
      count(past);
      const faults = await faultsAfter(place, past);
      if (faults.length > 0) throw new Error(faults.join("\n"));
    }),
    { numRuns: runs, seed },
  );
} finally {
  await place.end();
  await stop();
}
const seconds = (performance.now() - from) / 1000;
const command = `npm run histories -- --store ${values.store} --runs ${runs} --seed ${seed}`;
const lines = [
  `\`${command}\` on ${where}.`,
  "",
  `${tried} histories with ${deliveries} deliveries in ${seconds.toFixed(0)} s; every one ended with the model's graph and with nothing for \`verify\` to find.`,
  "",
  ...table([["what happened", "in so many histories"], ...[...seen].sort((a, b) => b[1] - a[1])]),
];
console.log(lines.join("\n"));
if (values.page) writeBlock(`histories-${values.store}`, lines);
