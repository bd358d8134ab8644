import neo4j, { type Driver, type ManagedTransaction, type Session } from "neo4j-driver";
import { neo4jError } from "./errors.js";

export type Parameters = Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, unknown>>;

/** A transaction that runs statements; several may be sent without waiting, they are answered in order. */
export interface Transaction {
  run(statement: string, parameters?: Parameters): Promise<readonly Row[]>;
}

export interface Neo4jOptions {
  readonly user?: string;
  readonly password?: string;
  /** Default: the server's default database. */
  readonly database?: string;
  /** How long a write that lost a race is tried again; default 60 s. */
  readonly retryMs?: number;
}

const defaultRetryMs = 60_000;

/** The driver writes plain numbers as floats; limits and counts must say that they are whole. */
export const wholeNumber = neo4j.int;
export const isWholeNumber = neo4j.isInt;

/** A server's database, with the pool of connections to it. Whole numbers come as numbers. */
export class GraphDatabase {
  readonly #driver: Driver;
  readonly #database: string | undefined;
  readonly url: string;
  #retries = 0;

  constructor(url: string, options: Neo4jOptions) {
    const { user = "", password = "" } = options;
    this.url = url;
    this.#database = options.database;
    this.#driver = neo4j.driver(url, neo4j.auth.basic(user, password), {
      disableLosslessIntegers: true,
      maxTransactionRetryTime: options.retryMs ?? defaultRetryMs,
      userAgent: "litweave",
    });
  }

  /** @throws LitweaveError `STORE_UNAVAILABLE` when the server does not answer or does not let us in */
  async check(): Promise<void> {
    await this.#translated(
      this.#driver.verifyConnectivity(this.#database ? { database: this.#database } : {}),
    );
  }

  read<T>(act: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#inSession((session) => session.executeRead((transaction) => act(runner(transaction))));
  }

  /** Transactions of {@link write} so far that were run once more. */
  get retries(): number {
    return this.#retries;
  }

  /** `act` runs again, whole, when the server ends it for a deadlock or another passing reason. */
  write<T>(act: (transaction: Transaction) => Promise<T>): Promise<T> {
    let attempts = 0;
    const attempt = (transaction: ManagedTransaction) => {
      if (attempts > 0) this.#retries += 1;
      attempts += 1;
      return act(runner(transaction));
    };
    return this.#inSession((session) => session.executeWrite(attempt));
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async #inSession<T>(act: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#driver.session(this.#database ? { database: this.#database } : {});
    try {
      return await this.#translated(act(session));
    } finally {
      await session.close();
    }
  }

  async #translated<T>(result: Promise<T>): Promise<T> {
    try {
      return await result;
    } catch (error) {
      throw neo4jError(error, this.url);
    }
  }
}

function runner(transaction: ManagedTransaction): Transaction {
  return {
    run: async (statement, parameters = {}) => {
      const { records } = await transaction.run(statement, parameters);
      return records.map((record) => record.toObject());
    },
  };
}
