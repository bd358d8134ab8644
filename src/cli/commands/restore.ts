import { Command } from "commander";
import { restore } from "../../pipeline/backup/restore.js";
import type { Context } from "../program.js";
import { refuseServer } from "./backup.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

export function restoreCommand({ config, terminal }: Context): Command {
  const command = new Command("restore")
    .description("Makes a store of a backup, once every file of it has proved whole.")
    .argument("<backup>", "folder that `litweave backup` made")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave restore backups/2026-05-01 --store ./graph-again",
        "",
        "The folder of --store is not there yet, or empty. update and watch go on from where the backup was.",
        "Exit codes: 0 done, 1 failed (then there is no store of that name), 2 wrong usage.",
      ].join("\n"),
    );
  withJson(withStore(command, config));
  return command.action(async (backup: string, { store }: StoreFlags) => {
    refuseServer(store, "restored", "load neo4j --from-path=FOLDER");
    const progress = terminal.progress("restore");
    try {
      const { program, schema, createdAt, counts, files } = await restore({
        backup,
        store,
        onProgress: (done, total) => progress.update(done, total, `${done} of ${total} bytes`),
        log: (line) => terminal.log(line),
      });
      progress.stop();
      const held = `${counts.documents.toLocaleString("en")} documents, ${counts.triples.toLocaleString("en")} triples`;
      terminal.print(`${store}: ${held}, as of ${createdAt} (backup by Litweave ${program}).`);
      terminal.printJson({ store, backup, program, schema, createdAt, counts, files: files.length });
    } finally {
      progress.stop();
    }
  });
}
