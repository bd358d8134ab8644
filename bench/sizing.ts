/**
 * What all of PubMed takes, from the figures that other benches wrote into the docs: `npx tsx bench/sizing.ts [--page]`.
 * Run `bench/pipeline.ts`, `bench/long-run.ts`, `bench/graph.ts` and `bench/growth.ts` with `--page` first.
 */
import { durationText } from "../src/cli/queue/progress-lines.js";
import { readBlock, table, writeBlock } from "./page.js";

/** Change these to your own. */
const assumed = {
  documents: 38_000_000,
  cpuCores: 2,
  dollarsACoreHour: 0.04,
  dollarsAGpuHour: 3,
  /** A core of database and queue runs as long as the slowest step. */
  databaseCores: 8,
  recordsAJob: 500,
} as const;

/** A measured figure, and where it stands. */
interface Figure {
  readonly value: number;
  readonly from: string;
}

/** @throws Error when the page has no such figure: its bench has to be run again, or this pattern changed */
function figure(page: string, block: string, pattern: RegExp): Figure {
  const found = pattern.exec(readBlock(block, page))?.[1];
  if (found === undefined) throw new Error(`docs/${page}, block ${block}, has nothing like ${pattern}`);
  return { value: Number(found.replaceAll(",", "")), from: `[${block}](${page})` };
}

/** Of a figure that waits for hardware: undefined until its block is written. */
function figureIfThere(page: string, block: string, pattern: RegExp): Figure | undefined {
  try {
    return figure(page, block, pattern);
  } catch {
    return undefined;
  }
}

const number = "([\\d,.]+)";
/** Columns of the table of growth behind what was stored and the number of documents. */
const growth = (what: string, column: number) =>
  figure(
    "sizing.md",
    "growth",
    new RegExp(
      `\\| ${what} \\| [\\d,]+ \\|(?: [\\d,.]+ \\|){${column}} ${number} \\|(?![^]*\\| ${what} )`,
      "u",
    ),
  );

const measured = {
  cpu: figure("benchmarks.md", "pipeline", /abstracts a second \| ([\d.]+)/u),
  workerMib: figure("performance.md", "long-run", /peak memory (\d+) MiB/u),
  gpu: figureIfThere("gpu.md", "gpu-pipeline", /abstracts a second \| ([\d,.]+)/u),
  live: figure("benchmarks.md", "graph-load", /written live[^|]*\|[^|]*\| ([\d,]+)/u),
  imported: figure("benchmarks.md", "graph-load", /with the first opening[^|]*\|[^|]*\| ([\d,]+)/u),
  triples: growth("real abstracts, embedded", 0),
  evidence: growth("real abstracts, embedded", 1),
  bytes: growth("real abstracts, embedded", 3),
  mostTriples: growth("synthetic papers, embedded", 0),
  mostBytes: growth("synthetic papers, embedded", 3),
  mostBytesInNeo4j: growth("synthetic papers, Neo4j", 3),
} as const;

const many = (value: number) => Math.round(value).toLocaleString("en");
const millions = (value: number) => `${(value / 1e6).toFixed(1)} M`;
const gib = (bytes: number) => `${many(bytes / 2 ** 30)} GiB`;
const dollars = (value: number) => `$ ${many(value)}`;

/** Hours that a rate takes for all documents. */
function hours({ value }: Figure): number {
  return assumed.documents / value / 3600;
}

function rows(): readonly (readonly string[])[] {
  const { documents, cpuCores, dollarsACoreHour, dollarsAGpuHour, databaseCores, recordsAJob } = assumed;
  const { cpu, gpu, live, imported, triples, evidence, bytes, workerMib } = measured;
  const { mostTriples, mostBytes, mostBytesInNeo4j } = measured;
  const coreHours = hours(cpu) * cpuCores;
  return [
    ["", "all of PubMed", "from"],
    ["documents", millions(documents), "assumed"],
    ["jobs on the queue", many(documents / recordsAJob), `${recordsAJob} records a job`],
    [
      "triples before deduplication over all, at most",
      `${millions(documents * triples.value)} (synthetic papers: ${millions(documents * mostTriples.value)})`,
      triples.from,
    ],
    ["pieces of evidence", millions(documents * evidence.value), evidence.from],
    [
      "disk of the embedded store",
      `${gib(documents * bytes.value)} (synthetic papers: ${gib(documents * mostBytes.value)})`,
      bytes.from,
    ],
    [
      "disk of Neo4j, in the proportion that synthetic papers have",
      `${gib((documents * bytes.value * mostBytesInNeo4j.value) / mostBytes.value)} (synthetic papers: ${gib(documents * mostBytesInNeo4j.value)})`,
      bytes.from,
    ],
    ["memory of a worker", `${many(workerMib.value)} MiB`, workerMib.from],
    [
      "extraction on CPUs",
      `${many(coreHours)} core-hours, ${dollars(coreHours * dollarsACoreHour)}; on 64 cores ${durationText((coreHours * 3600) / 64)}`,
      cpu.from,
    ],
    gpu
      ? [
          "extraction on a GPU",
          `${many(hours(gpu))} GPU-hours, ${dollars(hours(gpu) * dollarsAGpuHour)}; on 4 GPUs ${durationText((hours(gpu) * 3600) / 4)}`,
          gpu.from,
        ]
      : ["extraction on a GPU", "not measured", "[gpu.md](gpu.md)"],
    [
      "into Neo4j by export and import",
      `${durationText(hours(imported) * 3600)}, ${dollars(hours(imported) * databaseCores * dollarsACoreHour)}`,
      imported.from,
    ],
    [
      "into one Neo4j live, in batches",
      `${durationText(hours(live) * 3600)}, ${dollars(hours(live) * databaseCores * dollarsACoreHour)}`,
      live.from,
    ],
  ];
}

const lines = [
  `\`npx tsx bench/sizing.ts --page\`; ${assumed.cpuCores} cores do ${measured.cpu.value} abstracts a second, a core-hour costs $ ${assumed.dollarsACoreHour}, a GPU-hour $ ${assumed.dollarsAGpuHour}, Neo4j runs on ${assumed.databaseCores} cores.`,
  "",
  ...table(rows()),
];
console.log(lines.join("\n"));
if (process.argv.includes("--page")) writeBlock("sizing", lines, "sizing.md");
