/**
 * Loads a real `litweave serve` for hours, as its users do, all at once: papers come, are revised, retracted and deleted, questions are
 * asked, triples are waited for, clients hang up. Every answer is checked, and every half minute is written down what the server holds.
 *
 * `npm run soak [-- --minutes 120 --rate 30 --papers 90 --window 400 --listeners 8 --store FOLDER|URL --out FOLDER --page]`;
 * `npm run soak -- --report FOLDER [--page]` judges what an earlier run wrote down, also one that was killed. The figures of `--page` go to
 * docs/soak.md. It exits with 1 when an answer was wrong or something grew.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { report } from "../test/soak/report.js";
import { soak } from "../test/soak/soak.js";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "120" },
    rate: { type: "string", default: "30" },
    papers: { type: "string", default: "90" },
    window: { type: "string", default: "400" },
    listeners: { type: "string", default: "8" },
    seed: { type: "string", default: "1" },
    sample: { type: "string", default: "30" },
    store: { type: "string" },
    out: { type: "string", default: "soak" },
    report: { type: "string" },
    page: { type: "boolean", default: false },
  },
});
const numbers = ["minutes", "rate", "papers", "window", "listeners", "seed", "sample"] as const;
const [minutes, rate, papers, window, listeners, seed, sample] = numbers.map((name) => {
  const value = Number(values[name]);
  if (value > 0) return value;
  return refuse(`--${name} is “${values[name]}”, a number above 0 is wanted`);
}) as [number, number, number, number, number, number, number];
if (values.report !== undefined && !existsSync(join(values.report, "samples.jsonl"))) {
  refuse(`${values.report} holds no samples.jsonl — name the --out folder of a run`);
}
if (values.report === undefined) {
  await soak({
    minutes,
    rate,
    papers,
    window,
    listeners,
    seed,
    sampleSeconds: sample,
    out: values.out,
    ...(values.store !== undefined && { store: values.store }),
  });
}
const flat = report(values.report ?? values.out, values.page);
process.exitCode = flat ? 0 : 1;

function refuse(reason: string): never {
  console.error(reason);
  process.exit(2);
}
