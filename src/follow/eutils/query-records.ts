import type { Clock } from "../clock.js";
import type { Eutils } from "./client.js";
import { recordsFound } from "./fetch-records.js";
import { dayOf, pieces } from "./pieces.js";
import { type DateType, search } from "./search.js";

export interface Query {
  readonly term: string;
  /** Only records of this day (`2024-03-07`) or a later one. */
  readonly since?: string;
  readonly dateType: DateType;
  /** Told how many records there are, before the first comes. */
  readonly onFound?: (count: number) => void;
}

/** Before PubMed's oldest record. */
const firstDay = "1600-01-01";
const yearMs = 366 * 24 * 60 * 60 * 1000;

/**
 * PubMed XML of all records that a query finds, in batches, however many they are. Tells how many, and what PubMed did not
 * understand.
 *
 * @throws LitweaveError as {@link Eutils.ask} does, and `BAD_INPUT` when one day has more than PubMed gives
 */
export async function* queryRecords(eutils: Eutils, clock: Clock, query: Query): AsyncGenerator<string> {
  const { term, since, dateType, onFound } = query;
  // Some records bear a date that is still to come.
  const last = dayOf(clock.now() + yearMs);
  const asked = since === undefined ? undefined : { dateType, first: since, last };
  const found = await search(eutils, term, asked);
  onFound?.(found.count);
  for (const warning of found.warnings) eutils.log(`${warning}.`);
  eutils.log(
    `PubMed has ${found.count} records for “${term}”${since === undefined ? "" : ` since ${since}`}.`,
  );
  // Every record has one day of entry, which unlike that of its last change stays as it is.
  const range = asked ?? { dateType: "edat" as const, first: firstDay, last };
  let taken = 0;
  for await (const piece of pieces((part) => search(eutils, term, part), range, found)) {
    taken += piece.count;
    yield* recordsFound(eutils, piece);
  }
  if (taken !== found.count) {
    eutils.log(
      `Searched by date, PubMed has ${taken} of these ${found.count} records; the set may have changed meanwhile.`,
    );
  }
}
