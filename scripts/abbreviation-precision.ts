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

/** Estimates that differ by less are equal: the rule that stands earlier, the stricter, is then tried first. */
const tolerance = 0.002;

function estimate(all: readonly Sample[]): readonly (readonly [RuleName, number])[] {
  const some = all.slice(0, mostSamples);
  const hits = rules.map((rule) => ({
    name: rule.name,
    real: some.map((sample) => matches(rule, sample, sample.before)),
    chance: some.map((sample, index) => matches(rule, sample, some[(index + stride) % some.length]!.before)),
  }));
  let real = some.map((_, index) => index);
  let chance = real;
  let left = hits;
  const order: (readonly [RuleName, number])[] = [];
  for (;;) {
    const measured = left.flatMap((hit) => {
      const matched = real.filter((index) => hit.real[index]).length;
      const share = chance.filter((index) => hit.chance[index]).length / Math.max(1, chance.length);
      const right = (matched - real.length * share) / (1 - share);
      return matched < fewest ? [] : [{ hit, matched, precision: Math.max(0, right / matched) }];
    });
    const most = Math.max(...measured.map(({ precision }) => precision));
    const best = measured.find(({ precision }) => precision > most - tolerance);
    if (!best) return order;
    const { hit, matched, precision } = best;
    order.push([hit.name, Math.round(precision * 1e4) / 1e4]);
    process.stderr.write(`  ${hit.name} ${precision.toFixed(4)} of ${matched}\n`);
    left = left.filter((other) => other !== hit);
    real = real.filter((index) => !hit.real[index]);
    chance = chance.filter((index) => !hit.chance[index]);
  }
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
