import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { LitweaveError } from "../../domain/errors.js";
import { embeddedError, isBusy } from "./errors.js";
import { nameToOpen } from "./read-only-folder.js";

/**
 * A batch of documents touches pages all over the indexes, and the more the larger the graph is. In 64 MiB (SQLite's default: 2) they stay
 * until the commit instead of being written and read again, and a log of 64 MiB (default: 4) meets each page once before it is moved.
 */
const forWriting = "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16384";

export type Value = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, Value>>;

/** One SQLite connection with its prepared statements. Reads and writes are synchronous. */
export class Connection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #file: string;

  /** @param readOnly refuses writes (the package's own option does not) */
  constructor(file: string, readOnly: boolean) {
    this.#file = file;
    this.#database = this.#guard(() => new Database(nameToOpen(file), { timeout: 0 }));
    try {
      this.script(readOnly ? "PRAGMA query_only = ON" : forWriting);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  all(sql: string, ...values: readonly Value[]): readonly Row[] {
    return this.#guard(() => this.#statement(sql).all(...values) as Row[]);
  }

  /** Row by row, for results too large to hold. */
  *iterate(sql: string, ...values: readonly Value[]): Generator<Row> {
    try {
      for (const row of this.#database.prepare(sql).iterate(...values)) yield row as Row;
    } catch (error) {
      throw embeddedError(error, this.#file);
    }
  }

  get(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.all(sql, ...values)[0];
  }

  run(sql: string, ...values: readonly Value[]): void {
    this.#guard(() => this.#statement(sql).run(...values));
  }

  /** Several statements, without parameters. */
  script(sql: string): void {
    this.#guard(() => this.#database.exec(sql));
  }

  /** Runs `act` with every read seeing the same state of the store. */
  snapshot<T>(act: () => T): T {
    this.script("BEGIN");
    try {
      return act();
    } finally {
      this.script("COMMIT");
    }
  }

  /**
   * Runs `act` as one transaction, waiting up to `patienceMs` for another process to finish its own.
   *
   * @throws LitweaveError `STORE_BUSY` when the wait was in vain
   */
  async transaction<T>(patienceMs: number, act: () => T): Promise<T> {
    await this.#begin(patienceMs);
    try {
      const result = act();
      this.script("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.inTransaction) this.script("ROLLBACK");
      throw error;
    }
  }

  /** Moves what is committed from the log into the file itself, as far as no reader still needs the log. */
  checkpoint(): void {
    this.all("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    if (this.#database.open) this.#database.close();
  }

  async #begin(patienceMs: number): Promise<void> {
    const deadline = performance.now() + patienceMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(2 * pauseMs, 100)) {
      try {
        this.#database.exec("BEGIN IMMEDIATE");
        return;
      } catch (cause) {
        if (!isBusy(cause)) throw embeddedError(cause, this.#file);
        if (performance.now() >= deadline) {
          throw new LitweaveError("STORE_BUSY", `another process is writing to ${this.#file}`, {
            cause,
            hint: "the embedded store has one writer at a time: wait for it to finish, or use Neo4j for many writers",
          });
        }
        await sleep(pauseMs);
      }
    }
  }

  #statement(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw embeddedError(error, this.#file);
    }
  }
}
