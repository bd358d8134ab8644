import fc from "fast-check";
import type { FuzzTarget } from "../target.js";
import { type Coverage, startCoverage } from "./coverage.js";
import { type Finding, faultOf, shrunk } from "./findings.js";
import { mutated } from "./mutate.js";
import { randomFrom } from "./random.js";

export interface SearchOptions {
  readonly target: FuzzTarget;
  readonly seed: number;
  /** Cases that were tried before, by earlier runs, and how many there shall be. */
  readonly from: number;
  readonly to: number;
  /** Inputs that reached something new before. */
  readonly known: readonly Buffer[];
  /** Told of an input before it is tried. */
  readonly trying: (input: Buffer) => void;
  readonly found: (finding: Finding & { readonly input: Buffer }) => void;
  readonly interesting: (input: Buffer) => void;
  readonly progress: (cases: number, share: number) => void;
}

/** Tried before coverage is asked, which takes milliseconds. A batch that reached something new is tried again one by one. */
const batchSize = 40;
/** Larger ones slow the search down more than they find. */
const largestKept = 4_096;
const largestTried = 256 * 1024;

/**
 * A search guided by coverage: inputs of the grammar, and mutations of inputs that reached code which none had reached
 * before (Zalewski's AFL, 2013), until so many cases were tried.
 */
export async function search(options: SearchOptions): Promise<void> {
  const { target, seed, from, to } = options;
  const coverage = await startCoverage();
  const queue = [...target.seeds.map((text) => Buffer.from(text)), ...options.known];
  const keys = new Set<string>();
  const words = target.words.map((word) => Buffer.from(word));

  async function attempt(input: Buffer): Promise<void> {
    options.trying(input);
    const finding = await faultOf(target, input);
    if (finding === undefined || keys.has(finding.key)) return;
    keys.add(finding.key);
    options.found({ ...finding, input: await shrunk(target, input, finding.key, options.trying) });
  }

  for (const input of queue) await attempt(input);
  await coverage.take();
  for (let done = from; done < to; done += batchSize) {
    const random = randomFrom(seed + done);
    const inputs = random.chance(0.25)
      ? fc.sample(target.grammar, { numRuns: batchSize, seed: seed + done }).map((text) => Buffer.from(text))
      : Array.from({ length: batchSize }, () => {
          // The youngest are tried more often, for they lead where nobody was.
          const youngest = queue.slice(-Math.max(1, queue.length >> 3));
          const base = random.pick(random.chance(0.5) ? youngest : queue);
          return mutated(base, random, () => random.pick(queue), words, largestTried);
        });
    for (const input of inputs) await attempt(input);
    if (await coverage.peek()) {
      for (const input of inputs) {
        await attempt(input);
        if (!(await coverage.take()) || input.length > largestKept) continue;
        queue.push(input);
        options.interesting(input);
      }
    }
    options.progress(Math.min(to, done + batchSize), shareOf(coverage, target));
  }
  await coverage.stop();
}

function shareOf(coverage: Coverage, target: FuzzTarget): number {
  const { executed, all } = coverage.of(target.covers);
  return all === 0 ? 0 : executed / all;
}

/** Of inputs the few that together reach all that they reach, small ones first. */
export async function distilled(target: FuzzTarget, inputs: readonly Buffer[]): Promise<readonly Buffer[]> {
  const coverage = await startCoverage();
  for (const seed of target.seeds) await faultOf(target, Buffer.from(seed));
  await coverage.take();
  const kept: Buffer[] = [];
  for (const input of inputs.toSorted((a, b) => a.length - b.length)) {
    await faultOf(target, input);
    if (await coverage.take()) kept.push(input);
  }
  await coverage.stop();
  return kept;
}
