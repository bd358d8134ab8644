import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { backUp } from "../../pipeline/backup/back-up.js";
import type { Context } from "../program.js";
import { programVersion } from "../program-version.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

export function backupCommand({ config, terminal }: Context): Command {
  const command = new Command("backup")
    .description(
      "Copies an embedded store into a folder, one state of it, while others may read and write it.",
    )
    .requiredOption("--out <folder>", "the folder that the backup becomes; not there yet, or empty")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave backup --store ./graph --out backups/2026-05-01",
        "  litweave restore backups/2026-05-01 --store ./graph-again",
        "",
        "Exit codes: 0 done, 1 failed (then there is no folder of that name), 2 wrong usage.",
      ].join("\n"),
    );
  withJson(withStore(command, config));
  return command.action(async (flags: StoreFlags & { readonly out: string }) => {
    const { store, out } = flags;
    refuseServer(store, "backed up", "dump neo4j --to-path=FOLDER");
    const progress = terminal.progress("backup");
    try {
      const started = performance.now();
      const manifest = await backUp({
        store,
        out,
        program: programVersion(),
        now: () => new Date(),
        onProgress: (step, done, total) =>
          progress.update(done, total, step === "copy" ? "copying the database" : "checksum"),
      });
      progress.stop();
      const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
      const seconds = Math.round(performance.now() - started) / 1000;
      const { documents, triples } = manifest.counts;
      const held = `${documents.toLocaleString("en")} documents, ${triples.toLocaleString("en")} triples`;
      terminal.print(
        `${out}: ${held}, ${bytes.toLocaleString("en")} bytes in ${manifest.files.length === 1 ? "1 file" : `${manifest.files.length} files`}.`,
      );
      terminal.printJson({ store, out, ...manifest, bytes, seconds });
    } finally {
      progress.stop();
    }
  });
}

/** @throws LitweaveError `USAGE` for a URL: a server's own tools see to its data */
export function refuseServer(store: string, done: string, how: string): void {
  if (!store.includes("://")) return;
  throw new LitweaveError("USAGE", `${store} is a server; only a store folder can be ${done} here`, {
    hint: `use Neo4j's own: neo4j-admin database ${how}. What update and watch remember of it is in the state folder (LITWEAVE_STATE)`,
  });
}
