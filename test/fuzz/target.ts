import type fc from "fast-check";

/** One input format under the fuzzer, with what must hold of whatever is read. */
export interface FuzzTarget {
  readonly name: string;
  /** Files of `src` whose coverage is told: `read/pubmed-xml.ts`. */
  readonly covers: readonly string[];
  /** Whole inputs of our own, from which the search begins. */
  readonly seeds: readonly (string | Buffer)[];
  /** Inputs by the format's grammar, some of them wrong on purpose. */
  readonly grammar: fc.Arbitrary<string | Buffer>;
  /** Words of the format, which mutations put in. */
  readonly words: readonly string[];
  /** @throws Broken when something does not hold, or whatever the code under test throws that it must not */
  check(input: Buffer): Promise<void>;
  close?(): Promise<void>;
}

/** A rule that an input broke; `rule` is the same for every input that breaks it. */
export class Broken extends Error {
  readonly rule: string;

  constructor(rule: string, detail = "") {
    super(detail === "" ? rule : `${rule}: ${detail}`);
    this.rule = rule;
  }
}

export function hold(condition: boolean, rule: string, detail?: () => string): void {
  if (!condition) throw new Broken(rule, detail?.().slice(0, 600));
}
