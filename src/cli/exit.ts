import { CommanderError } from "commander";
import { LitweaveError } from "../domain/errors.js";
import { exhausted } from "../domain/exhausted.js";
import type { Terminal } from "./terminal.js";

/** What the program answers to its caller. */
export const exitCodes = { done: 0, failed: 1, usage: 2, someRecordsFailed: 3 } as const;

/** Says what went wrong, for people and for machines, and gives the exit code. */
export function reportError(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const known = error instanceof LitweaveError ? error : exhausted(error);
  const message = known?.message ?? (error instanceof Error ? error.message : String(error));
  terminal.log(`litweave: ${message}`);
  if (known?.hint) terminal.log(`  ${known.hint}`);
  if (!known && error instanceof Error && error.stack) terminal.log(error.stack);
  terminal.printJson({ error: { code: known?.code ?? "INTERNAL", message, hint: known?.hint } });
  return known?.code === "USAGE" ? exitCodes.usage : exitCodes.failed;
}
