import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeVectors } from "../../src/link/compute-vectors.js";
import { scratchFolder } from "./toy-terminology.js";

const [dim, count, part] = [16, 5_000, 1_024];
/** Far quicker than comparing element by element. */
const same = (a: Uint8Array | Int8Array, b: Uint8Array | Int8Array) =>
  Buffer.from(a.buffer, a.byteOffset, a.length).equals(new Uint8Array(b.buffer, b.byteOffset, b.length));
const nameAt = (index: number) => `name ${index}`;

/** Vectors that depend on the names beside them, as those of an int8 encoder do, so that other parts would show. */
function embedding(failAt = Number.POSITIVE_INFINITY) {
  const calls: number[] = [];
  return {
    calls,
    encoder: "e",
    dim,
    async embedTogether(names: readonly string[]) {
      calls.push(names.length);
      if (calls.length > failAt) throw new Error("killed");
      const together = names.join().length;
      return names.map((name) =>
        Float32Array.from({ length: dim }, (_, at) => Math.sin(together + name.length * at)),
      );
    },
  };
}

const compute = (from: ReturnType<typeof embedding>, path: string, task = "t") =>
  computeVectors(from, path, task, count, nameAt, () => undefined);

describe("computing vectors", () => {
  it("goes on where a killed run was, to the same bytes", async () => {
    const whole = await compute(embedding(), join(scratchFolder(), "a.unfinished"));
    const path = join(scratchFolder(), "b.unfinished");
    await expect(compute(embedding(3), path)).rejects.toThrow("killed");
    const second = embedding();
    expect(same(await compute(second, path), whole)).toBe(true);
    expect(second.calls).toEqual([part, count - 4 * part]);
  });

  it("computes again what a kill cut short or what is damaged, and what comes after it", async () => {
    const path = join(scratchFolder(), "whole.unfinished");
    const whole = await compute(embedding(), path);
    const bytes = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.boolean(), async (at, cut) => {
        const other = join(scratchFolder(), "other.unfinished");
        const changed = Buffer.from(bytes);
        changed[at]! ^= 0x10;
        writeFileSync(other, changed);
        if (cut) truncateSync(other, at);
        expect(same(await compute(embedding(), other), whole)).toBe(true);
        expect(readFileSync(other).equals(bytes)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it("begins anew for other names or another encoder", async () => {
    const path = join(scratchFolder(), "c.unfinished");
    await compute(embedding(), path, "t");
    expect(existsSync(path)).toBe(true);
    const other = embedding();
    await compute(other, path, "u");
    expect(other.calls).toHaveLength(5);
  });

  it("tells how far it is", async () => {
    const seen: number[] = [];
    await computeVectors(embedding(), join(scratchFolder(), "d"), "t", count, nameAt, (done) =>
      seen.push(done),
    );
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(count);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});
