import DataLoader from "dataloader";
import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { EvidenceRecord } from "../domain/evidence.js";
import type {
  ConceptRecord,
  DocumentRecord,
  EvidenceFilter,
  GraphReader,
  Page,
  PageRequest,
  TripleRecord,
} from "../domain/graph-reader.js";
import type { GraphStore } from "../domain/graph-store.js";
import type { TripleKey } from "../domain/triple.js";
import type { Client } from "./access/client.js";
import type { Annotator } from "./annotator.js";
import type { Role } from "./roles.js";

/** One triple's page of evidence. */
interface EvidenceRequest {
  readonly triple: TripleKey;
  readonly filter: EvidenceFilter;
  readonly page: PageRequest;
}

/** One triple as of a date. */
interface AsOfRequest {
  readonly triple: TripleKey;
  readonly date: string;
}

/**
 * Gather what the fields of one level ask for, so that a level costs one round trip to the store.
 * A context lives for one request, so what is loaded is never older than the request.
 */
interface Loaders {
  readonly concepts: DataLoader<Curie, ConceptRecord | undefined>;
  readonly triples: DataLoader<TripleKey, TripleRecord | undefined>;
  readonly triplesAsOf: DataLoader<AsOfRequest, TripleRecord | undefined, string>;
  readonly documents: DataLoader<DocumentId, DocumentRecord | undefined>;
  readonly evidence: DataLoader<EvidenceRequest, Page<EvidenceRecord>, string>;
}

export interface ApiContext {
  /** Questions asked of it are broken off when the request ends. */
  readonly store: GraphReader;
  readonly annotator: Annotator | undefined;
  readonly client: Client;
  /** What the client may do. */
  readonly roles: ReadonlySet<Role>;
  /** Aborts when nobody waits for the answer any more, or its time is over. */
  readonly signal: AbortSignal;
  /** What the request was found to cost before it was run; see `weight.ts`. */
  readonly spent: { cost: number };
  /** Ends the request's work: what it still asks of the store fails with `reason`. */
  endWork(reason: LitweaveError): void;
  readonly loaders: Loaders;
}

/** @throws LitweaveError `USAGE` when the server has no models */
export function annotatorOf({ annotator }: ApiContext): Annotator {
  if (annotator) return annotator;
  throw new LitweaveError(
    "USAGE",
    "This server serves the graph alone; reading and linking texts needs the models",
    { hint: "start the server with its models" },
  );
}

const emptyPage: Page<never> = { items: [], hasNext: false };

/** A loader over a look-up that answers with a map; what the map lacks is undefined. */
function mapLoader<K extends string, V>(
  find: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): DataLoader<K, V | undefined> {
  return new DataLoader(async (keys) => {
    const found = await find(keys);
    return keys.map((key) => found.get(key));
  });
}

/** Requests of one level nearly always want the same page of many triples: one round trip for each kind of page. */
function evidenceLoader(store: GraphReader): DataLoader<EvidenceRequest, Page<EvidenceRecord>, string> {
  const kindOf = (request: EvidenceRequest) => JSON.stringify([request.filter, request.page]);
  return new DataLoader(
    async (requests) => {
      const byKind = new Map<string, EvidenceRequest & { readonly triples: TripleKey[] }>();
      for (const request of requests) {
        const same = byKind.get(kindOf(request));
        if (same) same.triples.push(request.triple);
        else byKind.set(kindOf(request), { ...request, triples: [request.triple] });
      }
      const answers = new Map<string, ReadonlyMap<TripleKey, Page<EvidenceRecord>>>();
      await Promise.all(
        [...byKind].map(async ([kind, { triples, filter, page }]) => {
          answers.set(kind, await store.evidence(triples, filter, page));
        }),
      );
      return requests.map((request) => answers.get(kindOf(request))?.get(request.triple) ?? emptyPage);
    },
    { cacheKeyFn: (request) => `${request.triple} ${kindOf(request)}` },
  );
}

/** Triples of one level as of a date: one round trip for each date. */
function asOfLoader(store: GraphReader): DataLoader<AsOfRequest, TripleRecord | undefined, string> {
  return new DataLoader(
    async (requests) => {
      const dates = [...new Set(requests.map(({ date }) => date))];
      const answers = new Map(
        await Promise.all(
          dates.map(async (date) => {
            const keys = requests.flatMap((request) => (request.date === date ? [request.triple] : []));
            return [date, await store.triplesAsOf(keys, date)] as const;
          }),
        ),
      );
      return requests.map(({ triple, date }) => answers.get(date)?.get(triple));
    },
    { cacheKeyFn: ({ triple, date }) => `${triple} ${date}` },
  );
}

/** What one request is answered with. */
interface RequestParts {
  readonly store: GraphStore;
  readonly annotator: Annotator | undefined;
  readonly client: Client;
  /** Aborts when the client has gone. */
  readonly clientGone: AbortSignal;
}

export function createContext({ store, annotator, client, clientGone }: RequestParts): ApiContext {
  const work = new AbortController();
  const signal = AbortSignal.any([clientGone, work.signal]);
  const reader = store.reading(signal);
  return {
    store: reader,
    annotator,
    client,
    roles: client.roles,
    signal,
    spent: { cost: 0 },
    endWork: (reason) => work.abort(reason),
    loaders: {
      concepts: mapLoader((ids) => reader.concepts(ids)),
      triples: mapLoader((keys) => reader.triplesByKey(keys)),
      triplesAsOf: asOfLoader(reader),
      documents: mapLoader((ids) => reader.documents(ids)),
      evidence: evidenceLoader(reader),
    },
  };
}
