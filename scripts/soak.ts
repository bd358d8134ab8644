/**
 * Loads a real `litweave serve` for hours, as its users do, all at once: papers come, are revised, retracted and deleted, questions are
 * asked, triples are waited for, clients hang up. Every answer is checked, and every half minute is written down what the server holds.
 *
 * `npm run soak [-- --minutes 120 --rate 30 --papers 90 --window 400 --listeners 8 --store FOLDER|URL --out FOLDER --page]`;
 * `npm run soak -- --report FOLDER [--page]` judges what an earlier run wrote down, also one that was killed. The figures of `--page` go to
 * docs/soak.md. It exits with 1 when an answer was wrong or something grew.
 */
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
const [minutes, rate, papers, window, listeners, seed, sample] = [
  values.minutes,
  values.rate,
  values.papers,
  values.window,
  values.listeners,
  values.seed,
  values.sample,
].map(Number) as [number, number, number, number, number, number, number];
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
