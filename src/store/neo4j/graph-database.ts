import neo4j, { type Driver, type ManagedTransaction, type QueryResult, type Session } from "neo4j-driver";
import { unlessAborted } from "../../domain/broken-off.js";
import { neo4jError } from "./errors.js";
import { FirstRuns } from "./first-runs.js";

export type Parameters = Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, unknown>>;

/** A transaction that runs statements; several may be sent without waiting, they are answered in order. A whole database is one that ends with each statement. */
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
  /** Entries of the journal that writes through this store keep; default 100,000. */
  readonly journalEntries?: number;
  /** Takes a line when a graph of an earlier program is brought up to date, which keeps an opening waiting. */
  readonly log?: (line: string) => void;
}

const defaultRetryMs = 60_000;
/** The server itself ends what was asked {@link GraphDatabase.until} a signal and never broken off, since whoever asked is gone. */
const longestReadMs = 120_000;

interface TransactionConfig {
  readonly timeout?: number;
}

/** The driver writes plain numbers as floats; limits and counts must say that they are whole. */
export const wholeNumber = neo4j.int;
export const isWholeNumber = neo4j.isInt;

/** A server's database, with the pool of connections to it. Whole numbers come as numbers. */
export class GraphDatabase {
  readonly #driver: Driver;
  readonly #options: Neo4jOptions;
  readonly #signal: AbortSignal | undefined;
  /** Of questions; what writes would wait for another that waits for its locks. */
  readonly #firstRuns: FirstRuns;
  readonly url: string;
  #retries = 0;

  constructor(
    url: string,
    options: Neo4jOptions,
    driver = connect(url, options),
    firstRuns = new FirstRuns(),
    signal?: AbortSignal,
  ) {
    this.url = url;
    this.#options = options;
    this.#driver = driver;
    this.#firstRuns = firstRuns;
    this.#signal = signal;
  }

  /** The same database and connections; whatever is read there is broken off in the server once `signal` aborts. */
  until(signal: AbortSignal): GraphDatabase {
    return new GraphDatabase(this.url, this.#options, this.#driver, this.#firstRuns, signal);
  }

  /** @throws LitweaveError `STORE_UNAVAILABLE` when the server does not answer or does not let us in */
  async check(): Promise<void> {
    await this.#translated(this.#driver.verifyConnectivity(this.#where()));
  }

  /**
   * What `act` reads in one transaction.
   *
   * @throws LitweaveError as {@link brokenOff} says when the signal of {@link until} aborts
   */
  read<T>(act: (transaction: Transaction) => Promise<T>): Promise<T> {
    const reading = (transaction: Transaction) => act(inTurn(transaction, this.#firstRuns));
    return this.#reading((session, config) => readOnce(session, reading, config));
  }

  /** The rows of one statement, which is a transaction by itself: of four messages to the server two are left. @throws as {@link read} */
  run(statement: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    return this.#reading((session, config) =>
      this.#firstRuns.run(statement, () => askOnce(session, statement, parameters, config)),
    );
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

  /** @param act closes the session unless it fails */
  async #reading<T>(act: (session: Session, config: TransactionConfig) => Promise<T>): Promise<T> {
    const signal = this.#signal;
    const session = this.#driver.session({ ...this.#where(), defaultAccessMode: neo4j.session.READ });
    // Resets the connection, which ends what runs there.
    const stop = () => void session.close().catch(() => undefined);
    const work = () => act(session, signal ? { timeout: longestReadMs } : {});
    try {
      return await this.#translated(signal ? unlessAborted(signal, work, stop) : work());
    } catch (error) {
      stop();
      throw error;
    }
  }

  async #inSession<T>(act: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#driver.session(this.#where());
    try {
      return await this.#translated(act(session));
    } finally {
      await session.close();
    }
  }

  #where(): { readonly database?: string } {
    const { database } = this.#options;
    return database ? { database } : {};
  }

  async #translated<T>(result: Promise<T>): Promise<T> {
    try {
      return await result;
    } catch (error) {
      throw neo4jError(error, this.url);
    }
  }
}

function connect(url: string, { user = "", password = "", retryMs }: Neo4jOptions): Driver {
  return neo4j.driver(url, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    maxTransactionRetryTime: retryMs ?? defaultRetryMs,
    userAgent: "litweave",
  });
}

/**
 * A transaction whose beginning is sent along with its first statement, and for whose end nobody waits, since reading commits nothing: one
 * round trip instead of three. It closes the session unless it fails. What the server says to try again goes the driver's way, which waits
 * longer each time.
 */
async function readOnce<T>(
  session: Session,
  act: (transaction: Transaction) => Promise<T>,
  config: TransactionConfig,
): Promise<T> {
  const transaction = session.beginTransaction(config);
  let result: T;
  try {
    result = await act(runner(transaction));
  } catch (error) {
    if (!(error instanceof neo4j.Neo4jError && error.retryable)) throw error;
    await transaction.close().catch(() => undefined);
    result = await session.executeRead((again) => act(runner(again)), config);
  }
  const ended = transaction.isOpen() ? transaction.commit() : Promise.resolve();
  void ended.finally(() => session.close()).catch(() => undefined);
  return result;
}

/** As {@link readOnce}, without a transaction around the statement. */
async function askOnce(
  session: Session,
  statement: string,
  parameters: Parameters,
  config: TransactionConfig,
): Promise<readonly Row[]> {
  let rows: readonly Row[];
  try {
    rows = rowsOf(await session.run(statement, parameters, config));
  } catch (error) {
    if (!(error instanceof neo4j.Neo4jError && error.retryable)) throw error;
    rows = await session.executeRead((again) => runner(again).run(statement, parameters), config);
  }
  void session.close().catch(() => undefined);
  return rows;
}

function rowsOf({ records }: Pick<QueryResult, "records">): readonly Row[] {
  return records.map((record) => record.toObject());
}

function runner(transaction: Pick<ManagedTransaction, "run">): Transaction {
  return {
    run: async (statement, parameters = {}) => rowsOf(await transaction.run(statement, parameters)),
  };
}

function inTurn(transaction: Transaction, firstRuns: FirstRuns): Transaction {
  return {
    run: (statement, parameters) => firstRuns.run(statement, () => transaction.run(statement, parameters)),
  };
}
