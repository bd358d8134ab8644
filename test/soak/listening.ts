import type { Client, TripleFilter } from "../../src/client/index.js";
import type { Random } from "../fuzz/engine/random.js";
import type { Tally } from "./record.js";
import { pause } from "./waiting.js";

/** A triple as far as filters of standing queries look at it here. */
export interface Told {
  readonly id: string;
  readonly predicate: string;
  readonly subject: { readonly id: string };
  readonly object: { readonly id: string };
}

export interface Listeners {
  /**
   * Those who should have been told of a triple since a moment, and were not: by name.
   *
   * @param since those count who listened before this, by the clock of `performance`
   */
  untold(triple: Told, since: number): readonly string[];
  /** How many listen now. */
  count(): number;
  readonly ended: Promise<unknown>;
}

const query = `subscription Watch($filter: TripleFilter) {
  tripleChanges(filter: $filter) { at kind triple { id predicate belief subject { id name } object { id name } } }
}`;

interface Open {
  readonly name: string;
  readonly since: number;
  readonly filter: TripleFilter;
  /** When it was last told of a triple. */
  readonly heard: Map<string, number>;
}

/** The stream of one that has just asked may not stand yet. */
const settlingMs = 5_000;
/** What was heard longer ago is forgotten. */
const memoryMs = 300_000;
const [meanStayMs, meanAwayMs] = [240_000, 20_000];

/** So many clients, each with a saved query of triples, who leave after some minutes and come back with another. */
export function startListeners(
  count: number,
  client: Client,
  random: Random,
  popular: () => string | undefined,
  tally: Tally,
  signal: AbortSignal,
): Listeners {
  const open = new Set<Open>();
  const exponential = (mean: number) => -mean * Math.log(1 - random.below(1e6) / 1e6);

  function someFilter(at: number): TripleFilter {
    const concept = popular();
    if (at % 3 === 1) return { predicates: random.chance(0.5) ? ["treats"] : ["causes", "contributes_to"] };
    return at % 3 === 2 && concept !== undefined ? { involving: concept } : {};
  }

  async function listen(at: number): Promise<void> {
    const filter = someFilter(at);
    const one: Open = { name: `listener ${at}`, since: performance.now(), filter, heard: new Map() };
    // Not AbortSignal.any with a timeout: Node 20 may forget the timeout, and the listener stays for ever.
    const leaving = new AbortController();
    const left = leaving.signal;
    const leave = () => leaving.abort();
    const timer = setTimeout(leave, 5_000 + exponential(meanStayMs));
    signal.addEventListener("abort", leave);
    if (signal.aborted) leave();
    open.add(one);
    try {
      for await (const { tripleChanges } of client.subscribe<
        { tripleChanges: { triple: Told } },
        { filter: TripleFilter }
      >(query, { filter }, { signal: left })) {
        const { triple } = tripleChanges;
        const now = performance.now();
        if (!matches(triple, filter))
          tally.wrong("listening", `${triple.id} does not fit ${JSON.stringify(filter)}`);
        one.heard.delete(triple.id);
        one.heard.set(triple.id, now);
        for (const [id, when] of one.heard) {
          if (when > now - memoryMs) break;
          one.heard.delete(id);
        }
      }
      if (!left.aborted) tally.wrong("listening", "the server ended the stream");
    } catch (error) {
      if (!left.aborted) tally.wrong("listening", String(error));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", leave);
      open.delete(one);
    }
  }

  const ended = Promise.all(
    Array.from({ length: count }, async (_, at) => {
      while (!signal.aborted) {
        await listen(at);
        await pause(exponential(meanAwayMs), signal);
      }
    }),
  );
  return {
    untold: (triple, since) =>
      [...open]
        .filter((one) => one.since < since - settlingMs && matches(triple, one.filter))
        .filter(({ heard }) => (heard.get(triple.id) ?? Number.NEGATIVE_INFINITY) < since)
        .map(({ name }) => name),
    count: () => open.size,
    ended,
  };
}

function matches(triple: Told, { predicates, involving }: TripleFilter): boolean {
  return (
    (!predicates || (predicates as readonly string[]).includes(triple.predicate)) &&
    (!involving || involving === triple.subject.id || involving === triple.object.id)
  );
}
