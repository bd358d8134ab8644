import { reportError } from "../../src/cli/exit.js";
import { buildProgram } from "../../src/cli/program.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { readConfig } from "../../src/config.js";
import { modelOptions } from "../models.js";

export interface Run {
  readonly exitCode: number;
  /** What people read on standard output. */
  readonly printed: string;
  /** The JSON objects of `--json`. */
  readonly json: readonly Record<string, unknown>[];
  readonly logged: string;
}

/** Runs the program in this process, with the shipped models, as `litweave …args` would. */
export async function litweave(...args: readonly string[]): Promise<Run> {
  const printed: string[] = [];
  const logged: string[] = [];
  const json: Record<string, unknown>[] = [];
  const asJson = args.includes("--json");
  const terminal: Terminal = {
    json: asJson,
    log: (line) => void logged.push(line),
    print: (text) => void (asJson || printed.push(text)),
    printJson: (value) => void (asJson && json.push(value as Record<string, unknown>)),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  const { cache } = modelOptions;
  const config = { ...readConfig({}), cache, device: "cpu" as const, linkThreads: 0 };
  const outcome = { exitCode: 0 };
  let exitCode: number;
  try {
    const program = buildProgram(config, terminal, outcome);
    for (const command of [
      program,
      ...program.commands,
      ...program.commands.flatMap((one) => one.commands),
    ]) {
      command.configureOutput({
        writeOut: (text) => void printed.push(text),
        writeErr: (text) => void logged.push(text),
      });
    }
    await program.parseAsync(["node", "litweave", ...args]);
    exitCode = outcome.exitCode;
  } catch (error) {
    exitCode = reportError(error, terminal);
  }
  return { exitCode, printed: printed.join("\n"), json, logged: logged.join("\n") };
}
