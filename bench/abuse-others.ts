/**
 * The other clients of bench/abuse.ts, in a process of their own: `abuse-others.ts URL CLIENTS PAUSE_MS`. Each asks about a concept,
 * waits, and asks again. `mark` begins anew, `tell` gives the times since then.
 */
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { post } from "./abuse-request.js";

/** Times from a question to its answer, in ms. */
export interface Served {
  readonly times: readonly number[];
  /** Answers that were none. */
  readonly failed: number;
}

const [url, clients, pauseMs] = process.argv.slice(2) as [string, string, string];
const query = `{ concept(id: "MESH:D008687") { name triples(first: 20) { edges { node {
  predicate object { name } evidence(first: 3) { edges { node { sentences { text } } } } } } } } }`;
const agent = new Agent({ keepAlive: true });
const body = JSON.stringify({ query });
let times: number[] = [];
let failed = 0;

async function ask(): Promise<void> {
  for (;;) {
    const began = performance.now();
    const { text } = await post(url, body, { agent });
    if (text.startsWith('{"data":{"concept":{')) times.push(performance.now() - began);
    else failed += 1;
    await sleep(Number(pauseMs) * (0.5 + Math.random()));
  }
}

process.on("message", (question: "mark" | "tell") => {
  if (question === "tell") process.send!({ times, failed } satisfies Served);
  [times, failed] = [[], 0];
});
process.on("disconnect", () => process.exit());
process.send!("ready");
await Promise.all(Array.from({ length: Number(clients) }, ask));
