/**
 * Opens the index of a terminology in a process of its own and tells how long it took, as one line of JSON:
 * `tsx bench/linking-opening.ts TERMINOLOGY CACHE`.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTerminology } from "../src/link/terminology.js";

/** What a terminology is opened from. */
export interface OpeningOptions {
  readonly terminology: string;
  readonly cache: string;
}

export interface Opening {
  readonly names: number;
  readonly seconds: number;
  /** Of the whole process, when it is open. */
  readonly rssMib: number;
}

/** Has the system forget the pages of a folder's files, as GNU dd can; elsewhere they stay. */
function forget(folder: string): void {
  for (const file of readdirSync(folder)) {
    spawnSync("dd", [`if=${join(folder, file)}`, "iflag=nocache", "count=0"], { stdio: "ignore" });
  }
}

/** @param cold without the index in the system's memory; the names' own folder is hardly read */
export function measureOpening({ terminology, cache }: OpeningOptions, cold: boolean): Opening {
  if (cold) forget(cache);
  const script = fileURLToPath(import.meta.url);
  const run = spawnSync(process.execPath, ["--import", "tsx", script, terminology, cache], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`${terminology} could not be opened`);
  return JSON.parse(run.stdout) as Opening;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, cacheFolder] = process.argv.slice(2);
  const began = performance.now();
  const terminology = await openTerminology({ folder: folder!, cacheFolder: cacheFolder! });
  const seconds = (performance.now() - began) / 1000;
  const rssMib = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(JSON.stringify({ names: terminology.nameCount, seconds, rssMib } satisfies Opening));
}
