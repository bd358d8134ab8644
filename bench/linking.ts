/**
 * Names linked a second, and what the index of a terminology costs: opening, memory, building, and what approximate searches find
 * of what exact ones do. `npx tsx bench/linking.ts [--names 3000000] [--page]`; with `--names` a synthetic terminology of so
 * many names takes the place of the shipped one. Then scikit-learn's tf-idf and PyTorch's dense search over the same
 * names, as BioSyn searches, with the Python of $PYTHON.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { linkingMentions } from "./linking-mentions.js";
import { measureOpening, type Opening } from "./linking-opening.js";
import { measureSearch, type SearchFigures } from "./linking-search.js";
import { machine, table, writeBlock } from "./page.js";
import { writeSyntheticTerminology } from "./synthetic-terminology.js";

const words = process.argv.slice(2);
const config = readConfig(process.env);
const where = machine();
const names = words.includes("--names") ? Number(words[words.indexOf("--names") + 1]) : undefined;

interface Reference {
  readonly sparsePerSecond: number;
  readonly densePerSecond: number;
  readonly mentionsPerSecond: number;
}

/** What BioSyn's way of searching does with the same names, vectors and mentions; undefined, and why, where it cannot run. */
function reference(folder: string, figures: SearchFigures): Reference | undefined {
  const task = join(folder, "reference.json");
  writeFileSync(task, JSON.stringify(figures.reference));
  const script = join(import.meta.dirname, "../training/linking/reference_search.py");
  const run = spawnSync(process.env.PYTHON ?? "python3", [script, task], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (run.status === 0) return JSON.parse(run.stdout) as Reference;
  console.error(
    `The reference search was skipped: ${run.error?.message ?? run.stderr.trim().split("\n").at(-1)}`,
  );
  return undefined;
}

function indexMib(cache: string): number {
  const bytes = readdirSync(cache).reduce((sum, file) => sum + statSync(join(cache, file)).size, 0);
  return Math.round(bytes / 2 ** 20);
}

function describe(
  built: Opening,
  cold: Opening,
  warm: Opening,
  figures: SearchFigures,
  peer: Reference | undefined,
  sizeMib: number,
): readonly string[] {
  const whole = (value: number) => Math.round(value).toLocaleString("en");
  const ratio = (ours: number, theirs: number) => `${(ours / theirs).toFixed(1)} times`;
  return [
    `\`npx tsx bench/linking.ts${names === undefined ? "" : ` --names ${names}`} --page\` on ${where}; ${whole(built.names)} names, ${figures.mentions} mentions from ${figures.source}.`,
    "",
    ...table([
      ["", "figure"],
      ["building the index, seconds", built.seconds.toFixed(1)],
      ["index files, MiB", sizeMib],
      ["opening it, its file not in memory, seconds", cold.seconds.toFixed(2)],
      ["opening it again, seconds", warm.seconds.toFixed(2)],
      ["memory of a process that has it open, MiB", warm.rssMib],
      ["memory while linking, with name encoders, MiB", figures.rssMib],
      ["mentions a second, none seen before", whole(figures.uncachedPerSecond)],
      ["mentions a second, all seen before", whole(figures.cachedPerSecond)],
      ["sparse search, ms a query", figures.sparseMs.toFixed(3)],
      ["dense search, ms a query", figures.denseMs.toFixed(3)],
      ["embedding, mentions a second", whole(figures.embeddedPerSecond)],
      ["recall@20 of the sparse search", figures.sparseRecall.toFixed(4)],
      [`recall@20 of the dense search (${figures.denseWay})`, figures.denseRecall.toFixed(4)],
    ]),
    ...(peer
      ? [
          "",
          `scikit-learn's tf-idf and PyTorch over the ${whole(figures.reference.names.length)} names of ${figures.category}, searched in batches, vectors of the mentions given:`,
          "",
          ...table([
            ["queries a second", "reference", "ours", "ours is"],
            [
              "sparse",
              whole(peer.sparsePerSecond),
              whole(1000 / figures.sparseMs),
              ratio(1000 / figures.sparseMs, peer.sparsePerSecond),
            ],
            [
              "dense",
              whole(peer.densePerSecond),
              whole(1000 / figures.denseMs),
              ratio(1000 / figures.denseMs, peer.densePerSecond),
            ],
            [
              "both, ours with embedding and ranking",
              whole(peer.mentionsPerSecond),
              whole(figures.uncachedPerSecond),
              ratio(figures.uncachedPerSecond, peer.mentionsPerSecond),
            ],
          ]),
        ]
      : []),
  ];
}

const folder = await mkdtemp(join(tmpdir(), "litweave-bench-"));
try {
  const terminology =
    names === undefined ? config.terminology : await writeSyntheticTerminology(config, folder, names);
  const cache = join(folder, "cache");
  const options = { models: config.models, terminology, cache };
  const built = measureOpening(options, false);
  const cold = measureOpening(options, true);
  const warm = measureOpening(options, false);
  const figures = await measureSearch(options, await linkingMentions(options));
  const lines = describe(built, cold, warm, figures, reference(folder, figures), indexMib(cache));
  console.log(lines.join("\n"));
  if (words.includes("--page")) writeBlock(names === undefined ? "linking" : "linking-synthetic", lines);
} finally {
  if (existsSync(folder)) await rm(folder, { recursive: true, force: true });
}
