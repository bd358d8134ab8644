import { setTimeout as sleep } from "node:timers/promises";

/** So many plans a server keeps, unless it is told otherwise (`server.db.query_cache_size`). */
const mostPlans = 1_000;

/**
 * Has one client's statement planned while the others that ask the same wait for it. A server plans a statement that it does not know for
 * everyone who asks before the first plan is there: 64 clients of one just started had their first answer after 16 s on a busy machine, and
 * so after 2 to 7. A list of statements to run before a server is ready would be planned for nobody's sake, and miss each filter's own.
 */
export class FirstRuns {
  readonly #planned = new Set<string>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #patienceMs: number;

  /** @param patienceMs what is waited for another's first run, which may itself take long */
  constructor(patienceMs = 5_000) {
    this.#patienceMs = patienceMs;
  }

  /** What `ask` gives; of several calls for a statement that never came to its end before, the first alone, then the rest together. */
  async run<T>(statement: string, ask: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.#patienceMs;
    while (!this.#planned.has(statement)) {
      const first = this.#underWay.get(statement);
      if (!first) return this.#lead(statement, ask);
      const left = until - performance.now();
      if (left <= 0) break;
      await within(left, first);
    }
    return ask();
  }

  async #lead<T>(statement: string, ask: () => Promise<T>): Promise<T> {
    let end = () => {};
    this.#underWay.set(statement, new Promise((resolve) => (end = resolve)));
    try {
      const result = await ask();
      this.#note(statement);
      return result;
    } finally {
      this.#underWay.delete(statement);
      end();
    }
  }

  #note(statement: string): void {
    if (this.#planned.size === mostPlans) {
      const [oldest] = this.#planned;
      this.#planned.delete(oldest!);
    }
    this.#planned.add(statement);
  }
}

/** Resolves with `first`, or after `ms`. */
async function within(ms: number, first: Promise<void>): Promise<void> {
  const over = new AbortController();
  const late = sleep(ms, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([first, late]);
  over.abort();
}
