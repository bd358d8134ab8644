import { Command, InvalidArgumentError, Option } from "commander";
import type { Category } from "../../domain/concept.js";
import { type Document, documentText, layPassages } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import type { HeadingSuggestion } from "../../domain/heading-suggestion.js";
import { headingCategories } from "../../link/heading-candidates.js";
import { lazyStages } from "../../pipeline/lazy-stages.js";
import { suggestHeadings } from "../../pipeline/suggest-headings.js";
import { annotate } from "../../pipeline.js";
import { readRecords } from "../../read/records.js";
import { type SourceFormat, sourceFormats } from "../../read/source-format.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import { type ModelFlags, stageOptions, withModels } from "./options.js";

interface SuggestFlags extends ModelFlags {
  readonly text?: string;
  readonly from?: SourceFormat;
  readonly category?: readonly Category[];
  readonly first: number;
}

const mostHeadings = 100;

export function suggestCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("suggest")
    .description("Suggests MeSH headings for texts, with what in the text speaks for each.")
    .argument("[files...]", "files or folders of documents, plain or gzipped; - reads standard input")
    .option("--text <text>", "suggest for this text instead of files")
    .addOption(new Option("--from <format>", "format, when it should not be guessed").choices(sourceFormats))
    .addOption(
      new Option("--category <category...>", "only headings of these categories").choices(headingCategories),
    )
    .addOption(
      new Option("--first <number>", `how many, 1 to ${mostHeadings}`).default(10).argParser(parseFirst),
    )
    .option("--json", "one JSON object a document, a line each")
    .addHelpText(
      "after",
      '\nExamples:\n  litweave suggest paper.xml\n  litweave suggest --text "Metformin in patients with type 2 diabetes." --category Disease\n  litweave suggest set.xml.gz --first 20 --json > headings.jsonl',
    );
  withModels(command, config);
  return command.action(async (files: readonly string[], flags: SuggestFlags) => {
    const { first, category } = flags;
    if ((files.length === 0) === (flags.text === undefined)) {
      const [what, hint] =
        files.length === 0
          ? ["there is no text", "name a file, or give one with --text"]
          : ["both files and --text are given", "give one of the two"];
      throw new LitweaveError("USAGE", what, { hint });
    }
    const models = lazyStages(stageOptions(flags, terminal));
    try {
      for await (const document of documentsOf(files, flags)) {
        // The headings that the record has already must not speak for themselves.
        const [annotated] = await annotate([{ ...document, meshHeadings: [] }], await models.stages());
        if (!annotated) continue;
        const headings = await suggestHeadings(await models.linking(), annotated, {
          first,
          ...(category && { categories: category }),
        });
        terminal.printJson({ document: document.id, headings: headings.map(briefly) });
        terminal.print(describe(document, headings));
      }
    } finally {
      await models.close();
    }
  });

  async function* documentsOf(
    files: readonly string[],
    { text, from }: SuggestFlags,
  ): AsyncGenerator<Document> {
    if (text !== undefined) yield documentOf(text);
    if (files.length === 0) return;
    for await (const record of readRecords(files, from ? { from } : {})) {
      if (record.kind === "document") yield record.document;
      if (record.kind !== "failure") continue;
      const { file, record: number, reason } = record.failure;
      outcome.exitCode = exitCodes.someRecordsFailed;
      terminal.log(`${file}, record ${number}: ${reason}`);
    }
  }
}

function parseFirst(text: string): number {
  const first = Number(text);
  if (/^\d+$/u.test(text) && first >= 1 && first <= mostHeadings) return first;
  throw new InvalidArgumentError(`1 to ${mostHeadings} headings are suggested.`);
}

function documentOf(text: string): Document {
  if (text.trim() === "") {
    throw new LitweaveError("USAGE", "the text is empty", { hint: "give at least one sentence" });
  }
  return {
    id: "text:argument",
    version: 1,
    revisedAt: "",
    title: "",
    passages: layPassages([{ kind: "abstract", role: "other", text }]),
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
  };
}

/** A suggestion with its concept's name and category in place of the whole concept. */
function briefly({ concept, ...suggestion }: HeadingSuggestion): object {
  return { ...suggestion, conceptId: concept.id, name: concept.name, category: concept.category };
}

function describe(document: Document, headings: readonly HeadingSuggestion[]): string {
  const title = document.title || documentText(document).slice(0, 80);
  const rows = headings.map(({ heading, concept, score, mentions, inTitle, reasons }) => {
    const named = mentions.length === 0 ? "not named" : `${mentions.length} × ${inTitle ? "(title) " : ""}`;
    const words = [...new Set(mentions.map(({ text }) => `“${text}”`))].slice(0, 3).join(", ");
    const terms = reasons
      .slice(0, 3)
      .map(({ name, weight }) => `${name} ${weight > 0 ? "+" : ""}${weight.toFixed(1)}`);
    return `  ${score.toFixed(2)}  ${heading.padEnd(14)} ${concept.name}  ${named}${words}  [${terms.join(", ")}]`;
  });
  return [`${document.id} ${title}`, ...rows].join("\n");
}
