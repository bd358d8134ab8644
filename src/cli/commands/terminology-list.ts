import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import type { Context } from "../program.js";
import { countsText } from "../terminology/describe.js";
import { findTerminologies } from "../terminology/found.js";
import { withCache, withJson } from "./options.js";

interface ListFlags {
  readonly cache: string;
}

const shipped = fileURLToPath(new URL("../../../models/terminology", import.meta.url));

export function terminologyListCommand({ config, terminal }: Context): Command {
  const command = new Command("list")
    .description("The terminology in use, the shipped one, and those found in folders.")
    .argument("[folders...]", "where to look, in them and one level below (default: the current folder)")
    .addHelpText(
      "after",
      "\nExamples:\n  litweave terminology list\n  litweave terminology list ~/terminologies --json",
    );
  withJson(withCache(command, config));
  return command.action((folders: readonly string[], { cache }: ListFlags) => {
    const missing = folders.find((folder) => !existsSync(folder));
    if (missing !== undefined) {
      throw new LitweaveError("NOT_FOUND", `${missing} is not there`, { hint: "check the path" });
    }
    const asked = folders.length > 0 ? folders : ["."];
    const found = findTerminologies([config.terminology, shipped, cache, ...asked], cache);
    const rows = found.map(({ folder, manifest, categories, index }) => ({
      folder,
      name: manifest.name,
      version: manifest.version,
      licence: manifest.licence,
      concepts: manifest.concepts,
      names: manifest.names,
      categories,
      index,
    }));
    terminal.printJson({ terminologies: rows });
    for (const row of rows) {
      terminal.print(`${row.name} ${row.version}  ${row.folder}\n  ${countsText(row)}; index ${row.index}`);
    }
  });
}
