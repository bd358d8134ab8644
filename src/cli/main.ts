#!/usr/bin/env node
import { loadConfig } from "../config.js";
import { takeConfigFlag } from "./config-flag.js";
import { reportError } from "./exit.js";
import { buildProgram } from "./program.js";
import { openTerminal } from "./terminal.js";
import { startTracing } from "./tracing.js";

const terminal = openTerminal(process.argv.includes("--json"));
try {
  const outcome = { exitCode: 0 };
  const { file, rest } = takeConfigFlag(process.argv);
  const config = loadConfig(process.env, file, process.cwd());
  const tracing = await startTracing(config.traces.endpoint);
  try {
    await buildProgram(config, terminal, outcome).parseAsync(rest);
  } finally {
    await tracing?.close();
  }
  process.exitCode = outcome.exitCode;
} catch (error) {
  process.exitCode = reportError(error, terminal);
}
