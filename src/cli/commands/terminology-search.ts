import { Command, InvalidArgumentError, Option } from "commander";
import { type Category, categories } from "../../domain/concept.js";
import { openTerminology } from "../../link/terminology.js";
import type { Context } from "../program.js";
import { withCache, withJson, withTerminology } from "./options.js";

interface SearchFlags {
  readonly terminology: string;
  readonly cache: string;
  readonly category?: Category;
  readonly first: number;
}

export function terminologySearchCommand({ config, terminal }: Context): Command {
  const command = new Command("search")
    .description("Concepts whose names look like a text, or the concept of an id, current or withdrawn.")
    .argument("<text>", "a name, or an id such as MESH:D003924")
    .addOption(new Option("--category <category>", "only concepts of this category").choices(categories))
    .addOption(new Option("--first <count>", "how many").default(10).argParser(count))
    .addHelpText(
      "after",
      '\nExamples:\n  litweave terminology search "type 2 diabetes"\n  litweave terminology search MESH:C536008 --terminology my-mesh\n  litweave terminology search p53 --category Gene --first 3 --json',
    );
  withJson(withCache(withTerminology(command, config), config));
  return command.action(async (text: string, flags: SearchFlags) => {
    const { terminology: folder, cache, category, first } = flags;
    const terminology = await openTerminology({
      folder,
      cacheFolder: cache,
      log: (line) => terminal.log(line),
    });
    const known = terminology.concept(text.trim());
    const found = known
      ? [{ id: known.id, name: known.name, category: known.category, matchedName: text.trim(), score: 1 }]
      : terminology.search(text, { first, ...(category ? { category } : {}) });
    terminal.printJson({
      text,
      terminology: terminology.version,
      concepts: found.map((row) => ({ ...row, ...terminology.concept(row.id) })),
    });
    if (found.length === 0) terminal.print(`Nothing in ${terminology.version} looks like “${text}”.`);
    for (const { id, name, category: of, matchedName, score } of found) {
      const as = matchedName === name ? "" : ` (as “${matchedName}”)`;
      terminal.print(`${score.toFixed(3)}  ${id.padEnd(18)} ${of.padEnd(15)} ${name}${as}`);
    }
  });
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("It is a whole number above 0.");
}
