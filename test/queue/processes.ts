import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { modelOptions } from "../models.js";

const root = join(import.meta.dirname, "../..");

/** A worker as its users start it, in a process of its own. */
export interface WorkerProcess {
  /** Ends when the process does: its exit code, undefined when it was killed. */
  readonly ended: Promise<number | undefined>;
  readonly said: () => string;
  kill(signal: NodeJS.Signals): void;
}

export function startWork(
  url: string,
  store: string,
  flags: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): WorkerProcess {
  const words = ["work", "--queue", url, "--store", store, "--silence", "2", ...flags];
  const args = ["--import", "tsx", join(root, "src/cli/main.ts"), ...words];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, LITWEAVE_CACHE: modelOptions.cache, LITWEAVE_DEVICE: "cpu", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return followed(child);
}

/** A script beside this file, in a process of its own. */
export function startScript(name: string, ...words: readonly string[]): WorkerProcess {
  const args = ["--import", "tsx", join(import.meta.dirname, name), ...words];
  return followed(spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] }));
}

function followed(child: ChildProcess): WorkerProcess {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = once(child, "exit").then(([code]) => {
    process.off("exit", kill);
    return (code as number | null) ?? undefined;
  });
  return { ended, said: () => said, kill: (signal) => void child.kill(signal) };
}
