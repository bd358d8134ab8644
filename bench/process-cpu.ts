import { readFileSync } from "node:fs";

/** Linux counts in these. */
const tickMs = 10;

/** CPU time that a process has used so far, all threads together, in ms; NaN where the system does not tell by `/proc`. */
export function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return Number.NaN;
  }
}
