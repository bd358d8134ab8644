import { existsSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { usualFile } from "../../config/config-file.js";
import { writtenConfig } from "../../config/written-config.js";
import { LitweaveError } from "../../domain/errors.js";
import type { Context } from "../program.js";

export function initCommand({ terminal }: Context): Command {
  return new Command("init")
    .description("Writes a configuration file with every setting, what it means, and its default.")
    .argument("[file]", "where to write it", usualFile)
    .option("--force", "write over a file that is there")
    .addHelpText("after", "\nExamples:\n  litweave init\n  litweave init /etc/litweave/litweave.yaml")
    .action((file: string, { force }: { force?: boolean }) => {
      if (existsSync(file) && !force) {
        throw new LitweaveError("USAGE", `${file} is there already`, {
          hint: "give another name, or --force to write over it",
        });
      }
      writeFileSync(file, writtenConfig());
      terminal.print(`Wrote ${file}. It holds the defaults; docs/configuration.md says more.`);
    });
}
