// How fast the server refuses what means harm, and what that does to its memory: `npx tsx bench/abuse.ts`. One client, on a
// connection of each request's own; the median and the slowest of 20 after 3 that warm up.

import { corpus } from "../test/abuse/corpus.js";
import { serve } from "../test/abuse/served.js";
import { send } from "../test/api/access/sending.js";

const served = await serve();
const before = process.memoryUsage().rss;
for (const { name, code: _, ...sent } of corpus) {
  const times: number[] = [];
  for (let i = 0; i < 23; i++) {
    const began = performance.now();
    await send(served.url, sent);
    if (i >= 3) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  console.log(`${times[10]!.toFixed(1)} ms, slowest ${times.at(-1)!.toFixed(1)} ms  ${name}`);
}
const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);
console.log(`memory: ${mebibytes(before)} MiB before, ${mebibytes(process.memoryUsage().rss)} MiB after`);
await served.close();
