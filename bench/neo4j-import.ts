/**
 * How fast a graph comes into a real Neo4j: written live, and exported for `neo4j-admin` and imported. The same synthetic
 * papers both ways, in one run. `npx tsx bench/neo4j-import.ts [--page] [PAPERS …]`; with `--page` the figures go to docs/benchmarks.md.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { exportForImport } from "../src/pipeline/export-graph.js";
import type { StoredGraph } from "../src/store/graph-parts.js";
import { openStore } from "../src/store/open-store.js";
import { type RunningNeo4j, startNeo4j } from "../test/neo4j/server.js";
import { machine, table, writeBlock } from "./page.js";
import { syntheticPapers } from "./synthetic-papers.js";

const batch = 500;
const scratch = mkdtempSync(join(tmpdir(), "litweave-import-bench-"));

async function timed<T>(act: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const from = performance.now();
  const value = await act();
  return { value, seconds: (performance.now() - from) / 1000 };
}

async function writeAll(store: StoredGraph, papers: number): Promise<void> {
  for (let from = 0; from < papers; from += batch) {
    await store.write([...syntheticPapers(from, Math.min(from + batch, papers))]);
  }
}

/** A server for the length of `act`. */
async function served<T>(imports: string | undefined, act: (server: RunningNeo4j) => Promise<T>): Promise<T> {
  const server = await startNeo4j(imports === undefined ? {} : { imports });
  if (!server) throw new Error("no Neo4j: it takes Java 17 or newer and Maven");
  try {
    return await act(server);
  } finally {
    await server.stop();
  }
}

async function live(papers: number): Promise<number> {
  return served(undefined, async ({ url, user, password }) => {
    const store = await openStore(url, { user, password });
    try {
      return (await timed(() => writeAll(store, papers))).seconds;
    } finally {
      await store.close();
    }
  });
}

async function measured(papers: number): Promise<readonly string[]> {
  const store = await openStore(join(scratch, String(papers)));
  const built = await timed(() => writeAll(store, papers));
  const folder = join(scratch, `${papers}-import`);
  const exported = await timed(() => exportForImport({ store, folder }));
  const counts = await store.counts();
  const { triples } = counts;
  await store.close();
  const [imported, opened] = await served(folder, async ({ url, user, password, importMs = 0 }) => {
    const opening = await timed(() => openStore(url, { user, password }));
    const found = await opening.value.counts();
    if (!isDeepStrictEqual(found, counts)) throw new Error(`imported: ${JSON.stringify(found)}`);
    await opening.value.close();
    return [importMs / 1000, opening.seconds] as const;
  });
  const alive = await live(papers);
  const whole = exported.seconds + imported + opened;
  const rate = (seconds: number) =>
    `${Math.round(papers / seconds).toLocaleString("en")} / ${Math.round(triples / seconds).toLocaleString("en")}`;
  return [
    `${papers.toLocaleString("en")} / ${triples.toLocaleString("en")}`,
    `${alive.toFixed(1)} s, ${rate(alive)}`,
    `${exported.seconds.toFixed(1)} s, ${rate(exported.seconds)}`,
    `${imported.toFixed(1)} s, ${rate(imported)}`,
    `${opened.toFixed(1)} s`,
    `${whole.toFixed(1)} s, ${rate(whole)}`,
    `${(alive / (exported.seconds + imported)).toFixed(1)} ×`,
    `${(alive / whole).toFixed(1)} ×`,
    `${built.seconds.toFixed(1)} s`,
  ];
}

const where = machine();
const given = process.argv
  .slice(2)
  .filter((word) => word !== "--page")
  .map(Number);
const sizes = given.length > 0 ? given : [1_000, 10_000, 100_000];
try {
  const rows: (readonly string[])[] = [];
  for (const papers of sizes) {
    rows.push(await measured(papers));
    console.log(rows.at(-1)!.join(" | "));
  }
  const lines = [
    `\`npx tsx bench/neo4j-import.ts --page\` on ${where}. Rates are documents / triples a second. Beside them, what it takes to write the embedded store.`,
    "",
    ...table([
      [
        "documents / triples",
        "written live",
        "export",
        "`neo4j-admin`",
        "first opening",
        "all three",
        "export and import against live",
        "all three against live",
        "embedded store",
      ],
      ...rows,
    ]),
  ];
  console.log(lines.join("\n"));
  if (process.argv.includes("--page")) writeBlock("neo4j-import", lines);
} finally {
  rmSync(scratch, { recursive: true });
}
