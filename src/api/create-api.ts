import { createYoga, type YogaServerInstance } from "graphql-yoga";
import type { GraphStore } from "../domain/graph-store.js";
import { traced } from "../domain/traced.js";
import { watchedStore } from "../store/watched-store.js";
import type { AccessOptions } from "./access/access.js";
import { createDoorkeeper, type ServerContext } from "./access/access-plugin.js";
import type { Annotator } from "./annotator.js";
import { type ApiContext, createContext } from "./context.js";
import { corsFor } from "./cors.js";
import { csrfPlugin } from "./csrf.js";
import { createErrorMask } from "./errors.js";
import { explorerPlugin } from "./explorer.js";
import { graphiqlOptions, renderPage } from "./graphiql.js";
import { headersPlugin } from "./headers.js";
import type { Ingestor } from "./ingestor.js";
import { journalFollower } from "./journal-follower.js";
import { keptAnswersPlugin } from "./kept-answers.js";
import { defaultAnswersMib, defaultLimits, type Limits } from "./limits/defaults.js";
import { jsonBodyPlugin } from "./limits/json-body.js";
import { createLoad } from "./limits/load.js";
import { createRate } from "./limits/rate.js";
import { createTransfers } from "./limits/transfers.js";
import { limitsPlugin } from "./limits.js";
import type { Log } from "./log.js";
import { type Audit, auditPlugin } from "./observe/audit.js";
import { createMetrics } from "./observe/metrics.js";
import type { MetricsReaders } from "./observe/metrics-readers.js";
import { metricsRoutePlugin } from "./observe/metrics-route.js";
import { tracesPlugin } from "./observe/traces.js";
import { routePaths, routesPlugin } from "./routes.js";
import { loadSchema } from "./schema.js";
import { shortErrorsPlugin } from "./short-errors.js";
import { type TrustedDocuments, trustedDocumentsPlugin } from "./trusted-documents.js";

export const endpoint = "/graphql";

/** Paths that are not the explorer's. */
const reserved = [endpoint, "/metrics", ...routePaths];

export interface ApiOptions {
  /** Serves GraphiQL at the endpoint to browsers. Default true. */
  readonly graphiql?: boolean;
  /** Defaults stand in `limits/defaults.ts`. */
  readonly limits?: Partial<Limits>;
  /** Answers what the schema is. Default true. */
  readonly introspection?: boolean;
  /** Who may do what. Without it whoever reaches the handler has every role: mount it behind a check of your own, or give it. */
  readonly access?: AccessOptions;
  /** Sites whose pages may ask. Default none. */
  readonly origins?: readonly string[];
  /** Documents that are known by an id. */
  readonly documents?: TrustedDocuments;
  /** Told of every write that a client asks for. */
  readonly audit?: Audit;
  /** Who may read `/metrics`. Default `known`. */
  readonly metrics?: MetricsReaders;
  /** Memory for answers that are given again while the graph is the same; 0 keeps none. Default 64. */
  readonly answersMib?: number;
  /** Folder of the built explorer, served at `/`. Default: none, and `/` leads to the API. */
  readonly explorer?: string;
}

export interface ApiInput {
  readonly store: GraphStore;
  /** Without it `annotate` and `link` answer with an error; the graph is served all the same. */
  readonly annotator?: Annotator;
  /** Without it nothing can be written through the API. */
  readonly ingestor?: Ingestor;
  readonly log: Log;
  readonly options?: ApiOptions;
}

/** A fetch-style handler (`api.fetch(request)`) that is also a request listener for node:http. */
export type Api = YogaServerInstance<ServerContext, ApiContext> & {
  /** Ends all subscriptions and says at `/ready` that no more is taken, so that the server can stop. */
  drain(): void;
};

/** A store that takes longer for one look-up by key is not one to send questions to. */
const readyMs = 2_000;

async function answersWithin(ms: number, ask: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref());
  const answered = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]);
}

/** Serves the graph of `store`, which stays the caller's to close. */
export function createApi({ store, annotator, ingestor, log, options = {} }: ApiInput): Api {
  const mask = createErrorMask(log);
  const limits = { ...defaultLimits, ...options.limits };
  const doorkeeper = createDoorkeeper(options.access);
  const rate = createRate(limits.rate, doorkeeper);
  const load = createLoad(limits);
  const metrics = createMetrics(endpoint);
  const watched = watchedStore(store, (question, ask) =>
    metrics.around(question, () => traced(`store ${question}`, {}, ask)),
  );
  const { answersMib = defaultAnswersMib } = options;
  let draining = false;
  const ready = async () =>
    !draining && (await answersWithin(readyMs, () => store.documentStates(["PMID:1"])));
  const follower = journalFollower(watched);
  const yoga = createYoga<ServerContext, ApiContext>({
    schema: loadSchema(),
    context: async (initial) =>
      createContext({
        store: watched,
        annotator,
        ingestor,
        follower,
        client: await doorkeeper.clientOf(initial.request, initial),
        clientGone: initial.request.signal,
      }),
    graphqlEndpoint: endpoint,
    graphiql: options.graphiql === false ? false : graphiqlOptions,
    renderGraphiQL: renderPage,
    plugins: [
      tracesPlugin([endpoint, "/export", "/ingest"]),
      headersPlugin(),
      shortErrorsPlugin(options.introspection ?? true),
      metrics.plugin,
      rate.plugin,
      doorkeeper.plugin,
      metricsRoutePlugin(metrics, options.metrics ?? "known", doorkeeper),
      ...(options.explorer === undefined ? [] : [explorerPlugin(options.explorer, reserved)]),
      routesPlugin({
        endpoint,
        store: watched,
        ingestor,
        mask,
        ready,
        rate,
        transfers: createTransfers(limits.transfers),
        limits,
        ...(options.audit && { audit: options.audit }),
      }),
      csrfPlugin(),
      jsonBodyPlugin(limits.values),
      ...(options.documents ? [trustedDocumentsPlugin(options.documents)] : []),
      limitsPlugin(limits, rate, options.introspection ?? true),
      ...(options.audit ? [auditPlugin(options.audit)] : []),
      ...(answersMib > 0
        ? [keptAnswersPlugin({ store: watched, mib: answersMib, onLook: metrics.countLook })]
        : []),
      load.plugin,
    ],
    maskedErrors: { maskError: mask },
    maxRequestBodySize: limits.bodyBytes,
    batching: false,
    multipart: false,
    cors: corsFor(options.origins ?? []),
    landingPage: false,
    // Yoga's own probe is empty and answers any path that ends so; `/health` stands in routes.ts.
    healthCheckEndpoint: "/.yoga-health",
    logging: {
      debug: () => {},
      info: (message: unknown) => log(String(message)),
      warn: (message: unknown) => log(String(message)),
      // Called with every error that the mask changes, which has logged what is worth it.
      error: () => {},
    },
  });
  return Object.assign(yoga, {
    drain() {
      draining = true;
      load.close();
    },
  });
}
