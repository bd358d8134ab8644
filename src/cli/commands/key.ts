import { Command, Option } from "commander";
import { makeKey } from "../../api/access/api-key.js";
import { changeKeys, readKeys } from "../../api/access/key-file.js";
import { type Role, roleNames } from "../../api/roles.js";
import { LitweaveError } from "../../domain/errors.js";
import type { Context } from "../program.js";
import { withJson } from "./options.js";

interface FileFlag {
  readonly file?: string;
}

interface CreateFlags extends FileFlag {
  readonly role: Role;
  readonly expires?: string;
}

function keyFile({ file }: FileFlag): string {
  if (file !== undefined) return file;
  throw new LitweaveError("USAGE", "No key file is named", {
    hint: "set access.keys in litweave.yaml, LITWEAVE_ACCESS_KEYS, or --file",
  });
}

function parseDate(text: string): string {
  const time = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}/u.test(text) && !Number.isNaN(time)) return new Date(time).toISOString();
  throw new LitweaveError("USAGE", `--expires is “${text}”, which is no date`, {
    hint: "write it as 2030-12-31",
  });
}

export function keyCommand(context: Context): Command {
  const command = new Command("key").description("Makes, lists and revokes API keys of the server.");
  for (const sub of [createCommand(context), listCommand(context), revokeCommand(context)]) {
    command.addCommand(
      withJson(sub.option("--file <file>", "key file; LITWEAVE_ACCESS_KEYS", context.config.access.keys)),
    );
    sub.exitOverride();
  }
  return command;
}

function createCommand({ terminal }: Context): Command {
  return new Command("create")
    .description(
      "Makes a key and shows it, once. The file keeps its hash alone; a running server knows it within a second.",
    )
    .argument("<name>", "whom or what it is for")
    .addOption(
      new Option("--role <role>", "what it may do; each role includes those before it")
        .choices(roleNames)
        .default("read"),
    )
    .addOption(new Option("--expires <date>", "when its time is over").argParser(parseDate))
    .addHelpText("after", "\nExamples:\n  litweave key create nightly-ingest --role ingest --file keys.json")
    .action((name: string, { role, expires, ...flags }: CreateFlags) => {
      const file = keyFile(flags);
      const { key, stored } = makeKey({ name, roles: [role], ...(expires !== undefined && { expires }) });
      changeKeys(file, (keys) => [...keys, stored]);
      terminal.print(key);
      terminal.log(`Kept as ${stored.id} in ${file}. The key is not shown again.`);
      terminal.printJson({ id: stored.id, name, key });
    });
}

function listCommand({ terminal }: Context): Command {
  return new Command("list")
    .description("Lists the keys of a file: id, name, role, when made, when over.")
    .addHelpText("after", "\nExamples:\n  litweave key list --file keys.json")
    .action((flags: FileFlag) => {
      const keys = readKeys(keyFile(flags));
      for (const { id, name, roles, created, expires } of keys) {
        terminal.print([id, name, roles.join(","), created, expires ?? "never over"].join("\t"));
      }
      terminal.printJson({ keys: keys.map(({ hash: _hash, ...shown }) => shown) });
    });
}

function revokeCommand({ terminal }: Context): Command {
  return new Command("revoke")
    .description("Takes a key out of the file; a running server refuses it within a second.")
    .argument("<id>", "as `key list` shows it")
    .addHelpText("after", "\nExamples:\n  litweave key revoke 0123456789ab --file keys.json")
    .action((id: string, flags: FileFlag) => {
      const file = keyFile(flags);
      changeKeys(file, (keys) => {
        if (keys.some((key) => key.id === id)) return keys.filter((key) => key.id !== id);
        throw new LitweaveError("NOT_FOUND", `${file} has no key ${id}`, {
          hint: "`litweave key list` shows them",
        });
      });
      terminal.print(`Revoked ${id}.`);
      terminal.printJson({ revoked: id });
    });
}
