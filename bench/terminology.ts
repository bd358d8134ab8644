/**
 * Builds a terminology from a made-up UMLS release, and prints time and memory:
 *
 *     npx tsx bench/terminology.ts [names, 3000000 by default]
 */
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sourceOf } from "../src/terminology/build-formats.js";
import { buildTerminology } from "../src/terminology/build-terminology.js";
import { machine, table } from "./page.js";
import { writeSyntheticRrf } from "./synthetic-rrf.js";

const names = Number(process.argv[2] ?? 3_000_000);
const on = machine();
const scratch = await mkdtemp(join(tmpdir(), "litweave-bench-"));

async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString("en")} MiB`;

try {
  const meta = join(scratch, "META");
  await writeSyntheticRrf(meta, names, 20_261_122);
  const before = process.resourceUsage().maxRSS * 1024;
  const out = join(scratch, "made");
  const began = performance.now();
  const usedBefore = process.cpuUsage();
  const { manifest } = await buildTerminology({
    out,
    name: "made",
    version: "1",
    sources: [sourceOf("umls", [meta], {})],
  });
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(usedBefore);
  const peak = process.resourceUsage().maxRSS * 1024;
  const rows = [
    [
      "names in the release",
      "read",
      "concepts",
      "names kept",
      "written",
      "seconds",
      "of processor",
      "names/s",
      "peak memory",
      "before",
    ],
    [
      names.toLocaleString("en"),
      mib(await bytesIn(meta)),
      manifest.concepts.toLocaleString("en"),
      manifest.names.toLocaleString("en"),
      mib(await bytesIn(out)),
      seconds.toFixed(1),
      ((user + system) / 1e6).toFixed(1),
      Math.round(names / seconds).toLocaleString("en"),
      mib(peak),
      mib(before),
    ],
  ];
  console.log([...table(rows), "", on].join("\n"));
} finally {
  await rm(scratch, { recursive: true });
}
