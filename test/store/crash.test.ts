import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { graphOf } from "../semantics/model.js";
import { differenceOfRows } from "../semantics/row-difference.js";
import { collect, sortedRows } from "./contract.js";
import { crashPaper } from "./crash-papers.js";

const root = mkdtempSync(join(tmpdir(), "litweave-crash-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Writes crash papers from a number on, three to a transaction, until it is killed. */
async function startWriter(folder: string, from: number): Promise<ChildProcess> {
  const script = join(import.meta.dirname, "crash-writer.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, folder, String(from)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout!, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Checks the store, and gives for each writer the number of its first paper that is not there. */
async function writtenFrom(folder: string, starts: readonly number[]): Promise<readonly number[]> {
  const store = await openStore(folder);
  try {
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    const written: number[] = [];
    const numbers: number[] = [];
    for (const start of starts) {
      let next = start;
      while ((await store.documentStates([`PMID:${next}`])).size > 0) next++;
      // Three papers go into each transaction: all of them or none.
      expect((next - start) % 3).toBe(0);
      written.push(next);
      numbers.push(...Array.from({ length: next - start }, (_, i) => start + i));
    }
    expect(differenceOfRows(await sortedRows(store), graphOf(numbers.map(crashPaper)))).toEqual([]);
    return written;
  } finally {
    await store.close();
  }
}

it("is whole after its writer is killed, again and again", async () => {
  const folder = join(root, "one");
  let next = 0;
  for (const liveMs of [40, 90, 200]) {
    const writer = await startWriter(folder, next);
    await sleep(liveMs);
    await kill(writer);
    [next = 0] = await writtenFrom(folder, [0]);
  }
  expect(next).toBeGreaterThan(0);
});

it("is whole after two writers are killed, one while the other goes on", async () => {
  const folder = join(root, "two");
  const starts = [0, 100_000];
  let next: readonly number[] = starts;
  const isIdle = (at: number) => next[at] === starts[at];
  // On a busy machine one may keep the other from writing for a while: two rounds, and more until both have written.
  for (let round = 1; round <= 2 || (round <= 8 && (isIdle(0) || isIdle(1))); round += 1) {
    const liveMs = 70 * round;
    const writers = await Promise.all(next.map((from) => startWriter(folder, from)));
    await sleep(liveMs);
    await kill(writers[0]!);
    await sleep(liveMs);
    await kill(writers[1]!);
    next = await writtenFrom(folder, starts);
  }
  for (const [at, start] of starts.entries()) expect(next[at]).toBeGreaterThan(start);
});
