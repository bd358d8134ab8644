#!/usr/bin/env node
import { readConfig } from "../config.js";
import { reportError } from "./exit.js";
import { buildProgram } from "./program.js";
import { openTerminal } from "./terminal.js";

const terminal = openTerminal(process.argv.includes("--json"));
try {
  const outcome = { exitCode: 0 };
  await buildProgram(readConfig(process.env), terminal, outcome).parseAsync(process.argv);
  process.exitCode = outcome.exitCode;
} catch (error) {
  process.exitCode = reportError(error, terminal);
}
