import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ahead, grouped } from "../../src/pipeline/queue.js";

async function* from<T>(items: readonly T[], failAt = -1): AsyncGenerator<T> {
  for (const [index, item] of items.entries()) {
    if (index === failAt) throw new Error("source broke");
    yield item;
  }
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

describe("ahead", () => {
  it("keeps every item in order, whatever the depth", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), async (items, depth) => {
        expect(await collect(ahead(from(items), depth))).toEqual(items);
      }),
    );
  });

  it("never pulls more than depth items beyond what was taken", async () => {
    let produced = 0;
    async function* counting() {
      for (;;) {
        produced += 1;
        yield produced;
      }
    }
    let taken = 0;
    for await (const _ of ahead(counting(), 3)) {
      taken += 1;
      expect(produced - taken).toBeLessThanOrEqual(3);
      if (taken === 50) break;
    }
    const after = produced;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(produced).toBe(after);
  });

  it("delivers what came before an error, then the error", async () => {
    const seen: number[] = [];
    const run = async () => {
      for await (const item of ahead(from([1, 2, 3], 2), 4)) seen.push(item);
    };
    await expect(run()).rejects.toThrow("source broke");
    expect(seen).toEqual([1, 2]);
  });
});

describe("grouped", () => {
  it("loses nothing, and every group but the last is full", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 })), async (items) => {
        const groups = await collect(grouped(from(items), 7, (item) => item));
        expect(groups.flat()).toEqual(items);
        for (const group of groups.slice(0, -1)) {
          expect(group.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(7);
          expect(group.slice(0, -1).reduce((a, b) => a + b, 0)).toBeLessThan(7);
        }
      }),
    );
  });
});
