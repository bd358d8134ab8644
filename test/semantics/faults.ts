import { AsyncLocalStorage } from "node:async_hooks";
import { Connection } from "../../src/store/embedded/connection.js";
import { GraphDatabase, type Transaction } from "../../src/store/neo4j/graph-database.js";
import type { Fault } from "./histories.js";

/** A fault that waits for its call, counting those of one write. */
interface Waiting {
  readonly fault: Fault;
  calls: number;
  struck: boolean;
  /** The connection of the embedded store on which it struck. */
  connection?: Connection;
  readonly die: (reason: Struck) => void;
}

const waiting = new AsyncLocalStorage<Waiting>();

/**
 * Runs `write` with a fault in it; what a process would do after its death fails as well.
 *
 * @throws the error of the write when it failed of anything else
 */
export async function withFault(fault: Fault, write: () => Promise<unknown>): Promise<void> {
  let die: (reason: Struck) => void = () => undefined;
  const died = new Promise<never>((_, reject) => {
    die = reject;
  });
  // Heard by the race, if it still runs.
  died.catch(() => undefined);
  const own: Waiting = { fault, calls: 0, struck: false, die };
  let failed = false;
  await Promise.race([waiting.run(own, write), died]).catch((error: unknown) => {
    if (!own.struck) throw error;
    failed = true;
  });
  if (own.struck !== failed) throw new Error("a call to the engine failed and the write does not say so");
  if (!fault.dies || !own.connection) return;
  // What the system does for a dead process: SQLite alone would keep the transaction until its statements are collected.
  if (fault.at !== "answer") real.script.call(own.connection, "ROLLBACK");
  own.connection.close();
}

/** True when the call must fail: it is the one, or comes after death. */
function strikes(own: Waiting, at: "call" | "commit" | "answer"): boolean {
  if (own.struck) return own.fault.dies;
  if (at === "call") own.calls++;
  own.struck = at === "call" ? own.calls === own.fault.at : (at === "answer") === (own.fault.at === "answer");
  return own.struck;
}

class Struck extends Error {
  override readonly name = "Struck";
}

const { all, run, script } = Connection.prototype;
const real = { all, run, script, write: GraphDatabase.prototype.write };

function strikeConnection(connection: Connection, at: "call" | "commit" | "answer"): void {
  const own = waiting.getStore();
  if (!own || !strikes(own, at)) return;
  own.connection = connection;
  throw new Struck();
}

Connection.prototype.all = function (this: Connection, ...call) {
  strikeConnection(this, "call");
  return real.all.apply(this, call);
};

Connection.prototype.run = function (this: Connection, ...call) {
  strikeConnection(this, "call");
  real.run.apply(this, call);
};

Connection.prototype.script = function (this: Connection, sql) {
  strikeConnection(this, sql === "COMMIT" ? "commit" : "call");
  real.script.call(this, sql);
  if (sql === "COMMIT") strikeConnection(this, "answer");
};

/** A process that dies does nothing more: its transaction stays open at the server until the connection is gone. */
async function strikeDatabase(own: Waiting, at: "call" | "commit" | "answer"): Promise<void> {
  if (!strikes(own, at)) return;
  if (!own.fault.dies) throw new Struck();
  own.die(new Struck());
  await new Promise<never>(() => undefined);
}

GraphDatabase.prototype.write = async function <T>(
  this: GraphDatabase,
  act: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const own = waiting.getStore();
  if (!own) return real.write.call(this, act) as Promise<T>;
  const result = await real.write.call(this, async (transaction) => {
    const acted = await act({
      run: async (...call) => {
        await strikeDatabase(own, "call");
        return transaction.run(...call);
      },
    });
    await strikeDatabase(own, "commit");
    return acted;
  });
  await strikeDatabase(own, "answer");
  return result as T;
};
