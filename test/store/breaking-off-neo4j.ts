import type { Driver } from "neo4j-driver";
import { expect, it, vi } from "vitest";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { GraphDatabase } from "../../src/store/neo4j/graph-database.js";
import { describeBrokenOff } from "../api/broken-off.js";
import { paper } from "./world.js";

interface Server {
  /** An empty store. */
  open(): Promise<GraphStore>;
  readonly url: string;
  readonly login: { readonly user: string; readonly password: string };
  readonly driver: Driver;
}

/** Longer than any test waits; the comment finds it among the server's transactions. */
const slow =
  "UNWIND range(1, 1000000000000) AS i WITH i WHERE i % 7 = 8 /* slow question */ RETURN count(i) AS n";

/** What the server says of questions that were broken off. */
export function describeBreakingOff({ url, login, driver, open }: Server): void {
  // The question about it does not hold the words itself: they are its parameter.
  const underWay = async () => {
    const { records } = await driver.executeQuery(
      "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS $words RETURN count(*) AS n",
      { words: "/* slow question */ RETURN" },
    );
    return Number(records[0]?.get("n"));
  };
  const asked = (database: GraphDatabase) => database.read((transaction) => transaction.run(slow));

  it("ends a question in the server as soon as its signal aborts", async () => {
    const database = new GraphDatabase(url, login);
    const controller = new AbortController();
    const answers = [1, 2, 3].map(() => asked(database.until(controller.signal)));
    const codes = Promise.allSettled(answers);
    await vi.waitFor(async () => expect(await underWay()).toBe(3), 60_000);
    controller.abort();
    for (const settled of await codes) {
      expect(settled).toMatchObject({ status: "rejected", reason: { code: "CANCELLED" } });
    }
    await vi.waitFor(async () => expect(await underWay()).toBe(0), 10_000);
    const [row] = await database.read((transaction) => transaction.run("RETURN 1 AS one"));
    expect(row).toEqual({ one: 1 });
    await database.close();
  });

  it("ends it when its time is over, and says so", async () => {
    const database = new GraphDatabase(url, login);
    await expect(asked(database.until(AbortSignal.timeout(300)))).rejects.toMatchObject({ code: "TIMEOUT" });
    await vi.waitFor(async () => expect(await underWay()).toBe(0), 10_000);
    await database.close();
  });

  describeBrokenOff(async () => {
    const store = await open();
    await store.write([paper({ id: "PMID:1", mentions: ["stroke"] })]);
    const database = new GraphDatabase(url, login);
    return {
      store: new Proxy(store, {
        get: (target, name) =>
          name === "reading"
            ? (signal: AbortSignal) => ({
                ...target.reading(signal),
                counts: () => asked(database.until(signal)),
              })
            : Reflect.get(target, name),
      }),
      async begun() {
        await vi.waitFor(async () => expect(await underWay()).toBe(1), 10_000);
        return async () => (await underWay()) === 0;
      },
      async close() {
        await database.close();
        await store.close();
      },
    };
  }, 15_000);
}
