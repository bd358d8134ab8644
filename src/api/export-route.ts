import type { Plugin } from "graphql-yoga";
import { categories } from "../domain/concept.js";
import { parseCurie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import type { EvidenceFilter, Page, TripleFilter } from "../domain/graph-reader.js";
import type { GraphStore } from "../domain/graph-store.js";
import { type Predicate, predicateNames } from "../domain/predicate.js";
import type { TripleKey } from "../domain/triple.js";
import type { Client } from "./access/client.js";
import { checkSameSite } from "./csrf.js";
import { linesResponse } from "./lines-response.js";
import { requireRole } from "./roles.js";
import { tripleFilter } from "./triple-arguments.js";

type FetchAPI = Parameters<NonNullable<Plugin["onRequest"]>>[0]["fetchAPI"];
type Whole = (parameters: URLSearchParams, store: GraphStore) => AsyncIterable<unknown>;

/** Things read at a time: what a line waits for, and all that memory holds. */
const pageSize = 200;

/** What can be had, each kind as the store's port gives it. */
const kinds: Readonly<Record<string, Whole>> = {
  triples: (parameters, store) => allTriples(store, filterIn(parameters)),
  async *evidence(parameters, store) {
    for await (const { key } of allTriples(store, filterIn(parameters))) yield* allEvidence(store, key, {});
  },
  concepts: (parameters, store) => {
    const category = oneOf("category", categories, parameters.get("category"));
    return everyPage((after) =>
      store.searchConcepts(category ? { category } : {}, { first: pageSize, ...after }),
    );
  },
  async *documents(_parameters, store) {
    for await (const item of store.items(["document"])) {
      if (item.kind !== "document") continue;
      const { document, state, concern, mentions } = item.record;
      yield { ...document, status: state.status, concern, mentions };
    }
  },
};

/**
 * `GET /export?what=KIND`: all of a kind, an object a line, read only as fast as the client takes it.
 *
 * @throws LitweaveError `BAD_INPUT` for what there is not
 */
export function exportLines(
  request: Request,
  url: URL,
  store: GraphStore,
  client: Client,
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
  return linesResponse(kinds[what]!(searchParams, store), `${what}.ndjson`, fetchAPI);
}

function allTriples(store: GraphStore, filter: TripleFilter) {
  return everyPage((after) => store.triples(filter, { first: pageSize, ...after }));
}

function allEvidence(store: GraphStore, key: TripleKey, filter: EvidenceFilter) {
  const nothing = { items: [], hasNext: false };
  return everyPage(
    async (after) => (await store.evidence([key], filter, { first: pageSize, ...after })).get(key) ?? nothing,
  );
}

/** Every item of a list, page by page: a cursor stays good while the graph changes, and no long read holds the store up. */
async function* everyPage<T>(
  read: (after: { readonly after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  for (let after: { readonly after?: string } = {}; ; ) {
    const { items, hasNext } = await read(after);
    for (const { node } of items) yield node;
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
