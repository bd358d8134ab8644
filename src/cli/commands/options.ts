import { type Command, Option } from "commander";
import type { Config } from "../../config.js";
import { devices, mostThreads, parseChoice, parseCount, parseProbability } from "../../config.js";
import type { OpenStagesOptions } from "../../pipeline/open-stages.js";
import type { Progress, Terminal } from "../terminal.js";

export interface StoreFlags {
  readonly store: string;
  readonly neo4jUser: string;
}

export interface ModelFlags {
  readonly models: string;
  readonly terminology: string;
  readonly cache: string;
  readonly device: Config["device"];
  readonly encoders?: number;
  readonly linkThreads: number;
}

export interface RelationFlags {
  readonly minScore?: number;
  readonly relations: readonly string[];
}

export function withJson(command: Command): Command {
  return command.option("--json", "one JSON object as the last line of standard output");
}

export function withStore(command: Command, config: Config): Command {
  return command.option(
    "--store <place>",
    "folder (embedded store) or neo4j://, bolt:// URL; LITWEAVE_STORE. Neo4j's user and password come from NEO4J_USER and NEO4J_PASSWORD",
    config.store,
  );
}

export function withTerminology(command: Command, config: Config): Command {
  return command.option(
    "--terminology <folder>",
    "terminology to link to; LITWEAVE_TERMINOLOGY",
    config.terminology,
  );
}

export function withCache(command: Command, config: Config): Command {
  return command.option("--cache <folder>", "where built indexes are kept; LITWEAVE_CACHE", config.cache);
}

export function withModels(command: Command, config: Config): Command {
  command.option(
    "--models <folder>",
    "folder with the models joint and names; LITWEAVE_MODELS",
    config.models,
  );
  return withCache(withTerminology(command, config), config)
    .addOption(
      new Option("--device <device>", "auto, cpu, cuda or webgpu; LITWEAVE_DEVICE")
        .default(config.device)
        .argParser((text) => parseChoice(devices, text, "--device")),
    )
    .addOption(
      new Option(
        "--encoders <number>",
        "encoders that read texts side by side, in place of one a core and at most eight; LITWEAVE_ENCODERS",
      )
        .default(config.encoders)
        .argParser((text) => parseCount(text, "--encoders", 1, mostThreads)),
    )
    .addOption(
      new Option("--link-threads <number>", "threads that link names to concepts; LITWEAVE_LINK_THREADS")
        .default(config.linkThreads)
        .argParser((text) => parseCount(text, "--link-threads", 0, mostThreads)),
    );
}

export function withGuideline(command: Command): Command {
  return command.option(
    "--guideline <name>",
    "tag as this annotation guideline of the extractor has it (default: the types' own heads)",
  );
}

export function withProvisional(command: Command, config: Config): Command {
  return command.option(
    "--provisional",
    "give names that the terminology does not know provisional concepts; LITWEAVE_PROVISIONAL",
    config.provisional,
  );
}

export function withMinScore(command: Command, config: Config): Command {
  return command.addOption(
    new Option(
      "--min-score <probability>",
      "least probability of a relation, in place of the model's operating points (precision 0.8); LITWEAVE_MIN_SCORE",
    )
      .default(config.minScore)
      .argParser((text) => parseProbability(text, "--min-score")),
  );
}

export function withRelations(command: Command): Command {
  return command.addOption(
    new Option(
      "--relations <folder>",
      "a further relation model over the same encoder, such as models/ddi; may be given again. Mind its licence",
    )
      .default([] as readonly string[], "none")
      .argParser((folder: string, before: readonly string[]) => [...before, folder]),
  );
}

/** What {@link openStages} needs to know of relations, from the flags. */
export function relationOptions({
  minScore,
  relations,
}: RelationFlags): Pick<OpenStagesOptions, "minScore" | "relations"> {
  return { relations, ...(minScore !== undefined && { minScore }) };
}

/** What {@link openStages} needs, from the flags. */
export function stageOptions(flags: ModelFlags, terminal: Terminal): OpenStagesOptions {
  const { models, terminology, cache, device, encoders, linkThreads } = flags;
  const progress = indexProgress(terminal);
  const log = (line: string) => terminal.log(line);
  return { models, terminology, cache, device, encoders, linkThreads, log, progress };
}

const indexSteps = { concepts: "Reading concepts", vectors: "Embedding names" } as const;

/** Shows a bar for each step of building a terminology's index, from the first word of it on. */
function indexProgress(terminal: Terminal): NonNullable<OpenStagesOptions["progress"]> {
  const bars = new Map<string, Progress>();
  return (step, done, total) => {
    const bar = bars.get(step) ?? terminal.progress(indexSteps[step]);
    bars.set(step, bar);
    bar.update(done, total, `${done} of ${total}`);
    if (done < total) return;
    bar.stop();
    bars.delete(step);
  };
}
