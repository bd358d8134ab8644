/**
 * Abstracts a second, end to end: files in, a graph with evidence out, into a fresh embedded store.
 * `npm run bench [-- FILE…] [-- --page]`; with `--page` the figures go to docs/benchmarks.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { documentText } from "../src/domain/document.js";
import type { GraphStore } from "../src/domain/graph-store.js";
import { openTokenizer } from "../src/encode/tokenizer.js";
import { openStages } from "../src/pipeline/open-stages.js";
import { type Report, stageNames } from "../src/pipeline/report.js";
import type { Stages } from "../src/pipeline/stages.js";
import { ingest } from "../src/pipeline.js";
import { openStore } from "../src/store/open-store.js";
import { documentsIn, inputFiles, records } from "./input.js";
import { machine, table, writeBlock } from "./page.js";

const config = readConfig(process.env);
const words = process.argv.slice(2);
const files = inputFiles(words);
const where = machine();

async function run<E>(store: GraphStore, stages: Stages<E>): Promise<Report> {
  return ingest({
    records: records(files),
    stages,
    store,
    onFailure: (failure) => console.error(`${failure.file}, record ${failure.record}: ${failure.reason}`),
  });
}

/** Content tokens of all documents, as the extractor's tokenizer counts them. */
async function countTokens(): Promise<number> {
  const tokenizer = openTokenizer(join(config.models, "joint", "tokenizer.json"));
  const documents = await documentsIn(files);
  return documents.reduce((sum, document) => sum + tokenizer.tokenise(documentText(document)).ids.length, 0);
}

function describe(first: Report, second: Report, tokens: number, openSeconds: number): readonly string[] {
  const work = stageNames.reduce((sum, stage) => sum + first.stageSeconds[stage], 0);
  const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
  const second1 = (value: number) => value.toFixed(1);
  return [
    `\`npm run bench -- --page\` on ${where}; ${files.map((file) => `\`${file}\``).join(", ")}.`,
    "",
    ...table([
      ["", "figure"],
      ["records read, written", `${first.documents}, ${first.written}`],
      ["abstracts a second", second1(first.documents / first.seconds)],
      ["tokens a second", Math.round(tokens / first.seconds)],
      ["seconds", second1(first.seconds)],
      ["triples, evidence", `${first.triples}, ${first.evidence}`],
      [
        "the same input again, records a second",
        `${second1(second.documents / second.seconds)} (${second.written} written)`,
      ],
      ["opening models and terminology, seconds", second1(openSeconds)],
      ["peak memory, MiB", peakMib],
    ]),
    "",
    "What each stage takes; stages overlap, so their sum may exceed the time on the clock:",
    "",
    ...table([
      ["stage", "seconds", "share"],
      ...stageNames.map((stage) => {
        const seconds = first.stageSeconds[stage];
        return [stage, seconds.toFixed(2), `${((100 * seconds) / work).toFixed(1)} %`];
      }),
    ]),
  ];
}

const folder = await mkdtemp(join(tmpdir(), "litweave-bench-"));
try {
  const opening = performance.now();
  const stages = await openStages({ ...config, log: (line) => console.error(line) });
  const openSeconds = (performance.now() - opening) / 1000;
  const store = await openStore(join(folder, "graph"));
  try {
    const first = await run(store, stages);
    const second = await run(store, stages);
    const lines = describe(first, second, await countTokens(), openSeconds);
    console.log(lines.join("\n"));
    if (words.includes("--page")) writeBlock("pipeline", lines);
  } finally {
    await store.close();
    await stages.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
