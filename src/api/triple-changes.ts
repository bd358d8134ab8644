import { LitweaveError } from "../domain/errors.js";
import type { TripleFilter, TripleRecord } from "../domain/graph-reader.js";
import type { JournalEntry } from "../domain/journal.js";
import { type ApiContext, forgetLoaded } from "./context.js";
import type { TripleChangeKind } from "./generated.js";

/** @public named in mappers.json */
export interface TripleChangeValue {
  readonly at: number;
  readonly kind: TripleChangeKind;
  readonly triple: TripleRecord;
}

/** Entries read at a time; nothing else is held for a client, however slowly it takes them. */
const pageEntries = 100;

/** Triples that appear or change from now on, in the order of the journal, as long as somebody takes them. */
export async function* tripleChanges(
  context: Pick<ApiContext, "store" | "loaders" | "follower">,
  asked: TripleFilter,
  signal: AbortSignal,
): AsyncGenerator<TripleChangeValue> {
  const { store, follower } = context;
  let position = (await store.journalSpan()).last;
  while (!signal.aborted) {
    const entries = await store.journal({ after: position, limit: pageEntries });
    if (entries.length === 0) {
      await follower.beyond(position, signal);
      continue;
    }
    for (const entry of entries) {
      if (entry.position > position + 1) throw behind(position, entry);
      position = entry.position;
      for await (const change of changesIn(context, entry, asked)) {
        if (signal.aborted) return;
        forgetLoaded(context);
        yield change;
      }
    }
  }
}

async function* changesIn(
  { store }: Pick<ApiContext, "store">,
  entry: JournalEntry,
  filter: TripleFilter,
): AsyncGenerator<TripleChangeValue> {
  for (const kind of ["appeared", "changed"] as const) {
    const keys = entry[kind];
    const triples = keys.length === 0 ? new Map<string, TripleRecord>() : await store.triplesByKey(keys);
    for (const key of keys) {
      const triple = triples.get(key);
      if (triple && (await passes(store, triple, filter))) yield { at: entry.at, kind, triple };
    }
  }
}

/** The store says what a filter means: it is asked for the one triple with these ends and this predicate. */
async function passes(
  store: ApiContext["store"],
  { key, subject, predicate, object }: TripleRecord,
  filter: TripleFilter,
): Promise<boolean> {
  const { predicates = [], subject: from, object: to } = filter;
  if (predicates.length > 0 && !predicates.includes(predicate)) return false;
  const named = [from, to].filter((id) => id !== undefined);
  const current = named.length === 0 ? new Map() : await store.concepts(named);
  if (from !== undefined && current.get(from)?.id !== subject) return false;
  if (to !== undefined && current.get(to)?.id !== object) return false;
  const { items } = await store.triples(
    { ...filter, subject, object, predicates: [predicate] },
    { first: 1 },
  );
  return items[0]?.node.key === key;
}

function behind(position: number, { position: next }: JournalEntry): LitweaveError {
  return new LitweaveError(
    "NOT_FOUND",
    `${next - position - 1} changes were let go of before they could be sent`,
    { hint: "subscribe again, and take what comes faster; “changes” has what is still there" },
  );
}
