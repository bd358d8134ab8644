/**
 * Abstracts a second, end to end: files in, a graph with evidence out, into a fresh embedded store.
 * `npm run bench [-- FILE…] [-- --page]`; with `--page` the figures go to docs/benchmarks.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { documentText, type SourceRecord } from "../src/domain/document.js";
import type { GraphStore } from "../src/domain/graph-store.js";
import { openTokenizer } from "../src/encode/tokenizer.js";
import { openStages } from "../src/pipeline/open-stages.js";
import { type Report, stageNames } from "../src/pipeline/report.js";
import type { Stages } from "../src/pipeline/stages.js";
import { ingest } from "../src/pipeline.js";
import { openStore } from "../src/store/open-store.js";
import { documentsIn, inputFiles, records } from "./input.js";
import { machine, percent, table, writeBlock } from "./page.js";
import { cpuByStage, cpuTable, type StageCpu } from "./stage-cpu.js";

const config = readConfig(process.env);
const words = process.argv.slice(2);
const files = inputFiles(words);
const where = machine();

type Opened = Awaited<ReturnType<typeof openStages>>;

async function run<E>(
  store: GraphStore,
  stages: Stages<E>,
  source: AsyncIterable<SourceRecord> = records(files),
): Promise<Report> {
  return ingest({
    records: source,
    stages,
    store,
    onFailure: (failure) => console.error(`${failure.file}, record ${failure.record}: ${failure.reason}`),
  });
}

/** The same records as an update brings most of them: with another date and one heading more. */
async function* revised(source: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord> {
  for await (const record of source) {
    if (record.kind !== "document") yield record;
    else {
      const { document } = record;
      const meshHeadings = [
        ...document.meshHeadings,
        { id: "MESH:D006801", name: "Humans", majorTopic: false },
      ];
      yield { ...record, document: { ...document, revisedAt: "2099-12-31", meshHeadings } };
    }
  }
}

/** Content tokens of all documents, as the extractor's tokenizer counts them. */
async function countTokens(): Promise<number> {
  const tokenizer = openTokenizer(join(config.models, "joint", "tokenizer.json"));
  const documents = await documentsIn(files);
  return documents.reduce((sum, document) => sum + tokenizer.tokenise(documentText(document)).ids.length, 0);
}

const oneDigit = (value: number) => value.toFixed(1);

function describe(
  first: Report,
  second: Report,
  third: Report,
  tokens: number,
  openSeconds: number,
  peakMib: number,
  cpu: StageCpu,
): readonly string[] {
  const { encode, relate, ...rest } = cpu;
  const restCpu = Object.values(rest).reduce((sum, seconds) => sum + seconds, 0);
  const allCpu = restCpu + encode + relate;
  return [
    `\`npm run bench -- --page\` on ${where}; ${files.map((file) => `\`${file}\``).join(", ")}.`,
    "",
    ...table([
      ["", "figure"],
      ["records read, written", `${first.documents}, ${first.written}`],
      ["abstracts a second", oneDigit(first.documents / first.seconds)],
      ["tokens a second", Math.round(tokens / first.seconds)],
      ["seconds", oneDigit(first.seconds)],
      ["triples, evidence", `${first.triples}, ${first.evidence}`],
      [
        "the same input again, records a second",
        `${oneDigit(second.documents / second.seconds)} (${second.written} written)`,
      ],
      [
        "revised in date and headings, records a second",
        `${oneDigit(third.documents / third.seconds)} (${third.reused} of ${third.written + third.withdrawn} not read again)`,
      ],
      ["opening models and terminology, seconds", oneDigit(openSeconds)],
      ["peak memory, MiB", peakMib],
    ]),
    "",
    "How long each stage was at work; stages overlap, so their sum exceeds the time on the clock:",
    "",
    ...table([
      ["stage", "seconds", "of the time"],
      ...stageNames.map((stage) => {
        const seconds = first.stageSeconds[stage];
        return [stage, seconds.toFixed(2), percent(seconds / first.seconds)];
      }),
    ]),
    "",
    `What each stage costs, run one after the other: CPU time of all threads. All but encoding and relations take ${percent(restCpu / allCpu)}.`,
    "",
    ...cpuTable(cpu, first.documents),
  ];
}

async function withStages<T>(
  name: string,
  work: (stages: Opened, store: GraphStore) => Promise<T>,
): Promise<T> {
  const stages = await openStages({ ...config, log: (line) => console.error(line) });
  try {
    const store = await openStore(join(folder, name));
    try {
      return await work(stages, store);
    } finally {
      await store.close();
    }
  } finally {
    await stages.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), "litweave-bench-"));
try {
  const opening = performance.now();
  const [first, second, third, openSeconds, peakMib] = await withStages("graph", async (stages, store) => {
    const openSeconds = (performance.now() - opening) / 1000;
    const first = await run(store, stages);
    const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
    const second = await run(store, stages);
    return [first, second, await run(store, stages, revised(records(files))), openSeconds, peakMib] as const;
  });
  // Opened again, so that nothing is known yet.
  const cpu = await withStages("costs", (stages, store) =>
    cpuByStage(() => documentsIn(files), stages, store, config.models),
  );
  const lines = describe(first, second, third, await countTokens(), openSeconds, peakMib, cpu);
  console.log(lines.join("\n"));
  if (words.includes("--page")) writeBlock("pipeline", lines);
} finally {
  await rm(folder, { recursive: true, force: true });
}
