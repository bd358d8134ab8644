import { createYoga, type YogaServerInstance } from "graphql-yoga";
import type { GraphStore } from "../domain/graph-store.js";
import type { Annotator } from "./annotator.js";
import { type ApiContext, createContext } from "./context.js";
import { csrfPlugin } from "./csrf.js";
import { createErrorMask } from "./errors.js";
import { explorerPlugin } from "./explorer.js";
import { graphiqlOptions, renderPage } from "./graphiql.js";
import type { Ingestor } from "./ingestor.js";
import { journalFollower } from "./journal-follower.js";
import { defaultLimits, type Limits, limitsPlugin } from "./limits.js";
import type { Log } from "./log.js";
import { rolesOf } from "./roles.js";
import { routePaths, routesPlugin } from "./routes.js";
import { loadSchema } from "./schema.js";

export const endpoint = "/graphql";

export interface ApiOptions {
  /** Serves GraphiQL at the endpoint to browsers. Default true. */
  readonly graphiql?: boolean;
  /** Defaults stand in `limits.ts`. */
  readonly limits?: Partial<Limits>;
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
export type Api = YogaServerInstance<object, ApiContext>;

/** No query is longer; what `annotate` reads at most fits several times. */
const largestBodyBytes = 1_000_000;

/** Serves the graph of `store`, which stays the caller's to close. */
export function createApi({ store, annotator, ingestor, log, options = {} }: ApiInput): Api {
  const mask = createErrorMask(log);
  const follower = journalFollower(store);
  return createYoga({
    schema: loadSchema(),
    context: ({ request }) =>
      createContext({ store, annotator, ingestor, follower, roles: rolesOf(request) }),
    graphqlEndpoint: endpoint,
    graphiql: options.graphiql === false ? false : graphiqlOptions,
    renderGraphiQL: renderPage,
    plugins: [
      ...(options.explorer === undefined
        ? []
        : [explorerPlugin(options.explorer, [endpoint, ...routePaths])]),
      routesPlugin({ endpoint, store, ingestor, mask }),
      csrfPlugin(),
      limitsPlugin({ ...defaultLimits, ...options.limits }),
    ],
    maskedErrors: { maskError: mask },
    maxRequestBodySize: largestBodyBytes,
    batching: false,
    multipart: false,
    cors: false,
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
}
