import { Command } from "commander";
import type { Config } from "../config.js";
import { annotateCommand } from "./commands/annotate.js";
import { backupCommand } from "./commands/backup.js";
import { embedCommand } from "./commands/embed.js";
import { enqueueCommand } from "./commands/enqueue.js";
import { evaluateCommand } from "./commands/evaluate.js";
import { exportCommand } from "./commands/export.js";
import { ingestCommand } from "./commands/ingest.js";
import { initCommand } from "./commands/init.js";
import { keyCommand } from "./commands/key.js";
import { linkCommand } from "./commands/link.js";
import { queueCommand } from "./commands/queue.js";
import { reExtractCommand } from "./commands/re-extract.js";
import { relinkCommand } from "./commands/relink.js";
import { restoreCommand } from "./commands/restore.js";
import { serveCommand } from "./commands/serve.js";
import { statusCommand } from "./commands/status.js";
import { suggestCommand } from "./commands/suggest.js";
import { terminologyCommand } from "./commands/terminology.js";
import { updateCommand } from "./commands/update.js";
import { verifyCommand } from "./commands/verify.js";
import { watchCommand } from "./commands/watch.js";
import { workCommand } from "./commands/work.js";
import { programVersion } from "./program-version.js";
import type { Terminal } from "./terminal.js";

/** What a command has at hand: the configuration, where to speak, and how to end. */
export interface Context {
  readonly config: Config;
  readonly terminal: Terminal;
  /** The exit code of a command that did not throw; see `exit.ts`. */
  readonly outcome: { exitCode: number };
}

export function buildProgram(config: Config, terminal: Terminal, outcome: { exitCode: number }): Command {
  const context: Context = { config, terminal, outcome };
  const program = new Command("litweave")
    .description(
      "Turns the biomedical literature into a knowledge graph in which every edge shows its sentences.",
    )
    .version(programVersion())
    // So that a command may have a --version of its own.
    .enablePositionalOptions()
    // Read before all else, see config-flag.ts; here for the help.
    .option("--config <file>", "configuration file; LITWEAVE_CONFIG (default: litweave.yaml, if it is there)")
    .exitOverride()
    .showHelpAfterError("(litweave --help shows what there is)");
  for (const command of [
    ingestCommand,
    updateCommand,
    watchCommand,
    enqueueCommand,
    workCommand,
    queueCommand,
    relinkCommand,
    reExtractCommand,
    serveCommand,
    annotateCommand,
    linkCommand,
    suggestCommand,
    exportCommand,
    embedCommand,
    evaluateCommand,
    statusCommand,
    terminologyCommand,
    verifyCommand,
    backupCommand,
    restoreCommand,
    initCommand,
    keyCommand,
  ]) {
    program.addCommand(command(context));
  }
  for (const command of program.commands) command.exitOverride();
  return program;
}
