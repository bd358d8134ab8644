import { performance } from "node:perf_hooks";

/** How much of the time of `work` the event loop was busy, 0 to 1: near 1 where the work is its own. */
export async function busyDuring(work: () => Promise<unknown>): Promise<number> {
  const before = performance.eventLoopUtilization();
  await work();
  return performance.eventLoopUtilization(before).utilization;
}
