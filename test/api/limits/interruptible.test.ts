import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { interruptible } from "../../../src/api/limits/interruptible.js";
import { until } from "../../../src/api/limits/until.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** So many items, then nothing more, as of a subscription to which nothing happens; with what tells whether somebody still holds one. */
function itemsAndHolds(count: number) {
  const holds: WeakRef<object>[] = [];
  async function* items() {
    for (let number = 0; number < count; number++) {
      const item = { number };
      holds.push(new WeakRef(item));
      yield item;
    }
    await new Promise<never>(() => undefined);
  }
  return { items: items(), holds };
}

async function stillHeld(holds: readonly WeakRef<object>[]): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await sleep(10);
    collect();
  }
  return holds.filter((one) => one.deref() !== undefined).length;
}

describe("what may be interrupted", () => {
  it("lets go of the items that were taken, while it lasts", async () => {
    const { items, holds } = itemsAndHolds(200);
    const taken = interruptible<object, "stop">(items);
    for (let taking = 0; taking < 200; taking++) await taken.next();
    const waiting = taken.next();
    // The last may still lie in somebody's variable.
    expect(await stillHeld(holds)).toBeLessThan(5);
    taken.interrupt("stop");
    expect(await waiting).toBe("stop");
    expect(await taken.next()).toBe("stop");
  });

  it("passes on that there is nothing more, and what is thrown", async () => {
    async function* two() {
      yield 1;
      throw new Error("no second");
    }
    const taken = interruptible<number, "stop">(two());
    expect(await taken.next()).toEqual({ done: false, value: 1 });
    await expect(taken.next()).rejects.toThrow("no second");
    expect(await taken.next()).toEqual({ done: true, value: undefined });
  });
});

describe("what lasts until a signal", () => {
  it("lets go of the items that were taken, and ends with the signal, though the next is waited for", async () => {
    const { items, holds } = itemsAndHolds(200);
    const end = new AbortController();
    const lasting = until(end.signal, items);
    for (let taking = 0; taking < 200; taking++) await lasting.next();
    const waiting = lasting.next();
    expect(await stillHeld(holds)).toBeLessThan(5);
    end.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it("gives nothing once the signal has aborted", async () => {
    const { items } = itemsAndHolds(2);
    expect(await until(AbortSignal.abort(), items).next()).toEqual({ done: true, value: undefined });
  });
});
