import { type Program, type StartOptions, startScript } from "./programs.js";
import type { Ground } from "./rung.js";

/** A process that ingests the papers into a graph, a folder or a server. */
export function beginIngest(location: string, { papers }: Ground, options: StartOptions = {}): Program {
  return startScript("ingesting.ts", [location, papers.read, ...papers.files], options);
}

/** How long an undisturbed run takes, from its beginning to its first word and from there to its end. */
export async function timed(
  program: Program,
): Promise<{ readonly readyMs: number; readonly wholeMs: number }> {
  const from = performance.now();
  await program.saying(/^ready$/mu);
  const ready = performance.now();
  await program.ended;
  return { readyMs: ready - from, wholeMs: performance.now() - ready };
}
