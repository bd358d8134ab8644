/**
 * What an export costs, in time and in memory, on synthetic graphs of two sizes in the embedded store: memory is to stay flat.
 * `npx tsx bench/exports.ts [--page]`; with `--page` the figures go to docs/benchmarks.md.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exportGraph } from "../src/pipeline/export-graph.js";
import { openStore } from "../src/store/open-store.js";
import { type GraphFormatName, graphFormatNames, graphFormats } from "../src/write/graph/formats.js";
import { machine, table, writeBlock } from "./page.js";
import { syntheticPapers } from "./synthetic-papers.js";

const sizes = [3_000, 30_000] as const;
const batch = 500;

interface Measured {
  readonly seconds: number;
  readonly mebibytes: number;
  /** The most memory that the process had, MiB. */
  readonly peak: number;
}

/** In a process of its own, whose memory holds nothing else. */
async function exportOne(name: GraphFormatName, folder: string, out: string): Promise<Measured> {
  const store = await openStore(folder, { create: false });
  try {
    const from = performance.now();
    const files = await exportGraph({ store, format: graphFormats[name], folder: out });
    return {
      seconds: (performance.now() - from) / 1000,
      mebibytes: files.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20,
      peak: process.resourceUsage().maxRSS / 1024,
    };
  } finally {
    await store.close();
  }
}

async function build(folder: string, papers: number): Promise<string> {
  const store = await openStore(folder, {});
  try {
    for (let from = 0; from < papers; from += batch)
      await store.write([...syntheticPapers(from, from + batch)]);
    const { documents, concepts, triples, evidence } = await store.counts();
    return `${documents} documents, ${concepts} concepts, ${triples} triples, ${evidence} pieces of evidence`;
  } finally {
    await store.close();
  }
}

async function measureAll(): Promise<void> {
  const where = machine();
  const scratch = mkdtempSync(join(tmpdir(), "litweave-exports-"));
  try {
    const graphs: { readonly folder: string; readonly told: string }[] = [];
    for (const papers of sizes) {
      const folder = join(scratch, String(papers));
      graphs.push({ folder, told: await build(folder, papers) });
    }
    const rows = graphFormatNames.map((name) => {
      const [small, large] = graphs.map(({ folder }, index) => {
        const words = [
          "--import",
          "tsx",
          fileURLToPath(import.meta.url),
          "one",
          name,
          folder,
          join(scratch, `${name}-${index}`),
        ];
        return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" })) as Measured;
      });
      return [
        name,
        ...[small!, large!].flatMap(({ seconds, mebibytes, peak }) => [
          seconds.toFixed(1),
          mebibytes.toFixed(1),
          peak.toFixed(0),
        ]),
      ];
    });
    const lines = [
      `\`npx tsx bench/exports.ts --page\` on ${where}; ${graphs.map(({ told }) => told).join("; and ")}.`,
      "",
      ...table([
        ["format", ...graphs.flatMap(() => ["seconds", "MiB written", "peak memory, MiB"])],
        ...rows,
      ]),
    ];
    console.log(lines.join("\n"));
    if (process.argv.includes("--page")) writeBlock("exports", lines);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const [mode, name, folder, out] = process.argv.slice(2);
if (mode === "one") console.log(JSON.stringify(await exportOne(name as GraphFormatName, folder!, out!)));
else await measureAll();
