import { Command, InvalidArgumentError, Option } from "commander";
import { type Category, categories } from "../../domain/concept.js";
import { LitweaveError } from "../../domain/errors.js";
import type { Link } from "../../domain/link.js";
import type { LinkRequest } from "../../domain/link-request.js";
import { linkInContext, usualCandidates } from "../../pipeline/link-in-context.js";
import { mostCandidates, openLinking } from "../../pipeline/open-stages.js";
import { grouped } from "../../pipeline/queue.js";
import { readMentionLines } from "../../read/mention-lines.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import { type ModelFlags, stageOptions, withModels } from "./options.js";

interface LinkFlags extends ModelFlags {
  readonly from?: string;
  readonly category?: Category;
  readonly context?: string;
  readonly topK: number;
}

/** Mentions that are embedded together. */
const batchMentions = 500;

export function linkCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("link")
    .description("Finds the concepts that names refer to, with the parts of each score and the runners-up.")
    .argument("[mentions...]", "names as a paper writes them")
    .option(
      "--from <file>",
      "mentions one a line: mention, tab, category, tab, context (the last two may be left out); - reads standard input",
    )
    .addOption(new Option("--category <category>", "only concepts of this category").choices(categories))
    .option("--context <text>", "the sentence or abstract around: its abbreviations and species count")
    .addOption(
      new Option("--top-k <number>", `candidates to show, 1 to ${mostCandidates}`)
        .default(usualCandidates)
        .argParser(parseTopK),
    )
    .option("--json", "one JSON object a mention, a line each")
    .addHelpText(
      "after",
      '\nExamples:\n  litweave link "type 2 diabetes" --category Disease\n  litweave link AT --context "Ataxia telangiectasia (AT) is rare."\n  litweave link --from mentions.tsv --top-k 20 --json > links.jsonl',
    );
  withModels(command, config);
  return command.action(async (mentions: readonly string[], flags: LinkFlags) => {
    if ((mentions.length === 0) === (flags.from === undefined)) {
      const [what, hint] =
        mentions.length === 0
          ? ["there is nothing to link", "name a mention, or a file with --from"]
          : ["both mentions and --from are given", "give one of the two"];
      throw new LitweaveError("USAGE", what, { hint });
    }
    if (mentions.some((mention) => mention.trim() === "")) {
      throw new LitweaveError("USAGE", "a mention is empty", { hint: "give names as a paper writes them" });
    }
    const linking = await openLinking(stageOptions(flags, terminal));
    try {
      for await (const requests of grouped(asked(mentions, flags), batchMentions, () => 1)) {
        const links = await linkInContext(linking, requests, flags.topK);
        for (const [at, { mention, category }] of requests.entries()) {
          terminal.printJson({ mention, ...(category && { category }), ...links[at]! });
          terminal.print(describe(mention, links[at]!, category));
        }
      }
    } finally {
      await linking.close();
    }
  });

  async function* asked(mentions: readonly string[], flags: LinkFlags): AsyncGenerator<LinkRequest> {
    const usual = {
      ...(flags.category && { category: flags.category }),
      ...(flags.context !== undefined && { context: flags.context }),
    };
    for (const mention of mentions) yield { mention, ...usual };
    if (flags.from === undefined) return;
    for await (const line of readMentionLines(flags.from)) {
      if (line.kind === "mention") yield { ...usual, ...line.request };
      else {
        outcome.exitCode = exitCodes.someRecordsFailed;
        terminal.log(`${flags.from}, line ${line.line}: ${line.reason}`);
      }
    }
  }
}

function parseTopK(text: string): number {
  const topK = Number(text);
  if (/^\d+$/u.test(text) && topK >= 1 && topK <= mostCandidates) return topK;
  throw new InvalidArgumentError(`A link shows 1 to ${mostCandidates} candidates.`);
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
