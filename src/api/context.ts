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
import { groupBy } from "../domain/group-by.js";
import type { TripleKey } from "../domain/triple.js";
import type { Annotator } from "./annotator.js";

/** How much evidence of one triple there is. */
interface EvidenceCountRequest {
  readonly triple: TripleKey;
  readonly filter: EvidenceFilter;
}

/** One triple's page of evidence. */
interface EvidenceRequest extends EvidenceCountRequest {
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
  readonly evidenceCounts: DataLoader<EvidenceCountRequest, number, string>;
}

export interface ApiContext {
  readonly store: GraphStore;
  readonly annotator: Annotator | undefined;
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

/** Requests of one level nearly always want the same of many triples: one round trip for each kind of request. */
function kindLoader<R extends { readonly triple: TripleKey }, V>(
  find: (triples: readonly TripleKey[], request: R) => Promise<ReadonlyMap<TripleKey, V>>,
  missing: V,
): DataLoader<R, V, string> {
  const kindOf = ({ triple: _, ...rest }: R) => JSON.stringify(rest);
  return new DataLoader(
    async (requests) => {
      const kinds = await Promise.all(
        [...groupBy(requests, kindOf)].map(async ([kind, alike]) => {
          const triples = alike.map(({ triple }) => triple);
          return [kind, await find(triples, alike[0]!)] as const;
        }),
      );
      const answers = new Map(kinds);
      return requests.map((request) => answers.get(kindOf(request))?.get(request.triple) ?? missing);
    },
    { cacheKeyFn: (request) => `${request.triple} ${kindOf(request)}` },
  );
}

export function createContext(store: GraphStore, annotator: Annotator | undefined): ApiContext {
  return {
    store,
    annotator,
    loaders: {
      concepts: mapLoader((ids) => store.concepts(ids)),
      triples: mapLoader((keys) => store.triplesByKey(keys)),
      triplesAsOf: kindLoader((keys, { date }) => store.triplesAsOf(keys, date), undefined),
      documents: mapLoader((ids) => store.documents(ids)),
      evidence: kindLoader((keys, { filter, page }) => store.evidence(keys, filter, page), emptyPage),
      evidenceCounts: kindLoader((keys, { filter }) => store.countEvidence(keys, filter), 0),
    },
  };
}
