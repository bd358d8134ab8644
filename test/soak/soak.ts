import { setMaxListeners } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment, machine } from "../../bench/page.js";
import { cpuMs } from "../../bench/process-cpu.js";
import { createClient } from "../../src/client/index.js";
import { randomFrom } from "../fuzz/engine/random.js";
import { isLong, type Question, questions } from "./asking.js";
import { firstPapers } from "./begin.js";
import { differences, type Ending } from "./ending.js";
import { startListeners } from "./listening.js";
import { findPopular } from "./popular.js";
import { stats } from "./question-texts.js";
import { startTally } from "./record.js";
import { files, heap, machineCpuMs, processes, type Sample } from "./sample.js";
import { litweave, type Server, startServer } from "./server.js";
import { readSubjects } from "./subjects.js";
import { atRandomTimes, pause } from "./waiting.js";
import { openWriter } from "./writing.js";

export interface SoakOptions {
  readonly minutes: number;
  /** Questions a second. */
  readonly rate: number;
  /** New papers a minute, and as many deletions; a quarter as many revisions, a twelfth as many retractions. */
  readonly papers: number;
  /** Papers that the graph holds. */
  readonly window: number;
  readonly listeners: number;
  readonly seed: number;
  readonly sampleSeconds: number;
  /** Takes what is written down. */
  readonly out: string;
  /** A folder or URL in place of a fresh folder: it must be empty. */
  readonly store?: string;
}

/** What a run was, beside its samples. */
export interface Run extends SoakOptions {
  readonly machine: string;
  /** Of the server too. */
  readonly environment: string;
  readonly begun: string;
}

/** Papers that come at once, on average. */
const together = 2;
/** What a question may take before it counts as wrong. A signal of its own each: one for all would gather their listeners. */
const patienceMs = 60_000;
const renewMs = 20_000;

export async function soak(options: SoakOptions): Promise<void> {
  const { minutes, rate, papers, window, listeners, seed, sampleSeconds, out } = options;
  const own = options.store === undefined ? mkdtempSync(join(tmpdir(), "litweave-soak-")) : undefined;
  const store = options.store ?? join(own!, "graph");
  mkdirSync(out, { recursive: true });
  const run: Run = {
    ...options,
    machine: machine(),
    environment: environment(),
    begun: new Date().toISOString(),
  };
  writeFileSync(join(out, "run.json"), `${JSON.stringify(run, undefined, 2)}\n`);
  for (const name of ["samples.jsonl", "wrong.jsonl"]) writeFileSync(join(out, name), "");
  rmSync(join(out, "end.json"), { force: true });

  console.log(`Reading the first ${window} papers …`);
  const subjects = await readSubjects();
  const library = await firstPapers(store, out, window, subjects);
  const server = await startServer(store, join(out, "server.log"));
  const { origin } = server;
  const client = createClient({ url: `${origin}/graphql` });
  console.log(`${origin} serves, process ${server.pid}; ${minutes} minutes of load.`);

  const tally = startTally(
    (kind, what) => {
      appendFileSync(join(out, "wrong.jsonl"), `${JSON.stringify({ at: new Date(), kind, what })}\n`);
      console.log(`WRONG ${kind}: ${what.slice(0, 500)}`);
    },
    (kind) => !isLong(kind),
  );
  const random = randomFrom(seed);
  const popular = await findPopular(client, random);
  const load = new AbortController();
  // All who wait for something listen to it.
  setMaxListeners(0, load.signal);
  const asking = { client, origin, subjects, library, popular, random };
  const heard = startListeners(listeners, client, random, () => popular.concept().id, tally, load.signal);
  const writing = {
    client,
    origin,
    subjects,
    library,
    listeners: heard,
    random,
    tally,
    window,
  };
  const writer = openWriter(writing, window);
  const guarded = async (kind: string, act: () => Promise<void>) => {
    await act().catch((error: unknown) => tally.wrong(kind, String(error)));
  };
  const share = () => random.below(1e6) / 1e6;
  const write = (perMinute: number, kind: string, act: () => Promise<void>) =>
    atRandomTimes(perMinute, share, load.signal, () => guarded(kind, act));

  const begin = performance.now();
  const loads = [
    write(papers / together, "add", writer.add),
    write(papers / 4, "revise", writer.revise),
    write(papers / 12, "retract", writer.retract),
    atRandomTimes(rate * 60, share, load.signal, (due) => {
      const question = drawn(random.below(1e6) / 1e6);
      return guarded(question.kind, async () => {
        const wrong = await question.ask({ ...asking, signal: AbortSignal.timeout(patienceMs) });
        tally.took(question.kind, performance.now() - due);
        if (wrong !== undefined) tally.wrong(question.kind, wrong);
      });
    }),
    heard.ended,
    (async () => {
      while (!load.signal.aborted) {
        await pause(renewMs, load.signal);
        await guarded("popular", popular.renew);
      }
    })(),
  ];
  for (let at = 1; at * sampleSeconds <= minutes * 60 && !server.ended(); at++) {
    await pause(Math.max(0, begin + at * sampleSeconds * 1000 - performance.now()), load.signal);
    await guarded("sample", async () => {
      const graph = await client.request<{ readonly stats: Readonly<Record<string, number>> }, object>(stats);
      const sample: Sample = {
        second: Math.round((performance.now() - begin) / 1000),
        ...processes(server.pid),
        ...heap(await (await fetch(new URL("/metrics", origin))).text()),
        ...files(store),
        graph: graph.stats,
        listeners: heard.count(),
        driverMib: process.memoryUsage.rss() / 2 ** 20,
        driverCpuMs: cpuMs(process.pid),
        machineCpuMs: machineCpuMs(),
        ...tally.take(),
      };
      appendFileSync(join(out, "samples.jsonl"), `${JSON.stringify(sample)}\n`);
      console.log(line(sample));
    });
  }
  load.abort();
  await Promise.all(loads);
  for (const what of server.ended() ? ["the server has ended"] : await differences(client, library))
    tally.wrong("end", what);
  const ending = await end(server, store);
  writeFileSync(join(out, "end.json"), `${JSON.stringify(ending, undefined, 2)}\n`);
  if (own !== undefined && ending.findings.length === 0) rmSync(own, { recursive: true, force: true });
  else console.log(`The graph is left at ${store}.`);
}

async function end(server: Server, store: string): Promise<Ending> {
  const { exitCode, seconds } = await server.stop();
  const findings = await litweave(["verify", "--store", store]).then(
    () => [],
    (error: { readonly stdout?: string; readonly message: string }) => [error.stdout || error.message],
  );
  return { findings, exitCode, stopSeconds: seconds };
}

const weights = questions.reduce((sum, { weight }) => sum + weight, 0);

function drawn(share: number): Question {
  let left = share * weights;
  for (const question of questions) {
    left -= question.weight;
    if (left < 0) return question;
  }
  return questions[0]!;
}

function line({ second, server, readers, questions, graph, heapMib, wrong }: Sample): string {
  return `${second} s: ${server.residentMib.toFixed(0)} + ${readers.residentMib.toFixed(0)} MiB (own ${server.ownMib.toFixed(0)} + ${readers.ownMib.toFixed(0)}, heap ${heapMib.toFixed(0)}), ${server.handles} + ${readers.handles} handles, ${server.threads} threads, ${questions.count} questions, p50 ${questions.p50.toFixed(0)} ms, p99 ${questions.p99.toFixed(0)} ms; ${graph.documents} documents, ${graph.triples} triples; ${wrong} wrong`;
}
