import { Broken, type FuzzTarget } from "../target.js";

/** What an input did that it must not. Findings of one `key` are one fault. */
export interface Finding {
  readonly key: string;
  readonly message: string;
}

/** What one case may take of the processor, in ms, before it is asked whether its length explains that: inputs have at most 256 KiB. */
const longMs = 3_000;
/** Twice the input may take this many times as long; what is quadratic takes four times. */
const slowerThanLinear = 3;

/** What is wrong with an input; undefined when all holds. */
export async function faultOf(
  target: FuzzTarget,
  input: Buffer,
  slowMs = longMs,
): Promise<Finding | undefined> {
  const elapsed = await timed(target, input);
  if (typeof elapsed !== "number") return elapsed;
  if (elapsed < slowMs) return undefined;
  // Once more, for the first time may have compiled the code or swept the heap.
  const again = await timed(target, input);
  if (typeof again !== "number" || again < slowMs) return undefined;
  const ofHalf = await timed(target, input.subarray(0, input.length / 2));
  if (typeof ofHalf === "number" && again < slowerThanLinear * ofHalf) return undefined;
  const half = typeof ofHalf === "number" ? `${Math.round(ofHalf)} ms` : ofHalf.message;
  return { key: "slow", message: `${input.length} bytes took ${Math.round(again)} ms, half of them ${half}` };
}

async function timed(target: FuzzTarget, input: Buffer): Promise<number | Finding> {
  const from = process.cpuUsage();
  try {
    await target.check(input);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  } catch (error) {
    return findingOf(error);
  }
}

function findingOf(error: unknown): Finding {
  if (error instanceof Broken) return { key: error.rule, message: error.message };
  if (!(error instanceof Error))
    return { key: "no error was thrown, but something else", message: String(error) };
  const place = /\/(src\/[\w/-]+\.ts)/u.exec(error.stack ?? "")?.[1] ?? "";
  return {
    key: `${error.name} ${error.message.replace(/\d+|“[^”]*”|"[^"]*"/gu, "…").slice(0, 60)} ${place}`,
    message: error.stack ?? error.message,
  };
}

/**
 * The input without whatever is not needed for the same finding.
 *
 * @param trying told of an input before it is tried
 */
export async function shrunk(
  target: FuzzTarget,
  input: Buffer,
  key: string,
  trying: (input: Buffer) => void,
): Promise<Buffer> {
  if (key === "slow") return input;
  let least = input;
  let tries = 0;
  for (let size = Math.ceil(least.length / 2); size >= 1 && tries < 600; size = Math.floor(size / 2)) {
    for (let at = 0; at < least.length && tries < 600; tries += 1) {
      const shorter = Buffer.concat([least.subarray(0, at), least.subarray(at + size)]);
      trying(shorter);
      if ((await faultOf(target, shorter))?.key === key) least = shorter;
      else at += size;
    }
  }
  return least;
}
