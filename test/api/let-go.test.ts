import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { startServer } from "../../src/api/server.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { send, stats } from "./access/sending.js";
import { openExample } from "./asking.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** `store`, with what its readers are given to break off by; whoever else still holds one holds all that hangs on its request. */
function watchingSignals(store: GraphStore) {
  const signals: WeakRef<AbortSignal>[] = [];
  const watched = new Proxy(store, {
    get: (target, name) =>
      name === "reading"
        ? (signal: AbortSignal) => {
            signals.push(new WeakRef(signal));
            return target.reading(signal);
          }
        : Reflect.get(target, name),
  });
  return { watched, signals };
}

it("a request that was answered is let go of, with all that was made for it", async () => {
  const example = await openExample();
  const { watched, signals } = watchingSignals(example.store);
  const server = await startServer({ store: watched, log: () => {}, port: 0 });
  for (let i = 0; i < 50; i++) expect((await send(server.url, { query: stats })).status).toBe(200);
  for (let round = 0; round < 5; round++) {
    await sleep(20);
    collect();
  }
  expect(signals).toHaveLength(50);
  // The last may still lie in somebody's variable.
  expect(signals.filter((one) => one.deref() !== undefined).length).toBeLessThan(5);
  await server.close();
  await example.close();
});
