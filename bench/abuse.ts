// How fast the server refuses what means harm, what that does to its memory, and whether others are served meanwhile:
// npx tsx bench/abuse.ts [--seconds 1.5] [--page]
//
// The server, the other clients and whoever means harm are three processes. Harm is sent one request after the other for some
// seconds a case, each on a connection of its own; slow bodies twenty at once. The other clients ask throughout.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openStore } from "../src/store/open-store.js";
import { corpus } from "../test/abuse/corpus.js";
import { writeExample } from "../test/api/example-graph.js";
import type { Served } from "./abuse-others.js";
import { post, type Replied } from "./abuse-request.js";
import type { Memory } from "./abuse-server.js";
import { machine, table, writeBlock } from "./page.js";
import { quantile } from "./spread.js";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "1.5" }, page: { type: "boolean", default: false } },
});
const runMs = Number(values.seconds) * 1_000;
const goalMs = 50;
const [clients, pauseMs] = [4, 20];
/** What the body of a question may take here; the server's default is 10,000. */
const bodyMs = 1_000;
const slowOnes = 20;
const conditions = machine();

interface Case {
  readonly name: string;
  readonly code: string;
  /** Requests under way at once. */
  readonly atOnce: number;
  /** What of its time the client took by itself, in ms. */
  readonly ownMs: number;
  send(url: string): Promise<Replied>;
}

const bodyOf = ({ query, variables, body }: (typeof corpus)[number]) =>
  body ?? JSON.stringify({ query, variables });

function whole(one: (typeof corpus)[number]): Case {
  const body = bodyOf(one);
  const { name, code, headers = {} } = one;
  return { name, code, atOnce: 1, ownMs: 0, send: (url) => post(url, body, { headers }) };
}

const deep = corpus.find(({ name }) => name === "very deep")!;
const cases: readonly Case[] = [
  ...corpus.map(whole),
  {
    name: `a deep query in 20 pieces within ${bodyMs / 2} ms, ${slowOnes} at once; from the last piece`,
    code: deep.code,
    atOnce: slowOnes,
    ownMs: 0,
    send: (url) => post(url, bodyOf(deep), { pieces: { count: 20, overMs: bodyMs / 2 } }),
  },
  {
    name: `half a body and no more, ${slowOnes} at once; from when its ${bodyMs} ms are over`,
    code: "SLOW_BODY",
    atOnce: slowOnes,
    ownMs: bodyMs,
    send: (url) => post(url, bodyOf(deep), { unfinished: true }),
  },
];

function start(file: string, ...args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), args, {
    execArgv: [...process.execArgv, "--expose-gc"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

async function heard<T>(from: ChildProcess): Promise<T> {
  const [message] = await once(from, "message");
  return message as T;
}

function tell<T>(whom: ChildProcess, question: "mark" | "tell"): Promise<T> {
  const answer = heard<T>(whom);
  whom.send(question);
  return answer;
}

/** Sends a case over and over. @returns times to the refusal */
async function harm({ name, code, atOnce, ownMs, send }: Case, url: string, ms: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + ms;
  const repeat = async () => {
    do {
      const { text, ms } = await send(url);
      if (!text.includes(`"code":"${code}"`)) throw new Error(`${name}: not refused with ${code}: ${text}`);
      times.push(ms - ownMs);
    } while (performance.now() < until);
  };
  await Promise.all(Array.from({ length: atOnce }, repeat));
  return times;
}

const folder = mkdtempSync(join(tmpdir(), "litweave-abuse-"));
const store = await openStore(folder);
await writeExample(store);
await store.close();
const server = start("abuse-server.ts", folder, String(bodyMs));
const url = await heard<string>(server);
const others = start("abuse-others.ts", url, String(clients), String(pauseMs));
await heard(others);

const told = (served: Served) =>
  [0.5, 0.99].map((share) => quantile(served.times, share).toFixed(1)) as [string, string];
const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);
const rows: (readonly (string | number)[])[] = [
  [
    "sent",
    "refused with",
    "times",
    "median, ms",
    "p95",
    "slowest",
    "memory before, MiB",
    "most",
    "after",
    "others: p50, ms",
    "p99, ms",
  ],
];
const slow: string[] = [];

try {
  // What is run often is compiled, and memory is taken once.
  for (const one of cases) await harm(one, url, runMs / 5);
  const first = await tell<Memory>(server, "mark");
  others.send("mark");
  await sleep(3 * runMs);
  const quiet = told(await tell<Served>(others, "tell"));
  rows.push(["nothing", "", "", "", "", "", mebibytes(first.now), "", "", ...quiet]);
  let failed = 0;
  for (const one of cases) {
    const before = await tell<Memory>(server, "mark");
    others.send("mark");
    const times = await harm(one, url, runMs);
    const served = await tell<Served>(others, "tell");
    const after = await tell<Memory>(server, "tell");
    failed += served.failed;
    const [median, late, latest] = [0.5, 0.95, 1].map((share) => quantile(times, share)) as [
      number,
      number,
      number,
    ];
    if (late > goalMs) slow.push(one.name);
    const memory = [before.now, after.most, after.now].map(mebibytes);
    rows.push([
      one.name,
      `\`${one.code}\``,
      times.length,
      median.toFixed(1),
      late.toFixed(1),
      latest.toFixed(1),
      ...memory,
      ...told(served),
    ]);
    console.log(rows.at(-1)!.join("  "));
  }
  const last = await tell<Memory>(server, "tell");
  const lines = [
    `\`npx tsx bench/abuse.ts --seconds ${values.seconds}${values.page ? " --page" : ""}\` on ${conditions}. Server, other clients and whoever means harm are three processes on the same machine, each case takes ${values.seconds} s. Others: ${clients} clients that ask for a concept with its triples and their evidence, each about every ${pauseMs} ms; ${failed} of their answers failed. Memory is that of the service's process, after collection but for the most. In all ${mebibytes(first.now)} MiB before, ${mebibytes(last.now)} after. With a p95 over ${goalMs} ms: ${slow.length === 0 ? "none" : slow.join("; ")}.`,
    "",
    ...table(rows),
  ];
  if (values.page) writeBlock("abuse", lines);
  else console.log(lines.join("\n"));
} finally {
  others.disconnect();
  server.disconnect();
  rmSync(folder, { recursive: true });
}
