import { type Command, InvalidArgumentError, Option } from "commander";

export interface ExampleFlags {
  readonly examples: number;
}

/** @param of what the examples are: “wordings of errors” */
export function withExamples(command: Command, of: string): Command {
  return command.addOption(
    new Option("--examples <number>", `how many ${of} to show`).default(20).argParser(wholeNumber(0)),
  );
}

/** For {@link Option.argParser}: a whole number, at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/u.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`Give a whole number${least > 0 ? `, at least ${least}` : ""}.`);
  };
}

export function withExtractor(command: Command): Command {
  return command.option(
    "--model <folder>",
    "the extractor to evaluate (default: joint in the folder of models)",
  );
}

export function probability(text: string): number {
  const value = Number(text);
  if (text !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("Give a number from 0 to 1.");
}
