import type DataLoader from "dataloader";
import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { DocumentsByYear } from "../domain/document-reader.js";
import { LitweaveError } from "../domain/errors.js";
import type { EvidenceRecord } from "../domain/evidence.js";
import type {
  ConceptRecord,
  DocumentRecord,
  EvidenceFilter,
  GraphReader,
  Page,
  PageRequest,
  TripleFilter,
  TripleRecord,
} from "../domain/graph-reader.js";
import type { GraphStore } from "../domain/graph-store.js";
import type { Predicate } from "../domain/predicate.js";
import type { TripleKey } from "../domain/triple.js";
import type { Step } from "../domain/walk-reader.js";
import type { Client } from "./access/client.js";
import type { Annotator } from "./annotator.js";
import type { Ingestor } from "./ingestor.js";
import type { JournalFollower } from "./journal-follower.js";
import { type Asked, askLoader, mapLoader } from "./loaders.js";
import type { Role } from "./roles.js";

interface EvidencePage {
  readonly filter: EvidenceFilter;
  readonly page: PageRequest;
}

type DocumentEvidence = Page<EvidenceRecord> & { readonly total: number };

/** The first triples of a list by a filter. */
interface FirstSteps {
  readonly filter: TripleFilter;
  readonly most: number;
}

/**
 * Gather what the fields of one level ask for, so that a level costs one round trip to the store.
 * A context lives for one request, so what is loaded is never older than the request.
 */
export interface Loaders {
  readonly concepts: DataLoader<Curie, ConceptRecord | undefined>;
  readonly triples: DataLoader<TripleKey, TripleRecord | undefined>;
  readonly triplesAsOf: Asked<TripleKey, string, TripleRecord | undefined>;
  readonly documents: DataLoader<DocumentId, DocumentRecord | undefined>;
  readonly evidence: Asked<TripleKey, EvidencePage, Page<EvidenceRecord>>;
  readonly evidenceCounts: Asked<TripleKey, EvidenceFilter, number>;
  readonly evidenceOfDocuments: Asked<DocumentId, PageRequest, DocumentEvidence>;
  readonly children: Asked<Curie, PageRequest, Page<ConceptRecord>>;
  readonly childCounts: DataLoader<Curie, number | undefined>;
  readonly documentsByYear: DataLoader<Curie, DocumentsByYear | undefined>;
  readonly documentsMentioning: Asked<Curie, PageRequest, Page<DocumentId>>;
  readonly tripleCounts: DataLoader<Curie, ReadonlyMap<Predicate, number> | undefined>;
  readonly triplesAround: Asked<Curie, FirstSteps, readonly Step[]>;
  /** By the ids of the concepts, as {@link setOf} writes them. */
  readonly triplesAmong: Asked<string, FirstSteps, readonly Step[]>;
}

/** A set of concepts as a key. */
export function setOf(ids: readonly Curie[]): string {
  return JSON.stringify(ids);
}

export interface ApiContext {
  /** Questions asked of it are broken off when the request ends. */
  readonly store: GraphReader;
  readonly annotator: Annotator | undefined;
  readonly ingestor: Ingestor | undefined;
  readonly follower: JournalFollower;
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

/** @throws LitweaveError `USAGE` when the server only serves */
export function ingestorOf({ ingestor }: Pick<ApiContext, "ingestor">): Ingestor {
  if (ingestor) return ingestor;
  throw new LitweaveError("USAGE", "This server serves the graph alone and writes nothing into it", {
    hint: "ask a server that was started with a place for jobs",
  });
}

const noPage: Page<never> = { items: [], hasNext: false };

/** What is loaded from here on is what stands now: to be called before each item of a subscription, whose context lasts. */
export function forgetLoaded({ loaders }: Pick<ApiContext, "loaders">): void {
  for (const loader of Object.values(loaders)) loader.clearAll();
}

/** What one request is answered with. */
interface RequestParts extends Pick<ApiContext, "annotator" | "ingestor" | "follower" | "client"> {
  readonly store: GraphStore;
  /** Aborts when the client has gone. */
  readonly clientGone: AbortSignal;
}

export function createContext({ store: whole, clientGone, ...services }: RequestParts): ApiContext {
  const work = new AbortController();
  const { signal } = work;
  // Not AbortSignal.any: Node 20 keeps such a signal for ever once somebody listens to it, and all that hangs on it, 38 KB a request.
  const leave = () => work.abort(clientGone.reason);
  if (clientGone.aborted) leave();
  else clientGone.addEventListener("abort", leave, { once: true });
  const store = whole.reading(signal);
  return {
    ...services,
    store,
    roles: services.client.roles,
    signal,
    spent: { cost: 0 },
    endWork: (reason) => work.abort(reason),
    loaders: {
      concepts: mapLoader((ids) => store.concepts(ids)),
      triples: mapLoader((keys) => store.triplesByKey(keys)),
      triplesAsOf: askLoader((keys, date) => store.triplesAsOf(keys, date), undefined),
      documents: mapLoader((ids) => store.documents(ids)),
      evidence: askLoader((keys, { filter, page }) => store.evidence(keys, filter, page), noPage),
      evidenceCounts: askLoader((keys, filter) => store.countEvidence(keys, filter), 0),
      evidenceOfDocuments: askLoader((ids, page) => store.evidenceOfDocuments(ids, page), {
        ...noPage,
        total: 0,
      }),
      children: askLoader((ids, page) => store.children(ids, page), noPage),
      childCounts: mapLoader((ids) => store.childCounts(ids)),
      documentsByYear: mapLoader((ids) => store.documentsByYear(ids)),
      documentsMentioning: askLoader((ids, page) => store.documentsMentioning(ids, page), noPage),
      tripleCounts: mapLoader((ids) => store.tripleCounts(ids)),
      triplesAround: askLoader((ids, { filter, most }) => store.triplesAround(ids, filter, most), []),
      triplesAmong: askLoader(async (sets, { filter, most }) => {
        const pairs = sets.map((set) => JSON.parse(set) as readonly Curie[]);
        const found = await store.triplesBetween(
          pairs.map((ids) => ({ these: ids, those: ids })),
          filter,
          most,
        );
        return new Map(sets.map((set, at) => [set, found[at] ?? []]));
      }, []),
    },
  };
}
