import { createYoga, type YogaServerInstance } from "graphql-yoga";
import type { GraphStore } from "../domain/graph-store.js";
import type { AccessOptions } from "./access/access.js";
import { createDoorkeeper, type ServerContext } from "./access/access-plugin.js";
import type { Annotator } from "./annotator.js";
import { type ApiContext, createContext } from "./context.js";
import { csrfPlugin } from "./csrf.js";
import { createErrorMask } from "./errors.js";
import { explorerPlugin } from "./explorer.js";
import { graphiqlOptions, renderPage } from "./graphiql.js";
import { defaultLimits, type Limits } from "./limits/defaults.js";
import { createLoad } from "./limits/load.js";
import { createRate } from "./limits/rate.js";
import { limitsPlugin } from "./limits.js";
import type { Log } from "./log.js";
import { routesPlugin } from "./routes.js";
import { loadSchema } from "./schema.js";

export const endpoint = "/graphql";

/** Paths that are not the explorer's. */
const reserved = [endpoint, "/health", "/ready", "/metrics"];

export interface ApiOptions {
  /** Serves GraphiQL at the endpoint to browsers. Default true. */
  readonly graphiql?: boolean;
  /** Defaults stand in `limits/defaults.ts`. */
  readonly limits?: Partial<Limits>;
  /** Answers what the schema is. Default true. */
  readonly introspection?: boolean;
  /** Who may do what. Without it whoever reaches the handler has every role: mount it behind a check of your own, or give it. */
  readonly access?: AccessOptions;
  /** Folder of the built explorer, served at `/`. Default: none, and `/` leads to the API. */
  readonly explorer?: string;
}

export interface ApiInput {
  readonly store: GraphStore;
  /** Without it `annotate` and `link` answer with an error; the graph is served all the same. */
  readonly annotator?: Annotator;
  readonly log: Log;
  readonly options?: ApiOptions;
}

/** A fetch-style handler (`api.fetch(request)`) that is also a request listener for node:http. */
export type Api = YogaServerInstance<ServerContext, ApiContext> & {
  /** Ends all subscriptions, so that the server can stop. */
  endSubscriptions(): void;
};

/** Serves the graph of `store`, which stays the caller's to close. */
export function createApi({ store, annotator, log, options = {} }: ApiInput): Api {
  const mask = createErrorMask(log);
  const limits = { ...defaultLimits, ...options.limits };
  const doorkeeper = createDoorkeeper(options.access);
  const rate = createRate(limits.rate);
  const load = createLoad(limits);
  const yoga = createYoga<ServerContext, ApiContext>({
    schema: loadSchema(),
    context: async (initial) =>
      createContext({
        store,
        annotator,
        client: await doorkeeper.clientOf(initial.request, initial),
        clientGone: initial.request.signal,
      }),
    graphqlEndpoint: endpoint,
    graphiql: options.graphiql === false ? false : graphiqlOptions,
    renderGraphiQL: renderPage,
    plugins: [
      doorkeeper.plugin,
      ...(options.explorer === undefined ? [] : [explorerPlugin(options.explorer, reserved)]),
      routesPlugin(endpoint),
      csrfPlugin(),
      limitsPlugin(limits, rate, options.introspection ?? true),
      rate.plugin,
      load.plugin,
    ],
    maskedErrors: { maskError: mask },
    maxRequestBodySize: limits.bodyBytes,
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
  return Object.assign(yoga, { endSubscriptions: load.close });
}
