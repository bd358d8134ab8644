import { Command, Option } from "commander";
import { type Category, categories, isCategory } from "../../domain/concept.js";
import type { Link } from "../../domain/link.js";
import { openLinking } from "../../pipeline/open-stages.js";
import type { Context } from "../program.js";
import { type ModelFlags, stageOptions, withJson, withModels } from "./options.js";

export function linkCommand({ config, terminal }: Context): Command {
  const command = new Command("link")
    .description("Finds the concepts a name refers to, with the parts of each score and the runners-up.")
    .argument("<mention>", "a name as a paper writes it")
    .addOption(new Option("--category <category>", "only concepts of this category").choices(categories))
    .addHelpText(
      "after",
      '\nExamples:\n  litweave link "type 2 diabetes" --category Disease\n  litweave link "breast and ovarian cancer" --json',
    );
  withJson(withModels(command, config));
  return command.action(async (mention: string, flags: ModelFlags & { readonly category?: string }) => {
    const category = flags.category && isCategory(flags.category) ? flags.category : undefined;
    const linking = await openLinking(stageOptions(flags, terminal));
    try {
      const link = await linking.linkName(mention, category);
      terminal.printJson({ mention, ...link });
      terminal.print(describe(mention, link, category));
    } finally {
      await linking.close();
    }
  });
}

function describe(mention: string, link: Link, category: Category | undefined): string {
  const asked = `“${mention}”${category ? ` (${category})` : ""}`;
  const head =
    link.ids.length > 0 ? `${asked}: ${link.ids.join(", ")}` : `${asked}: no concept (${link.nil})`;
  const steps = link.steps.map((step) => `  ${step.rule}: ${step.text}`);
  const rows = link.candidates.map(({ id, name, matchedName, score }) => {
    const parts = `dense ${score.dense.toFixed(2)} sparse ${score.sparse.toFixed(2)} exact ${score.exact} context ${score.context.toFixed(2)}`;
    return `  ${score.total.toFixed(3)}  ${id.padEnd(18)} ${name}${matchedName === name ? "" : ` (as “${matchedName}”)`}  ${parts}`;
  });
  return [head, ...steps, ...rows].join("\n");
}
