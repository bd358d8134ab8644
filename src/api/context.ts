import DataLoader from "dataloader";
import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { EvidenceRecord } from "../domain/evidence.js";
import type {
  ConceptRecord,
  DocumentRecord,
  EvidenceFilter,
  Page,
  PageRequest,
  TripleRecord,
} from "../domain/graph-reader.js";
import type { GraphStore } from "../domain/graph-store.js";
import type { TripleKey } from "../domain/triple.js";
import type { Annotator } from "./annotator.js";
import type { Ingestor } from "./ingestor.js";
import type { JournalFollower } from "./journal-follower.js";
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
  readonly store: GraphStore;
  readonly annotator: Annotator | undefined;
  readonly ingestor: Ingestor | undefined;
  readonly follower: JournalFollower;
  /** What the client may do. */
  readonly roles: ReadonlySet<Role>;
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

/** @throws LitweaveError `USAGE` when the server only serves */
export function ingestorOf({ ingestor }: Pick<ApiContext, "ingestor">): Ingestor {
  if (ingestor) return ingestor;
  throw new LitweaveError("USAGE", "This server serves the graph alone and writes nothing into it", {
    hint: "ask a server that was started with a place for jobs",
  });
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
function evidenceLoader(store: GraphStore): DataLoader<EvidenceRequest, Page<EvidenceRecord>, string> {
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
function asOfLoader(store: GraphStore): DataLoader<AsOfRequest, TripleRecord | undefined, string> {
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

/** What is loaded from here on is what stands now: to be called before each item of a subscription, whose context lasts. */
export function forgetLoaded({ loaders }: Pick<ApiContext, "loaders">): void {
  for (const loader of Object.values(loaders)) loader.clearAll();
}

export function createContext(services: Omit<ApiContext, "loaders">): ApiContext {
  const { store } = services;
  return {
    ...services,
    loaders: {
      concepts: mapLoader((ids) => store.concepts(ids)),
      triples: mapLoader((keys) => store.triplesByKey(keys)),
      triplesAsOf: asOfLoader(store),
      documents: mapLoader((ids) => store.documents(ids)),
      evidence: evidenceLoader(store),
    },
  };
}
