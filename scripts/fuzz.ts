/**
 * Fuzzes the readers and the API's inputs: `npm run fuzz -- [TARGET …] [--cases 100000] [--seed S] [--keep] [--page]`. Without
 * a target all are taken, one after the other. A run goes on where the last one ended, until so many cases were tried in all;
 * `.fuzz/` holds how far it came, the inputs that led on, and what was found. `--keep` writes the few inputs that reach all that was
 * reached into `test/fuzz/corpus`, which the tests replay; `--page` writes what was done to docs/fuzzing.md.
 */
import { parseArgs } from "node:util";
import { machine, table, writeBlock } from "../bench/page.js";
import { distil, type FuzzState, fuzz, savedInputs, stateOf } from "../test/fuzz/engine/run.js";
import { targetNames } from "../test/fuzz/targets.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    keep: { type: "boolean", default: false },
    page: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !targetNames.includes(name));
if (unknown.length > 0) {
  console.error(`there is no target ${unknown.join(", ")}: ${targetNames.join(", ")}`);
  process.exit(2);
}
const cases = Number(values.cases);
const names = positionals.length > 0 ? positionals : targetNames;
const where = machine();

function row(name: string, { cases: tried, ms, share, findings }: FuzzState): readonly (string | number)[] {
  const rate = ms === 0 ? 0 : Math.round((1000 * tried) / ms);
  return [name, tried, rate, `${(100 * share).toFixed(1)} %`, savedInputs(name).length, findings.length];
}

function lineOf(name: string, state: FuzzState): string {
  const [, tried, rate, share, , findings] = row(name, state);
  return `${name}: ${tried} cases, ${rate}/s, ${share} of its code, ${findings} findings`;
}

let toldAt = Date.now();
for (const name of names) {
  const state = await fuzz(name, cases, Number(values.seed), (now) => {
    if (Date.now() - toldAt < 10_000) return;
    toldAt = Date.now();
    console.log(lineOf(name, now));
  });
  if (values.keep) await distil(name);
  console.log(lineOf(name, state));
  for (const key of state.findings) console.log(`  ${key}`);
}

if (values.page) {
  const rows = [
    ["input", "cases", "cases/s", "code reached", "inputs kept", "findings left"],
    ...targetNames.map((name) => row(name, stateOf(name))),
  ];
  const lines = [...table(rows), "", `\`npm run fuzz -- --cases ${cases} --keep --page\`, ${where}`];
  writeBlock("fuzz", lines, "fuzzing.md");
}
