import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOf } from "./engine/findings.js";
import { fuzz, inputsIn, stateOf } from "./engine/run.js";
import { search } from "./engine/search.js";
import { Broken, type FuzzTarget } from "./target.js";

const quiet: FuzzTarget = {
  name: "quiet",
  covers: [],
  seeds: ["quiet"],
  grammar: fc.constant("quiet"),
  words: ["word"],
  check: async () => undefined,
};

/** Keeps the processor busy. */
function busy(ms: number): void {
  const from = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(from);
    if ((user + system) / 1000 >= ms) return;
  }
}

describe("the fuzzer", () => {
  it("finds what one input in a great many does, by way of the code that its parts reach, and shortens it", async () => {
    const steps = (text: string): void => {
      if (text[0] !== "<") return;
      if (text[1] !== "!") return;
      if (text[2] !== "[") return;
      throw new Broken("reads the mark");
    };
    const target = {
      ...quiet,
      seeds: ["a plain text"],
      check: async (input: Buffer) => steps(input.toString()),
    };
    const found: string[] = [];
    await search({
      target,
      seed: 1,
      from: 0,
      to: 40_000,
      known: [],
      trying: () => undefined,
      found: ({ key, input }) => found.push(`${key} ${input}`),
      interesting: () => undefined,
      progress: () => undefined,
    });
    expect(found).toEqual(["reads the mark <!["]);
  });

  it("calls slow what takes more than its length explains, and nothing else", async () => {
    const taking = (ms: (length: number) => number) => ({
      ...quiet,
      check: async ({ length }: Buffer) => busy(ms(length)),
    });
    const input = Buffer.alloc(1_000);
    expect(
      await faultOf(
        taking((length) => length / 4),
        input,
        200,
      ),
    ).toBeUndefined();
    expect(
      await faultOf(
        taking((length) => length ** 2 / 4_000),
        input,
        200,
      ),
    ).toMatchObject({ key: "slow" });
  });

  it("ends what hangs or waits for ever, writes it down with the input, and goes on", async () => {
    const shelf = mkdtempSync(join(tmpdir(), "litweave-fuzz-"));
    try {
      const module = new URL("./engine/faulty.ts", import.meta.url).href;
      const how = { module, shelf, hangs: { cpuMs: 500, wallMs: 20_000 } };
      const state = await fuzz("faulty", 600, 1, () => undefined, how);
      expect(state.findings.toSorted()).toEqual(["goes boom", "hang", "waits for what never comes"]);
      expect(state.cases).toBeGreaterThanOrEqual(600);
      expect(stateOf("faulty", shelf)).toEqual(state);
      const inputs = inputsIn(join(shelf, "faulty", "findings")).map(({ bytes }) => bytes.toString());
      expect(inputs).toEqual(expect.arrayContaining(["boom", "a spin b", "a never b"]));
    } finally {
      rmSync(shelf, { recursive: true });
    }
  });
});
