import type { Plugin } from "graphql-yoga";
import { tookTooLong, unlessAborted } from "../domain/broken-off.js";
import { categories } from "../domain/concept.js";
import { parseCurie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import type { EvidenceFilter, GraphReader, Page, TripleFilter } from "../domain/graph-reader.js";
import type { GraphStore } from "../domain/graph-store.js";
import { type Predicate, predicateNames } from "../domain/predicate.js";
import type { TripleKey } from "../domain/triple.js";
import type { Client } from "./access/client.js";
import { whileKnown } from "./access/while-known.js";
import { checkSameSite } from "./csrf.js";
import { deadline } from "./limits/deadline.js";
import { linesResponse } from "./lines-response.js";
import { requireRole } from "./roles.js";
import { tripleFilter } from "./triple-arguments.js";

type FetchAPI = Parameters<NonNullable<Plugin["onRequest"]>>[0]["fetchAPI"];

interface Export {
  readonly request: Request;
  readonly url: URL;
  readonly store: GraphStore;
  readonly client: Client;
  /** What an object may take to be had, in ms. */
  readonly timeoutMs: number;
  /** Resolves when the client may have so many objects. */
  pace(objects: number, signal: AbortSignal): Promise<void>;
  /** Takes a place among what is under way. @returns what gives it back @throws GraphQLError `OVERLOADED` */
  begin(): () => void;
  /** Told of what breaks the answer off; cuts the connection. */
  failed(error: unknown): void;
}

type Whole = (parameters: URLSearchParams, reader: GraphReader) => AsyncIterable<unknown>;

/** Things read at a time: what a line waits for, and all that memory holds. */
const pageSize = 200;

/** Documents are the largest: an embedded store reads those of a page in this thread, in about a millisecond. */
const documentsAtATime = 20;

/** Objects that are counted at a time. */
const counted = 100;

/** What can be had, each kind as the store's port gives it. */
const kinds: Readonly<Record<string, Whole>> = {
  triples: (parameters, reader) => allTriples(reader, filterIn(parameters)),
  async *evidence(parameters, reader) {
    for await (const { key } of allTriples(reader, filterIn(parameters))) yield* allEvidence(reader, key, {});
  },
  concepts: (parameters, reader) => {
    const category = oneOf("category", categories, parameters.get("category"));
    return everyPage((after) =>
      reader.searchConcepts(category ? { category } : {}, { first: pageSize, ...after }),
    );
  },
  async *documents(_parameters, reader) {
    const first = documentsAtATime;
    for await (const ids of pagesOf((after) =>
      reader.listDocuments({ status: "live" }, { first, ...after }),
    )) {
      const records = await reader.documents(ids);
      for (const id of ids) {
        const record = records.get(id);
        // Deleted or retracted since it was listed.
        if (record?.state.status !== "live") continue;
        const { document, state, concern, mentions } = record;
        yield { ...document, status: state.status, concern, mentions };
      }
    }
  },
};

/**
 * `GET /export?what=KIND`: all of a kind, an object a line, read only as fast as the client takes it.
 *
 * @throws LitweaveError `BAD_INPUT` for what there is not
 */
export function exportLines(
  { request, url, store, client, begin, failed, ...limits }: Export,
  fetchAPI: FetchAPI,
): Response {
  if (request.method !== "GET") {
    throw new LitweaveError("BAD_INPUT", `/export is asked by GET, not by ${request.method}`);
  }
  checkSameSite(request);
  requireRole(client, "read");
  const { searchParams } = url;
  oneOf("format", ["ndjson"], searchParams.get("format"));
  const what = oneOf("what", Object.keys(kinds), searchParams.get("what")) ?? "triples";
  const work = new AbortController();
  const items = kinds[what]!(searchParams, store.reading(work.signal));
  const ended = begin();
  const over = () => work.abort(new LitweaveError("CANCELLED", "The key or token is over"));
  const callOff = whileKnown(client, over);
  const end = (reason?: unknown) => {
    callOff();
    ended();
    work.abort(reason);
  };
  if (request.signal.aborted) end(request.signal.reason);
  else request.signal.addEventListener("abort", () => end(request.signal.reason), { once: true });
  return linesResponse(
    limited(items, work, limits),
    { name: `${what}.ndjson`, ended: end, failed },
    fetchAPI,
  );
}

/** Items as fast as the client may have them; breaks the work off when one is too long in coming. */
async function* limited(
  items: AsyncIterable<unknown>,
  work: AbortController,
  { timeoutMs, pace }: Pick<Export, "timeoutMs" | "pace">,
): AsyncGenerator<unknown> {
  const iterator = items[Symbol.asyncIterator]();
  let uncounted = 0;
  try {
    for (;;) {
      const callOff = deadline(timeoutMs, () => work.abort(tookTooLong(undefined)));
      const { done, value } = await unlessAborted(
        work.signal,
        () => iterator.next(),
        () => undefined,
      ).finally(callOff);
      if (done) break;
      uncounted += 1;
      if (uncounted === counted) {
        await pace(uncounted, work.signal);
        uncounted = 0;
      }
      yield value;
    }
    await pace(uncounted, work.signal);
  } finally {
    // Not awaited: a question to the store that lasts is broken off by its signal.
    void iterator.return?.();
  }
}

function allTriples(reader: GraphReader, filter: TripleFilter) {
  return everyPage((after) => reader.triples(filter, { first: pageSize, ...after }));
}

function allEvidence(reader: GraphReader, key: TripleKey, filter: EvidenceFilter) {
  const nothing = { items: [], hasNext: false };
  return everyPage(
    async (after) =>
      (await reader.evidence([key], filter, { first: pageSize, ...after })).get(key) ?? nothing,
  );
}

/** Every item of a list, page by page: a cursor stays good while the graph changes, and no long read holds the store up. */
async function* everyPage<T>(read: ReadPage<T>): AsyncGenerator<T> {
  for await (const nodes of pagesOf(read)) yield* nodes;
}

type ReadPage<T> = (after: { readonly after?: string }) => Promise<Page<T>>;

async function* pagesOf<T>(read: ReadPage<T>): AsyncGenerator<readonly T[]> {
  for (let after: { readonly after?: string } = {}; ; ) {
    const { items, hasNext } = await read(after);
    yield items.map(({ node }) => node);
    const last = items.at(-1);
    if (!hasNext || !last) return;
    after = { after: last.cursor };
  }
}

function filterIn(parameters: URLSearchParams): TripleFilter {
  const curie = (name: string) => {
    const text = parameters.get(name);
    return text === null ? {} : { [name]: parseCurie(text) };
  };
  const predicates = parameters
    .getAll("predicate")
    .map((text) => oneOf("predicate", predicateNames, text) as Predicate);
  const belief = parameters.get("minBelief");
  const filter = {
    ...curie("subject"),
    ...curie("object"),
    ...curie("involving"),
    ...(predicates.length > 0 && { predicates }),
    ...(belief !== null && { minBelief: Number(belief) }),
  };
  return tripleFilter({ filter });
}

function oneOf<T extends string>(name: string, known: readonly T[], given: string | null): T | undefined {
  if (given === null || (known as readonly string[]).includes(given)) return (given as T | null) ?? undefined;
  throw new LitweaveError("BAD_INPUT", `${name} is “${given}”`, { hint: `give one of ${known.join(", ")}` });
}
