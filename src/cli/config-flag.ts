import { LitweaveError } from "../domain/errors.js";

/**
 * Takes `--config <file>` out of the arguments, wherever it stands: the defaults of all other flags come from that file,
 * so it is read before they are.
 *
 * @throws LitweaveError `USAGE` when no file follows
 */
export function takeConfigFlag(args: readonly string[]): {
  file: string | undefined;
  rest: readonly string[];
} {
  const end = args.indexOf("--");
  const at = args.findIndex(
    (arg, i) => (arg === "--config" || arg.startsWith("--config=")) && (end < 0 || i < end),
  );
  if (at < 0) return { file: undefined, rest: args };
  const inOne = args[at]?.startsWith("--config=");
  const file = inOne ? args[at]?.slice("--config=".length) : args[at + 1];
  if (!file || (!inOne && file.startsWith("-"))) {
    throw new LitweaveError("USAGE", "--config wants a file", { hint: "give it as --config litweave.yaml" });
  }
  return { file, rest: args.toSpliced(at, inOne ? 1 : 2) };
}
