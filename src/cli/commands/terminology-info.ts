import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { digestOf } from "../../terminology/write-parts.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import { countsText, sourceLines } from "../terminology/describe.js";
import { type FoundTerminology, foundTerminology } from "../terminology/found.js";
import { withCache, withJson } from "./options.js";

/** A file of a terminology against its manifest. */
interface CheckedFile {
  readonly file: string;
  readonly bytes: number;
  readonly state: "whole" | "changed" | "missing";
}

export function terminologyInfoCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("info")
    .description(
      "What a terminology holds, where it comes from, and whether its files are as they were written.",
    )
    .argument("[folder]", "a terminology; LITWEAVE_TERMINOLOGY", config.terminology)
    .addHelpText(
      "after",
      "\nExamples:\n  litweave terminology info\n  litweave terminology info my-mesh --json\n\nExit codes: 0 whole, 1 damaged.",
    );
  withJson(withCache(command, config));
  return command.action(async (folder: string, { cache }: { readonly cache: string }) => {
    const found = foundTerminology(folder, cache);
    const files = await checkedFiles(found);
    const { manifest, categories, index } = found;
    const { name, version, licence, concepts, names, sources = [], vectors } = manifest;
    const isWhole = files.every(({ state }) => state === "whole");
    terminal.printJson({
      folder,
      name,
      version,
      licence,
      concepts,
      names,
      categories,
      index,
      isWhole,
      files,
      sources,
      ...(vectors ? { vectors } : {}),
    });
    terminal.print(
      [
        `${name} ${version}  ${folder}`,
        `  ${countsText({ ...manifest, categories })}`,
        `  licence ${licence}; index ${index}; ${vectors ? `vectors of ${Object.keys(vectors.rows).join(", ")}` : "no vectors"}`,
        "Files:",
        ...files.map(
          ({ file, bytes, state }) => `  ${state.padEnd(9)}${file}  ${bytes.toLocaleString("en")} bytes`,
        ),
        "Sources:",
        ...sourceLines(sources),
      ].join("\n"),
    );
    if (isWhole) return;
    terminal.log(
      "Files marked changed or missing are not those that the manifest describes: build or fetch the terminology again.",
    );
    outcome.exitCode = exitCodes.failed;
  });
}

function checkedFiles({ folder, manifest }: FoundTerminology): Promise<readonly CheckedFile[]> {
  return Promise.all(
    Object.entries(manifest.files).map(async ([file, { sha256, bytes }]) => {
      const path = join(folder, file);
      if (!existsSync(path)) return { file, bytes, state: "missing" as const };
      const isWhole = (await digestOf(path)).sha256 === sha256;
      return { file, bytes, state: isWhole ? ("whole" as const) : ("changed" as const) };
    }),
  );
}
