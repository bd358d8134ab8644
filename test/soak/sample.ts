import { readdirSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { type ProcessSample, sampleProcesses } from "./process-sample.js";
import type { Taken } from "./record.js";

/** A server and its load at a moment; what was asked, and how long it took, is since the sample before. */
export interface Sample extends Taken {
  /** Since the load began, in s. */
  readonly second: number;
  readonly server: ProcessSample;
  /** The processes that the server started, together: those that read for it. */
  readonly readers: Omit<ProcessSample, "pid"> & { readonly processes: number };
  /** Of the server's `/metrics`. */
  readonly heapMib: number;
  readonly externalMib: number;
  readonly eventLoopP99Ms: number;
  /** Timers, streams and the like that keep the process alive. */
  readonly resources: number;
  /** An embedded store's database, its log and its jobs, in MiB; 0 of a server's. */
  readonly storeMib: number;
  readonly walMib: number;
  readonly jobsMib: number;
  readonly graph: Readonly<Record<string, number>>;
  readonly listeners: number;
  /** Of the process that makes the load. */
  readonly driverMib: number;
  readonly driverCpuMs: number;
  /** Of the whole machine, all cores together: what is neither the server's nor the load's is others'. */
  readonly machineCpuMs: number;
}

export function processes(pid: number): Pick<Sample, "server" | "readers"> {
  const [server, ...others] = sampleProcesses(pid);
  if (server === undefined) throw new Error("the server has ended");
  const sum = (field: keyof ProcessSample) => others.reduce((all, one) => all + one[field], 0);
  return {
    server,
    readers: {
      processes: others.length,
      ownMib: sum("ownMib"),
      residentMib: sum("residentMib"),
      handles: sum("handles"),
      sockets: sum("sockets"),
      threads: sum("threads"),
      cpuMs: sum("cpuMs"),
      waitedMs: sum("waitedMs"),
    },
  };
}

/** @param text what `/metrics` answers */
export function heap(text: string): Pick<Sample, "heapMib" | "externalMib" | "eventLoopP99Ms" | "resources"> {
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "mu").exec(text)?.[1] ?? Number.NaN);
  return {
    heapMib: value("nodejs_heap_size_used_bytes") / 2 ** 20,
    externalMib: value("nodejs_external_memory_bytes") / 2 ** 20,
    eventLoopP99Ms: value("nodejs_eventloop_lag_p99_seconds") * 1000,
    resources: value("nodejs_active_resources_total"),
  };
}

export function machineCpuMs(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}

/** @param store a folder, or a URL of what has its files elsewhere */
export function files(store: string): Pick<Sample, "storeMib" | "walMib" | "jobsMib"> {
  if (/^\w+(?:\+\w+)?:\/\//u.test(store)) return { storeMib: 0, walMib: 0, jobsMib: 0 };
  return {
    storeMib: mib(join(store, "graph.db")),
    walMib: mib(join(store, "graph.db-wal")),
    jobsMib: folderMib(join(store, "jobs")),
  };
}

function mib(path: string): number {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / 2 ** 20;
}

function folderMib(path: string): number {
  try {
    const names = readdirSync(path, { recursive: true, encoding: "utf8" });
    return names.reduce((sum, name) => sum + mib(join(path, name)), 0);
  } catch {
    return 0;
  }
}
