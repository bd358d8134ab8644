import neo4j, { type ManagedTransaction, type ProfiledPlan } from "neo4j-driver";
import type { DocumentChange } from "../../src/domain/graph-store.js";
import { Connection } from "../../src/store/embedded/connection.js";
import { openFolder } from "../../src/store/embedded/open-folder.js";
import { writeChanges as writeToFolder } from "../../src/store/embedded/write-changes.js";
import type { Transaction } from "../../src/store/neo4j/graph-database.js";
import { writeChanges as writeToServer } from "../../src/store/neo4j/write-changes.js";

/** What changes cost, counted by the engine and not by the clock. */
export interface Work {
  /** Statements run. */
  readonly statements: number;
  /** What the engine did for them: steps of SQLite's virtual machine, Neo4j's hits of its store. */
  readonly steps: number;
  /** The steps of each statement, for the eye. */
  readonly byStatement: ReadonlyMap<string, number>;
}

/** Writes changes as one transaction, in the way of the store itself, and counts. */
export interface Workbench {
  readonly write: (changes: readonly DocumentChange[]) => Promise<Work>;
  readonly close: () => Promise<void>;
}

/** SQLite tells of every prepared statement how often it ran and how many steps it took. */
export async function embeddedWorkbench(folder: string): Promise<Workbench> {
  const connection = new Connection(
    await openFolder(folder, { patienceMs: 30_000, create: true, log: () => undefined }),
    false,
  );
  const counted = () =>
    new Map(
      connection
        .all("SELECT sql, sum(run) AS run, sum(nstep) AS nstep FROM sqlite_stmt GROUP BY sql")
        .map((row) => [row.sql as string, { run: row.run as number, steps: row.nstep as number }]),
    );
  const own = /sqlite_stmt|^(BEGIN|COMMIT|PRAGMA)/u;
  return {
    write: async (changes) => {
      const before = counted();
      await connection.transaction(30_000, () => writeToFolder(connection, changes));
      const did = [...counted()]
        .filter(([sql]) => !own.test(sql))
        .map(([sql, { run, steps }]) => {
          const was = before.get(sql) ?? { run: 0, steps: 0 };
          return { sql, run: run - was.run, steps: steps - was.steps };
        });
      return {
        statements: did.reduce((sum, { run }) => sum + run, 0),
        steps: did.reduce((sum, { steps }) => sum + steps, 0),
        byStatement: new Map(did.map(({ sql, steps }) => [sql, steps])),
      };
    },
    close: async () => connection.close(),
  };
}

/** Every statement is run with PROFILE. */
export function neo4jWorkbench(url: string, user: string, password: string): Workbench {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  return {
    write: async (changes) => {
      const session = driver.session();
      try {
        return await session.executeWrite(async (transaction) => {
          const byStatement = new Map<string, number>();
          let statements = 0;
          const count = (statement: string, hits: number) => {
            statements += 1;
            byStatement.set(statement, (byStatement.get(statement) ?? 0) + hits);
          };
          await writeToServer(profiled(transaction, count), changes);
          return {
            statements,
            steps: [...byStatement.values()].reduce((sum, hits) => sum + hits, 0),
            byStatement,
          };
        });
      } finally {
        await session.close();
      }
    },
    close: () => driver.close(),
  };
}

function profiled(
  transaction: ManagedTransaction,
  count: (statement: string, hits: number) => void,
): Transaction {
  return {
    run: async (statement, parameters = {}) => {
      const { records, summary } = await transaction.run(`PROFILE ${statement}`, parameters);
      count(statement, summary.profile ? hitsOf(summary.profile) : 0);
      return records.map((record) => record.toObject());
    },
  };
}

function hitsOf(plan: ProfiledPlan): number {
  return plan.children.reduce((sum, child) => sum + hitsOf(child), plan.dbHits);
}
