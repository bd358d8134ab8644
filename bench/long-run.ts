/**
 * What many documents do to speed and memory: real abstracts, set as PubMed sets them, through the default models into a fresh embedded
 * store, with a row every tenth of the way; then what each stage costs once the names that repeat are known.
 *
 * `npx tsx bench/long-run.ts --texts FILE.jsonl[.xz] [--documents 100000] [--page]`; with `--page` the figures go to docs/performance.md. It may
 * be ended early by SIGINT, and then tells of as many documents as it came to.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.js";
import { openStages } from "../src/pipeline/open-stages.js";
import { type StageName, stageNames } from "../src/pipeline/report.js";
import { ingest } from "../src/pipeline.js";
import { readRecords } from "../src/read/records.js";
import { openStore } from "../src/store/open-store.js";
import { bytesIn } from "./disk.js";
import { documentsIn } from "./input.js";
import { environment, machine, percent, table, writeBlock } from "./page.js";
import { setAsPubmed } from "./pubmed-xml.js";
import { cpuByStage, cpuTable } from "./stage-cpu.js";

const { values } = parseArgs({
  options: {
    texts: { type: "string" },
    documents: { type: "string", default: "100000" },
    page: { type: "boolean", default: false },
  },
});
if (values.texts === undefined)
  throw new Error("--texts: which abstracts? JSON lines of id, title and text, perhaps .xz");
if (!existsSync(values.texts)) throw new Error(`--texts: there is no file ${values.texts}`);
const documents = Number(values.documents);
/** Documents after the run whose costs are taken one stage after the other. */
const costed = Math.min(2_000, Math.ceil(documents / 10));
const config = readConfig(process.env);
const where = machine();

interface Row {
  readonly documents: number;
  readonly seconds: number;
  readonly rssMib: number;
  readonly heapMib: number;
  /** The graph on disk, with what SQLite keeps beside it while it is open. */
  readonly diskMib: number;
  readonly stageSeconds: Readonly<Record<StageName, number>>;
}

const stopping = new AbortController();
process.once("SIGINT", () => stopping.abort());
const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
const folder = await mkdtemp(join(tmpdir(), "litweave-long-run-"));
try {
  const [files, [rest]] = await Promise.all([
    setAsPubmed(values.texts, folder, { skip: 0, count: documents, each: 10_000 }),
    setAsPubmed(values.texts, folder, { skip: documents, count: costed, each: costed }),
  ]);
  const stages = await openStages({ ...config, log: (line) => console.error(line) });
  const graph = join(folder, "graph");
  const store = await openStore(graph);
  const rows: Row[] = [];
  const report = await ingest({
    records: readRecords(files),
    stages,
    store,
    signal: stopping.signal,
    onFailure: (failure) => console.error(`${failure.file}, record ${failure.record}: ${failure.reason}`),
    onProgress(now) {
      if (now.done < ((rows.length + 1) * documents) / 10) return;
      const { rss, heapUsed } = process.memoryUsage();
      const row = {
        documents: now.done,
        seconds: now.seconds,
        rssMib: mib(rss),
        heapMib: mib(heapUsed),
        diskMib: mib(bytesIn(graph)),
        stageSeconds: { ...now.stageSeconds },
      };
      rows.push(row);
      console.error(`${row.documents} documents, ${row.seconds.toFixed(0)} s, ${row.rssMib} MiB`);
    },
  });
  const cpu = await cpuByStage(() => documentsIn([rest!]), stages, store, config.models);
  await store.close();
  await stages.close();

  const lines = [
    `\`${environment()}npx tsx bench/long-run.ts --texts … --documents ${documents}${values.page ? " --page" : ""}\` on ${where}: ${report.written} of ${report.documents} documents written in ${report.seconds.toFixed(0)} s, ${(report.documents / report.seconds).toFixed(1)} a second; ${report.triples} triples with ${report.evidence} pieces of evidence; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB.`,
    "",
    ...table([
      [
        "documents",
        "abstracts a second",
        "memory, MiB",
        "of it JavaScript's heap",
        "graph on disk, MiB",
        ...stageNames.map((stage) => `${stage}, of the time`),
      ],
      ...rows.map((row, at) => {
        const before = rows[at - 1];
        const seconds = row.seconds - (before?.seconds ?? 0);
        return [
          row.documents.toLocaleString("en"),
          ((row.documents - (before?.documents ?? 0)) / seconds).toFixed(1),
          row.rssMib,
          row.heapMib,
          row.diskMib,
          ...stageNames.map((stage) =>
            percent((row.stageSeconds[stage] - (before?.stageSeconds[stage] ?? 0)) / seconds),
          ),
        ];
      }),
    ]),
    "",
    `What the ${costed} abstracts after them cost, CPU time of all threads, one stage after the other:`,
    "",
    ...cpuTable(cpu, costed),
  ];
  console.log(lines.join("\n"));
  if (values.page) writeBlock("long-run", lines, "performance.md");
} finally {
  await rm(folder, { recursive: true, force: true });
}
