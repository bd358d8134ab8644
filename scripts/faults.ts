/**
 * Climbs the fault ladder: each rung makes a real fault again and again, and afterwards the graph must equal the undisturbed one.
 * `npm run faults [-- RUNG… --times N --copies N --page]`; the papers are so many copies of the samples. With `--page` what came of it goes to docs/reliability.md.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine, table, tableRows, writeBlock } from "../bench/page.js";
import { layGround, newShelf } from "../test/faults/ground.js";
import { ladder } from "../test/faults/ladder.js";
import { type Outcome, type Rung, Unavailable } from "../test/faults/rung.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string" },
    copies: { type: "string", default: "2" },
    page: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !ladder.some((rung) => rung.name === name));
if (unknown.length > 0) {
  console.error(`there is no rung ${unknown.join(", ")}: ${ladder.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}
const chosen = positionals.length === 0 ? ladder : ladder.filter(({ name }) => positionals.includes(name));
const copies = Number(values.copies);
const page = "reliability.md";
const head = ["command", "what was done", "what a user is told", "afterwards", "seconds"];
const mostFaults = 20;

function cells({ name }: Rung, times: number, outcome: Outcome, seconds: number): readonly string[] {
  return [
    `\`npm run faults -- ${name} --times ${times} --copies ${copies}\``,
    outcome.done,
    outcome.seen.map((message) => message.replaceAll("|", "\\|")).join("<br>") ||
      "nothing: it goes on by itself",
    outcome.faults.length === 0
      ? "the graph equals the undisturbed one, `verify` finds nothing"
      : `**${outcome.faults.length} faults**`,
    seconds.toFixed(0),
  ];
}

const where = machine();
const shelf = newShelf();
const rows: (readonly string[])[] = [];
try {
  console.log(`Reading the papers, ${copies} times the samples …`);
  const ground = await layGround(shelf, copies);
  for (const rung of chosen) {
    const times = values.times === undefined ? rung.times : Number(values.times);
    const folder = join(shelf, rung.name);
    mkdirSync(folder);
    console.log(`${rung.name}: ${rung.what}`);
    const from = performance.now();
    try {
      const outcome = await rung.climb({ times, folder, ground });
      const seconds = (performance.now() - from) / 1000;
      rows.push(cells(rung, times, outcome, seconds));
      console.log(
        [`  ${outcome.done}; ${seconds.toFixed(0)} s`, ...outcome.seen.map((line) => `  told: ${line}`)].join(
          "\n",
        ),
      );
      for (const fault of outcome.faults.slice(0, mostFaults)) console.log(`  FAULT ${fault}`);
      if (outcome.faults.length > 0) process.exitCode = 1;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      console.log(`  skipped: ${error.message}`);
    }
    rmSync(folder, { recursive: true, force: true });
  }
} finally {
  rmSync(shelf, { recursive: true, force: true });
}
if (values.page) {
  const before = tableRows("faults", page).filter(
    ([command]) => !rows.some((row) => sameRung(row[0]!, command!)),
  );
  const order = (row: readonly string[]) => ladder.findIndex(({ name }) => sameRung(row[0]!, ` ${name} `));
  const all = [...before, ...rows].sort((a, b) => order(a) - order(b));
  writeBlock("faults", [`On ${where}.`, "", ...table([head, ...all])], page);
}

function sameRung(a: string, b: string): boolean {
  return ladder.some(({ name }) => a.includes(` ${name} `) && b.includes(` ${name} `));
}
