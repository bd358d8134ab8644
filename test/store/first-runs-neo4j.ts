import { expect, it } from "vitest";
import { GraphDatabase } from "../../src/store/neo4j/graph-database.js";

interface Server {
  readonly url: string;
  readonly login: { readonly user: string; readonly password: string };
}

/** Counts as far as it is told: seconds, or no time. */
const counting = (about: string) =>
  `UNWIND range(1, $most) AS i WITH i WHERE i % 7 = 8 /* ${about} */ RETURN count(i) AS n`;
const [long, short] = [{ most: 5_000_000 }, { most: 1 }];

/** That a statement which nobody has asked yet is asked by one first, so that the server plans it once. */
export function describeFirstRuns({ url, login }: Server): void {
  it.each([
    ["by itself", (database: GraphDatabase, text: string, how: object) => database.run(text, { ...how })],
    [
      "in a transaction",
      (database: GraphDatabase, text: string, how: object) =>
        database.read((transaction) => transaction.run(text, { ...how })),
    ],
  ])(
    "has a statement %s asked by one, then by all who waited for it, also for others that end",
    async (name, ask) => {
      const database = new GraphDatabase(url, login);
      const ended: string[] = [];
      const asked = async (who: string, text: string, how: object) => {
        await ask(who === "gone" ? database.until(AbortSignal.timeout(50)) : database, text, how).catch(
          () => {},
        );
        ended.push(who);
      };
      const text = counting(name);
      const all = ["second", "third", "gone"].map((who) => [who, short] as const);
      await Promise.all([["first", long] as const, ...all].map(([who, how]) => asked(who, text, how)));
      expect([ended.slice(0, 2), ended.slice(2).sort()]).toEqual([
        ["gone", "first"],
        ["second", "third"],
      ]);
      ended.length = 0;
      // Known, nobody waits for anybody.
      await Promise.all([asked("long", text, long), asked("short", text, short)]);
      expect(ended).toEqual(["short", "long"]);
      await database.close();
    },
  );
}
