import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";

/** What clients met who each ask the next question once the last is answered. */
export interface ClosedRun {
  readonly perSecond: number;
  readonly answered: number;
  readonly p50: number;
  readonly p99: number;
  readonly kib: number;
}

/** Bodies, round and round. */
export type Bodies = () => string;

export function roundAndRound(bodies: readonly string[]): Bodies {
  let asked = 0;
  return () => bodies[asked++ % bodies.length]!;
}

/** @throws Error when a request has no good answer */
export async function closedLoop(
  url: string,
  next: Bodies,
  clients: number,
  duration: number,
): Promise<ClosedRun> {
  const result = await autocannon({
    url,
    connections: clients,
    duration,
    method: "POST",
    headers: { "content-type": "application/json" },
    // Given as a list, every client would make all of its requests before its first.
    requests: [{ setupRequest: (request) => ({ ...request, body: next() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `of ${result.requests.total} requests ${result.non2xx} had no answer, ${result.errors} failed, ${result.timeouts} of them by time`,
    );
  }
  const { average, total } = result.requests;
  const { p50, p99 } = result.latency;
  return { perSecond: average, answered: total, p50, p99, kib: result.throughput.average / average / 1024 };
}

/** Of an open loop, in s: its first connections are made, which no reader's day begins with. */
const opening = 1;

/**
 * Asks at a rate of its own, whether or not earlier questions are answered, as readers do who do not know of each other: the times between two
 * questions are those of a Poisson process. What it takes is counted from when a question was due, so that a server that falls behind
 * does not look fast by being asked less.
 */
export async function openLoop(
  url: string,
  next: Bodies,
  perSecond: number,
  duration: number,
): Promise<{ readonly p50: number; readonly p99: number }> {
  const agent = new Agent({ keepAlive: true });
  const [first, asked]: [Promise<number>[], Promise<number>[]] = [[], []];
  const begin = performance.now();
  // By golden ratio: the same times for all, spread evenly over the distribution.
  for (let due = 0, at = 1; due < (opening + duration) * 1000; at++) {
    due -= (1000 / perSecond) * Math.log(1 - ((at * 0.6180339887498949) % 1));
    const wait = begin + due - performance.now();
    if (wait > 1) await sleep(wait);
    const answer = answered(agent, url, next()).then(() => performance.now() - begin - due);
    (due < opening * 1000 ? first : asked).push(answer);
  }
  await Promise.all(first);
  const took = (await Promise.all(asked)).sort((a, b) => a - b);
  agent.destroy();
  return { p50: took[Math.floor(took.length * 0.5)]!, p99: took[Math.floor(took.length * 0.99)]! };
}

function answered(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const asked = request(url, { agent, method: "POST", headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered with ${response.statusCode}`));
      response.resume().once("end", resolve).once("error", reject);
    });
    asked.once("error", (error) => {
      // A server closes a connection that was idle for long, perhaps in the moment in which it is used again.
      if (asked.reusedSocket && "code" in error && error.code === "ECONNRESET") {
        answered(agent, url, body).then(resolve, reject);
      } else reject(error);
    });
    asked.end(body);
  });
}
