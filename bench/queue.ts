/**
 * What workers on a queue do for a second of CPU, beside plain `ingest` of the same files into the same, emptied Neo4j:
 * `npx tsx bench/queue.ts [FILE…] [--workers 1,2,4] [--records 25] [--page]`. Takes nats-server, and Java and Maven, as the tests do.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import neo4j from "neo4j-driver";
import { splitFiles } from "../src/cli/queue/split-files.js";
import { readConfig } from "../src/config.js";
import { openStages } from "../src/pipeline/open-stages.js";
import { ingest } from "../src/pipeline.js";
import { openQueue } from "../src/queue/connection.js";
import type { QueueJob } from "../src/queue/job.js";
import { queueProgress } from "../src/queue/progress.js";
import { sendJob } from "../src/queue/publisher.js";
import { openStore } from "../src/store/open-store.js";
import { startNats } from "../test/nats/server.js";
import { startNeo4j } from "../test/neo4j/server.js";
import { documentsIn, inputFiles, records as read } from "./input.js";
import { machine, table, writeBlock } from "./page.js";
import { cpuMs } from "./process-cpu.js";

const words = process.argv.slice(2);
const flagOf = (flag: string, usual: string) =>
  words.includes(flag) ? (words[words.indexOf(flag) + 1] ?? usual) : usual;
const counts = flagOf("--workers", "1,2,4").split(",").map(Number);
const config = readConfig(process.env);
const records = Number(flagOf("--records", "25"));
const root = join(import.meta.dirname, "..");
const named = words.filter((_, at) => !["--workers", "--records"].includes(words[at - 1] ?? ""));
const files = inputFiles(named);
const where = machine();

interface Run {
  readonly name: string;
  readonly seconds: number;
  /** Seconds of CPU of the workers or of `ingest`, and of the servers. */
  readonly ours: number;
  readonly neo4j: number;
  readonly nats: number;
}

const nats = await startNats();
const home = await mkdtemp(join(tmpdir(), "litweave-bench-queue-"));
const database = nats && (await startNeo4j({ home, memoryMib: { heap: 1_024, pages: 512 } }));
if (!nats || !database) {
  await nats?.stop();
  throw new Error("this bench takes a nats-server (or Go to build one), Java and Maven");
}
const driver = neo4j.driver(database.url, neo4j.auth.basic("", ""));

async function empty(): Promise<void> {
  await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
}

/** Measures `act`, with the CPU that these processes and the two servers take for it. */
async function measured(name: string, pids: readonly number[], act: () => Promise<void>): Promise<Run> {
  const cpu = () =>
    [pids, [database?.pid ?? 0], [nats?.pid() ?? 0]].map((group) =>
      group.reduce((sum, pid) => sum + cpuMs(pid), 0),
    );
  const before = cpu();
  const from = performance.now();
  await act();
  const seconds = (performance.now() - from) / 1000;
  const [ours = 0, ofDatabase = 0, ofQueue = 0] = cpu().map((ms, at) => (ms - before[at]!) / 1000);
  console.error(`${name}: ${seconds.toFixed(1)} s`);
  return { name, seconds, ours, neo4j: ofDatabase, nats: ofQueue };
}

async function plain(name: string): Promise<Run> {
  await empty();
  const stages = await openStages({ ...config, log: () => undefined });
  const store = await openStore(database!.url, { user: "" });
  try {
    return await measured(name, [process.pid], async () => {
      await ingest({ records: read(files), stages, store, onFailure: () => undefined });
    });
  } finally {
    await store.close();
    await stages.close();
  }
}

/** Workers whose models are open before the first job comes. */
async function queued(workers: number, jobs: readonly QueueJob[]): Promise<Run> {
  await empty();
  const url = `${nats!.url}/workers-${workers}`;
  const queue = await openQueue(url);
  const children = Array.from({ length: workers }, () =>
    spawn(
      process.execPath,
      ["--import", "tsx", join(root, "src/cli/main.ts"), "work", "--queue", url, "--store", database!.url],
      { cwd: root, env: { ...process.env, NEO4J_USER: "" }, stdio: ["ignore", "ignore", "pipe"] },
    ),
  );
  try {
    await Promise.all(children.map(ready));
    const pids = children.map(({ pid }) => pid ?? 0);
    return await measured(`${workers} on the queue`, pids, async () => {
      for (const job of jobs) await sendJob(queue, job);
      while ((await queueProgress(queue)).done < jobs.length) await sleep(100);
    });
  } finally {
    for (const child of children) child.kill("SIGTERM");
    await Promise.all(children.map((child) => child.exitCode ?? once(child, "exit")));
    await queue.close();
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`a worker ended with ${code}`)));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("Working on")) resolve();
    });
  });
}

function lines(runs: readonly Run[], documents: number, jobs: number): readonly string[] {
  const rate = ({ seconds }: Run) => documents / seconds;
  const perCpu = ({ ours, neo4j, nats }: Run) => documents / (ours + neo4j + nats);
  const base = runs.filter(({ name }) => name.startsWith("ingest"));
  const mean = (of: (run: Run) => number) => base.reduce((sum, run) => sum + of(run), 0) / base.length;
  const command = `npx tsx bench/queue.ts --workers ${counts.join(",")} --records ${records} --page`;
  return [
    `\`${command}\` on ${where}; ${documents} documents in ${jobs} jobs, into an emptied Neo4j; two servers, workers and this program share the machine.`,
    "",
    ...table([
      [
        "",
        "documents a second",
        "beside ingest",
        "CPU seconds: ours + Neo4j + nats-server",
        "documents a CPU second",
        "beside ingest",
      ],
      ...runs.map((run) => [
        run.name,
        rate(run).toFixed(1),
        (rate(run) / mean(rate)).toFixed(2),
        [run.ours, run.neo4j, run.nats].map((seconds) => seconds.toFixed(1)).join(" + "),
        perCpu(run).toFixed(1),
        (perCpu(run) / mean(perCpu)).toFixed(2),
      ]),
    ]),
  ];
}

try {
  const jobs: QueueJob[] = [];
  for await (const job of splitFiles(
    files.map((file) => resolve(root, file)),
    { records },
  ))
    jobs.push(job);
  const documents = (await documentsIn(files)).length;
  const runs = [await plain("ingest, before")];
  for (const workers of counts) runs.push(await queued(workers, jobs));
  runs.push(await plain("ingest, after"));
  const page = lines(runs, documents, jobs.length);
  console.log(page.join("\n"));
  if (words.includes("--page")) writeBlock("queue", page);
} finally {
  await driver.close();
  await database.stop();
  await nats.stop();
  await rm(home, { recursive: true, force: true });
}
