import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { cpuMs } from "../../bench/process-cpu.js";

/** What a process holds at a moment, as Linux tells it. */
export interface ProcessSample {
  readonly pid: number;
  /** Memory in RAM, in MiB: of its own (heaps, buffers), and of all, files that it maps included. */
  readonly ownMib: number;
  readonly residentMib: number;
  /** Open handles, and those of them that are sockets. */
  readonly handles: number;
  readonly sockets: number;
  readonly threads: number;
  readonly cpuMs: number;
  /** How long its main thread was ready to run while others had the cores, in ms. */
  readonly waitedMs: number;
}

/** A process and all that it started, the first first; those that end meanwhile are left out. */
export function sampleProcesses(pid: number): readonly ProcessSample[] {
  return [pid, ...descendants(pid)].flatMap((one) => sampleProcess(one) ?? []);
}

function sampleProcess(pid: number): ProcessSample | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const number = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "mu").exec(status)?.[1]);
    const handles = readdirSync(`/proc/${pid}/fd`);
    return {
      pid,
      ownMib: number("RssAnon") / 1024,
      residentMib: number("VmRSS") / 1024,
      handles: handles.length,
      sockets: handles.filter((handle) => isSocket(pid, handle)).length,
      threads: number("Threads"),
      cpuMs: cpuMs(pid),
      waitedMs: Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[1]) / 1e6,
    };
  } catch {
    return undefined;
  }
}

function isSocket(pid: number, handle: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/fd/${handle}`).startsWith("socket:");
  } catch {
    return false;
  }
}

/** Those that any thread of it started. */
function descendants(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}
