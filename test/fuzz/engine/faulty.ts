import fc from "fast-check";
import { Broken, type FuzzTarget } from "../target.js";

/** Does by each word what a reader must not do: an engine that misses it would miss the like in a reader. */
export const target: FuzzTarget = {
  name: "faulty",
  covers: [],
  seeds: ["quiet"],
  grammar: fc.constantFrom("quiet", "a spin b", "a never b"),
  words: ["boom"],
  async check(input) {
    const text = input.toString("latin1");
    if (text.includes("boom")) throw new Broken("goes boom");
    while (text.includes("spin"));
    if (text.includes("never")) await new Promise(() => undefined);
  },
};
