/**
 * Estimates, without any labels, how precise each rule is on each kind of short form, and writes
 * `src/link/abbreviation-precision.ts` and its like for Python. Standard input: JSON lines with `title` and `text`, a hundred thousand abstracts or so.
 *
 *   xz -dc abstracts.jsonl.xz | npx tsx scripts/abbreviation-precision.ts
 *
 * After Sohn et al. 2008: a rule that matches a share q of short forms with the words before *another* bracket does so by
 * chance; of x matches among n brackets then (x − n·q) / (1 − q) are definitions. The surest rule is tried first, its matches
 * leave both sets, and so on.
 */
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { bracketsOf, pairingsOf } from "../src/link/abbreviation-brackets.js";
import { type Candidate, candidateOf } from "../src/link/abbreviation-places.js";
import { type RuleName, rules, startBy } from "../src/link/abbreviation-rules.js";
import {
  readShortForm,
  type ShortForm,
  type ShortFormKind,
  shortFormKinds,
} from "../src/link/abbreviation-short-form.js";
import { likely, wordsBefore } from "../src/link/long-form.js";

interface Sample {
  readonly short: ShortForm;
  readonly surface: string;
  readonly before: string;
}

const samples = new Map<ShortFormKind, Sample[]>();
for await (const line of createInterface({ input: process.stdin })) {
  const { title, text } = JSON.parse(line) as { readonly title: string; readonly text: string };
  const document = `${title}\n${text}`;
  for (const bracket of bracketsOf(document)) {
    const [pairing] = pairingsOf(document, bracket);
    if (!pairing || pairing.whole) continue;
    const surface = document.slice(pairing.short.start, pairing.short.end);
    const short = readShortForm(surface);
    if (!short) continue;
    const of = samples.get(short.kind) ?? [];
    samples.set(short.kind, of);
    of.push({ short, surface, before: document.slice(pairing.long.start, pairing.long.end) });
  }
}

/** Steps through all of a kind without meeting itself or its neighbours from the same document. */
const stride = 7_919;
const mostSamples = 20_000;
const fewest = 30;

function matches(rule: (typeof rules)[number], { short, surface }: Sample, before: string): boolean {
  const candidate: Candidate | undefined = candidateOf(wordsBefore(before, surface));
  if (!candidate) return false;
  const letters = short.singular !== undefined && before.endsWith("s") ? short.singular : short.letters;
  const start = startBy(rule, letters, candidate);
  return start >= 0 && likely(surface, before.slice(before.length - candidate.text.length + start));
}

function estimate(all: readonly Sample[]): readonly (readonly [RuleName, number])[] {
  const some = all.slice(0, mostSamples);
  let real = some.map((sample) => ({ sample, before: sample.before }));
  let chance = some.map((sample, index) => ({
    sample,
    before: some[(index + stride) % some.length]!.before,
  }));
  const hits = (set: typeof real, name: RuleName) => {
    const rule = rules.find((known) => known.name === name)!;
    return new Set(set.filter(({ sample, before }) => matches(rule, sample, before)));
  };
  const left = new Set<RuleName>(rules.map(({ name }) => name));
  const order: (readonly [RuleName, number])[] = [];
  while (left.size > 0) {
    const measured = [...left].map((name) => {
      const inReal = hits(real, name);
      const inChance = hits(chance, name);
      const share = inChance.size / Math.max(1, chance.length);
      const right = (inReal.size - real.length * share) / (1 - share);
      return { name, inReal, inChance, precision: inReal.size < fewest ? -1 : right / inReal.size };
    });
    const best = measured.reduce((a, b) => (b.precision > a.precision ? b : a));
    if (best.precision < 0) break;
    order.push([best.name, Math.round(best.precision * 1e4) / 1e4]);
    process.stderr.write(`  ${best.name} ${best.precision.toFixed(4)} of ${best.inReal.size}\n`);
    left.delete(best.name);
    real = real.filter((item) => !best.inReal.has(item));
    chance = chance.filter((item) => !best.inChance.has(item));
  }
  return order;
}

const orders = shortFormKinds.map((kind) => {
  const all = samples.get(kind) ?? [];
  process.stderr.write(`${kind}: ${all.length} brackets\n`);
  return [kind, estimate(all)] as const;
});
const table = orders.map(([kind, order]) => {
  const rows = order.map(([name, precision]) => `    ["${name}", ${precision}],`);
  return rows.length === 0 ? `  ${kind}: [],` : `  ${kind}: [\n${rows.join("\n")}\n  ],`;
});

writeFileSync(
  new URL("../src/link/abbreviation-precision.ts", import.meta.url),
  `import type { RuleName } from "./abbreviation-rules.js";
import type { ShortFormKind } from "./abbreviation-short-form.js";

/**
 * For each kind of short form the rules, the surest first, with the share of their matches that are definitions.
 * Estimated without labels by \`scripts/abbreviation-precision.ts\` from 128,728 abstracts.
 */
export const precisionOf: Readonly<Record<ShortFormKind, readonly (readonly [RuleName, number])[]>> = {
${table.join("\n")}
};
`,
);
writeFileSync(
  new URL("../training/linking/abbreviation_precision.json", import.meta.url),
  `${JSON.stringify(Object.fromEntries(orders), undefined, 1)}\n`,
);
