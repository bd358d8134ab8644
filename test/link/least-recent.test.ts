import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { leastRecent } from "../../src/link/least-recent.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Bytes of JavaScript's heap that are in use, without garbage. */
function used(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** A document of some 50 kB with a name in it. */
function nameIn(document: number): string {
  const text = `${`paper ${document} `.repeat(5_000)}${Math.random()}`;
  return text.slice(1_000, 1_030);
}

describe("what was used last", () => {
  it("is kept, and the rest makes room", () => {
    const kept = leastRecent<number>(2);
    kept.set("a", 1);
    kept.set("b", 2);
    expect(kept.get("a")).toBe(1);
    kept.set("c", 3);
    expect([kept.get("a"), kept.get("b"), kept.get("c")]).toEqual([1, undefined, 3]);
    kept.set("a", 4);
    kept.set("d", 5);
    expect([kept.get("a"), kept.get("c"), kept.get("d")]).toEqual([4, undefined, 5]);
  });

  it("is any text, also half of a character", () => {
    const kept = leastRecent<string>(4);
    const keys = ["", "\ud83d", "\udc8a", "a name with \ud83d in it"];
    for (const key of keys) kept.set(key, key);
    expect(keys.map((key) => kept.get(key))).toEqual(keys);
  });

  it("does not keep the documents that names are parts of", () => {
    const kept = leastRecent<number>(1_000);
    const before = used();
    for (let document = 0; document < 400; document += 1) {
      kept.set(`Gene\t${nameIn(document)}`, document);
      kept.set(nameIn(document), document);
    }
    // Nor those in which they come again.
    for (let document = 0; document < 400; document += 1) expect(kept.get(nameIn(document))).toBeDefined();
    expect(used() - before).toBeLessThan(2_000_000);
    expect(kept.get(nameIn(0))).toBeDefined();
  });
});
