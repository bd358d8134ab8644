import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { litweave, messageOf } from "./programs.js";
import type { ClimbOptions, Outcome, Rung } from "./rung.js";
import { faultsAt, rowsAt } from "./undisturbed.js";

const words = ["ingest", "samples/01-baseline.xml", "samples/02-update.xml", "--store"];
/** Loading the program and its models takes the first part, in which nothing can be lost. */
const interesting = 0.4;

export const killProgram: Rung = {
  name: "kill-program",
  what: "kill −9 of `litweave ingest` with its models, at random moments; then the same command again",
  times: 12,
  timesInTests: 0,
  climb,
};

async function climb({ times, folder }: ClimbOptions): Promise<Outcome> {
  const whole = join(folder, "whole");
  const from = performance.now();
  await litweave([...words, whole]).ended;
  const wholeMs = performance.now() - from;
  const undisturbed = await rowsAt(whole);
  const faults: string[] = [];
  let killed = 0;
  for (let time = 0; time < times; time++) {
    const graph = join(folder, String(time));
    const program = litweave([...words, graph]);
    await sleep((interesting + (1 - interesting) * Math.random()) * wholeMs);
    if ((await program.kill()).signal === "SIGKILL") killed++;
    const again = await litweave([...words, graph]).ended;
    if (again.exitCode !== 0) faults.push(`the run afterwards failed: ${messageOf(again)}`);
    faults.push(...(await faultsAt(graph, undisturbed)));
    rmSync(graph, { recursive: true, force: true });
  }
  return {
    done: `${times} graphs of ${undisturbed.length} rows: ${killed} runs were killed, ${times - killed} had just ended`,
    seen: [],
    faults,
  };
}
