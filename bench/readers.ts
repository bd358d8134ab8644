/**
 * Where the embedded store's questions are best answered: short ones of many clients while one client asks long ones, all in the
 * service's own thread, the long ones in readers (processes), or all in readers; and what breaking off a long one takes.
 *
 * `npx tsx bench/readers.ts [--size 100000] [--clients 64] [--seconds 5] [--shelf FOLDER] [--page]`; the graphs are those of bench/graph.ts.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { GraphReader } from "../src/domain/graph-reader.js";
import { Connection } from "../src/store/embedded/connection.js";
import { Readers } from "../src/store/embedded/readers.js";
import { readsOf } from "../src/store/embedded/reads.js";
import { fill } from "./graph-stock.js";
import { machine, table, writeBlock } from "./page.js";
import { quantile } from "./spread.js";
import { conceptAt, namedCategories, rankAt } from "./zipf-concepts.js";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "100000" },
    clients: { type: "string", default: "64" },
    seconds: { type: "string", default: "5" },
    shelf: { type: "string", default: join(tmpdir(), "litweave-graph-bench") },
    page: { type: "boolean", default: false },
  },
});
const [size, clients, seconds] = [values.size, values.clients, values.seconds].map(Number) as [
  number,
  number,
  number,
];
/** As many as `litweave serve` starts on two cores. */
const processes = 2;

interface Times {
  readonly short: number[];
  readonly long: number[];
}

/** What a page about a concept asks: the concept, its strongest triples, their evidence. */
async function shortQuestion(reader: GraphReader): Promise<void> {
  const category = namedCategories[Math.floor(Math.random() * namedCategories.length)]!;
  const { id } = conceptAt(category, rankAt(Math.random(), category, size / 10));
  await reader.concepts([id]);
  const { items } = await reader.triples({ involving: id }, { first: 20 });
  await reader.evidence(
    items.map(({ node }) => node.key),
    {},
    { first: 3 },
  );
}

/** What lists with filters, facets, counts and tolerant searches cost. */
async function longQuestion(reader: GraphReader): Promise<void> {
  await reader.counts();
}

async function mixed(reader: GraphReader): Promise<Times> {
  const times: Times = { short: [], long: [] };
  const end = performance.now() + seconds * 1000;
  const loop = async (ask: (reader: GraphReader) => Promise<void>, taken: number[]) => {
    while (performance.now() < end) {
      const from = performance.now();
      // Its turn comes as that of a request at a server, and waiting for it counts.
      await new Promise((resolve) => setImmediate(resolve));
      await ask(reader);
      taken.push(performance.now() - from);
    }
  };
  const shorts = Array.from({ length: clients - 1 }, () => loop(shortQuestion, times.short));
  await Promise.all([...shorts, loop(longQuestion, times.long)]);
  return times;
}

/** How long after the signal a long question has ended and its reader's place is taken by another that answers, in ms. */
async function breakingOff(readers: Readers): Promise<{ readonly told: number; readonly again: number }> {
  const controller = new AbortController();
  const asked = Array.from({ length: processes }, () =>
    readers.ask({ question: "counts", args: [] }, controller.signal).catch(() => undefined),
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  const from = performance.now();
  controller.abort();
  await Promise.all(asked);
  const told = performance.now() - from;
  await readers.ask({ question: "documentStates", args: [[]] });
  return { told, again: performance.now() - from };
}

const where = machine();
await fill("embedded", [size], values.shelf);
const file = join(values.shelf, `embedded-${size}`, "graph", "graph.db");
const connection = new Connection(file, true);
const readers = new Readers(file, processes);
const inReaders = new Proxy({} as GraphReader, {
  get:
    (_target, question: keyof GraphReader) =>
    (...args: unknown[]) =>
      readers.ask({ question, args }),
});
const ways: readonly (readonly [string, GraphReader])[] = [
  ["all in the service's thread", readsOf(connection)],
  ["long ones in readers", readsOf(connection, readers)],
  ["all in readers", inReaders],
];
const rows: (readonly (string | number)[])[] = [];
for (const [name, reader] of ways) {
  for (let warm = 0; warm < 200; warm++) await shortQuestion(reader);
  const { short, long } = await mixed(reader);
  const ms = (taken: readonly number[], share: number) => quantile(taken, share).toFixed(1);
  rows.push([
    name,
    (short.length / seconds).toFixed(0),
    ms(short, 0.5),
    ms(short, 0.99),
    (long.length / seconds).toFixed(1),
    ms(long, 0.5),
    ms(long, 0.99),
  ]);
}
const broken = await breakingOff(readers);
await readers.close();
connection.close();
const lines = [
  `\`npx tsx bench/readers.ts --size ${size} --clients ${clients} --seconds ${seconds}${values.page ? " --page" : ""}\` on ${where}; ${processes} readers. A short question is a concept with 20 triples and 3 pieces of evidence each, asked by ${clients - 1} clients; a long one counts the whole graph, asked by one.`,
  "",
  ...table([["", "short a second", "p50, ms", "p99, ms", "long a second", "p50, ms", "p99, ms"], ...rows]),
  "",
  `Broken off, a long question has ended ${broken.told.toFixed(1)} ms after its signal; ${broken.again.toFixed(0)} ms after it another reader has answered.`,
];
console.log(lines.join("\n"));
if (values.page) writeBlock("readers", lines);
