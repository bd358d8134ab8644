import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { modelOptions } from "../models.js";
import type { Counts } from "./ingest-papers.js";

const root = join(import.meta.dirname, "..", "..");
const program = join(root, "src", "cli", "main.ts");
const longestMs = 180_000;

/** What a program left behind. */
export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

export interface Program {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has written, once these words are in it or it has ended. */
  saying(words: RegExp): Promise<string>;
  /** Kills it as the system does: no warning, no last words. */
  kill(): Promise<Ended>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Words before the command, which run it under other conditions: `prlimit`, `unshare`. */
  readonly under?: readonly string[];
  /** Options of Node. */
  readonly node?: readonly string[];
}

/** The real command line, with the shipped models. */
export function litweave(args: readonly string[], options: StartOptions = {}): Program {
  return start(program, args, options);
}

/** A program of this folder. */
export function startScript(name: string, args: readonly string[], options: StartOptions = {}): Program {
  return start(join(import.meta.dirname, name), args, options);
}

function start(
  script: string,
  args: readonly string[],
  { env, under = [], node = [] }: StartOptions,
): Program {
  const [command = "", ...words] = [...under, process.execPath, ...node, "--import", "tsx", script, ...args];
  const options: SpawnOptions = {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LITWEAVE_CACHE: modelOptions.cache, LITWEAVE_DEVICE: "cpu", ...env },
  };
  const child = spawn(command, words, options);
  let [output, errors] = ["", ""];
  const heard = new Set<() => void>();
  const hear = (take: (text: string) => void) => (chunk: Buffer) => {
    take(chunk.toString());
    for (const one of heard) one();
  };
  child.stdout!.on(
    "data",
    hear((text) => {
      output += text;
    }),
  );
  child.stderr!.on(
    "data",
    hear((text) => {
      errors += text;
    }),
  );
  const patience = setTimeout(() => child.kill("SIGKILL"), longestMs);
  const ended = once(child, "close").then(([exitCode, signal]): Ended => {
    clearTimeout(patience);
    return { exitCode, signal, output, errors };
  });
  return {
    process: child,
    pid: child.pid!,
    ended,
    saying: (words) =>
      new Promise((resolve) => {
        const look = () => {
          if (!words.test(output + errors)) return;
          heard.delete(look);
          resolve(output + errors);
        };
        heard.add(look);
        look();
        void ended.then(() => resolve(output + errors));
      }),
    kill: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

/** What a run that went well counted: the last line of its output. */
export function countsOf({ output }: Ended): Counts {
  return JSON.parse(output.trim().split("\n").at(-1)!) as Counts;
}

/** What a user reads when a run fails: the line with what happened and the one with what to do. */
export function messageOf({ errors, exitCode, signal }: Ended): string {
  const lines = errors.split("\n");
  const at = lines.findIndex((line) => line.startsWith("litweave: "));
  if (at >= 0)
    return [lines[at], lines[at + 1]?.trim()].filter(Boolean).join(" — ").slice("litweave: ".length);
  return `(no message; it ended with ${signal ?? exitCode}: ${lines.filter(Boolean).at(-1) ?? "nothing said"})`;
}

/** Whether a failure was said as ours are: in a sentence, with what to do, without a stack. */
export function isTold(ended: Ended): boolean {
  return (
    ended.exitCode === 1 && /^litweave: .+\n {2}\S/mu.test(ended.errors) && !/^ {4}at /mu.test(ended.errors)
  );
}
