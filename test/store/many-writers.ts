import { setTimeout as sleep } from "node:timers/promises";
import neo4j from "neo4j-driver";
import { expect, it } from "vitest";
import type { DocumentChange, GraphStore } from "../../src/domain/graph-store.js";
import { GraphDatabase, type Neo4jOptions, type Transaction } from "../../src/store/neo4j/graph-database.js";
import { statement } from "../../src/store/neo4j/statements.js";
import { writeChanges } from "../../src/store/neo4j/write-changes.js";
import { openStore } from "../../src/store/open-store.js";
import { sortedRows } from "./contract.js";
import { crashPaper } from "./crash-papers.js";
import { concepts, paper } from "./world.js";

export interface ManyWriters {
  readonly url: string;
  readonly login: Neo4jOptions;
  /** A store there with nothing in it. */
  readonly open: () => Promise<GraphStore>;
  readonly openReference: () => Promise<GraphStore>;
}

const writers = 5;

/** Papers that all speak of the same few concepts, with notices, revisions and deletions among them. */
const changes: readonly DocumentChange[] = [
  ...Array.from({ length: 40 }, (_, i) => crashPaper(i)),
  ...[1, 2, 3].map((i) => paper({ id: `PMID:9${i}`, retracts: [`PMID:${i}`, `PMID:${i + 10}`] })),
  ...[4, 5].map((i) => paper({ id: `PMID:${i}`, version: 2, mentions: ["stroke"] })),
  { kind: "delete", documentId: "PMID:91" },
];

/** What several writers at once do to each other on the real server: they wait, or are run again, and nothing is lost. */
export function describeManyWriters({ url, login, open, openReference }: ManyWriters): void {
  /** A writer as the store is one, which counts for itself how often it began and how often it came to an end. */
  function writer() {
    const database = new GraphDatabase(url, login);
    const tally = { attempts: 0, commits: 0 };
    const write = async (act: (transaction: Transaction) => Promise<unknown>) => {
      await database.write((transaction) => {
        tally.attempts += 1;
        return act(transaction);
      });
      tally.commits += 1;
    };
    return { database, tally, write };
  }

  it("counts what two writers that wait for each other make the server run again", async () => {
    await open().then((store) => store.close());
    const [one, other] = [writer(), writer()];
    const ids = [concepts.aspirin.id, concepts.tp53.id];
    const lock = (transaction: Transaction, id: string) =>
      transaction.run(statement("lock-concepts"), { ids: [id] });
    const holding = new Set<unknown>();
    const inOrder = (self: ReturnType<typeof writer>, order: readonly string[]) =>
      self.write(async (transaction) => {
        await lock(transaction, order[0]!);
        holding.add(self);
        // Until both hold what the other wants.
        while (self.tally.attempts === 1 && holding.size < 2) await sleep(5);
        await lock(transaction, order[1]!);
      });
    await Promise.all([inOrder(one, ids), inOrder(other, [...ids].reverse())]);
    expect([one.tally.commits, other.tally.commits]).toEqual([1, 1]);
    for (const { database, tally } of [one, other])
      expect(database.retries).toBe(tally.attempts - tally.commits);
    expect(one.database.retries + other.database.retries).toBeGreaterThan(0);
    await one.write((transaction) => transaction.run(statement("drop-concepts"), { ids }));
    await Promise.all([one, other].map(({ database }) => database.close()));
  });

  it(`converges with ${writers} writers, while another breaks into the order of their locks`, async () => {
    await open().then((store) => store.close());
    const all = Array.from({ length: writers }, writer);
    const intruder = neo4j.driver(url, neo4j.auth.basic(login.user ?? "", login.password ?? ""));
    const ids = Object.values(concepts)
      .map(({ id }) => id)
      .sort()
      .reverse();
    let working = true;
    const intruding = (async () => {
      while (working) {
        const session = intruder.session();
        const transaction = session.beginTransaction();
        try {
          for (const id of ids) await transaction.run(statement("lock-concepts"), { ids: [id] });
        } catch {
          // It lost this time.
        } finally {
          await transaction.rollback().catch(() => undefined);
          await session.close();
        }
        await sleep(20);
      }
    })();
    await Promise.all(
      all.map(async ({ write }, turn) => {
        const from = turn * Math.floor(changes.length / writers);
        const order = [...changes.slice(from), ...changes.slice(0, from)];
        for (let start = 0; start < order.length; start += 4) {
          await write((transaction) => writeChanges(transaction, order.slice(start, start + 4)));
        }
      }),
    );
    working = false;
    await intruding;
    for (const { database, tally } of all) {
      expect(database.retries).toBe(tally.attempts - tally.commits);
    }
    const built = await openReference();
    await built.write(changes);
    const reader = await openStore(url, login);
    expect(await sortedRows(reader)).toEqual(await sortedRows(built));
    await Promise.all([reader, built].map((store) => store.close()));
    await Promise.all([...all.map(({ database }) => database.close()), intruder.close()]);
  });
}
