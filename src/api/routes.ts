import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { type ErrorCode, LitweaveError } from "../domain/errors.js";
import type { GraphStore } from "../domain/graph-store.js";
import type { ServerContext } from "./access/access-plugin.js";
import type { Client } from "./access/client.js";
import { exportLines } from "./export-route.js";
import { takeUpload } from "./ingest-route.js";
import type { Ingestor } from "./ingestor.js";
import type { Limits } from "./limits/defaults.js";
import type { Rate } from "./limits/rate.js";
import type { Transfers } from "./limits/transfers.js";
import type { Audit } from "./observe/audit.js";

interface RoutesInput {
  readonly endpoint: string;
  readonly store: GraphStore;
  readonly ingestor: Ingestor | undefined;
  /** What clients see of an error; see `errors.ts`. */
  readonly mask: (error: unknown) => Error;
  /** Whether requests can be answered now. */
  ready(): Promise<boolean>;
  readonly rate: Pick<Rate, "count" | "pace">;
  readonly transfers: Transfers;
  readonly limits: Pick<Limits, "timeoutMs" | "uploadMs">;
  readonly audit?: Audit;
}

type FetchAPI = Parameters<NonNullable<Plugin["onRequest"]>>[0]["fetchAPI"];

/** What a page at `/` must leave to the server. */
export const routePaths: readonly string[] = ["/health", "/ready", "/ingest", "/export"];

/** HTTP's word for an error; whatever is not here is the server's fault. */
const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_INPUT: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_LARGE: 413,
  USAGE: 501,
  QUEUE_FULL: 503,
  EXHAUSTED: 503,
  STORE_BUSY: 503,
  STORE_UNAVAILABLE: 503,
};

/**
 * What is served beside the API: `/` leads to it without the explorer, `/health` says that the process lives, `/ready` that its
 * store answers, `/ingest` takes files, `/export` gives all of a kind; the rest is not found.
 */
export function routesPlugin(input: RoutesInput): Plugin {
  const { endpoint, store, ingestor, mask, ready, audit, rate, transfers, limits } = input;
  return {
    async onRequest({ request, serverContext, url, fetchAPI, endResponse }) {
      const { pathname } = url;
      if (pathname === endpoint) return;
      try {
        endResponse(await answer(request, serverContext as ServerContext, url, fetchAPI));
      } catch (error) {
        endResponse(refusal(mask(error), fetchAPI));
      }
    },
  };

  function transferOf(client: Client) {
    return {
      client,
      ...limits,
      pace: (objects: number, signal: AbortSignal) => rate.pace(client, objects, signal),
      begin: () => transfers.begin(client),
    };
  }

  async function answer(
    request: Request,
    context: ServerContext,
    url: URL,
    fetchAPI: FetchAPI,
  ): Promise<Response> {
    const { Response } = fetchAPI;
    const headers = { "cache-control": "no-store" };
    switch (url.pathname) {
      case "/":
        return new Response(null, { status: 302, headers: { location: endpoint } });
      case "/health":
        return Response.json({ status: "ok" }, { headers });
      case "/ready": {
        const isReady = await ready();
        return Response.json(
          { status: isReady ? "ready" : "not ready" },
          { status: isReady ? 200 : 503, headers },
        );
      }
      case "/export": {
        const client = await rate.count(request, context);
        const failed = (error: unknown) => {
          mask(error);
          context.res?.destroy();
        };
        return exportLines({ request, url, store, failed, ...transferOf(client) }, fetchAPI);
      }
      case "/ingest": {
        const client = await rate.count(request, context);
        const job = await takeUpload({ request, url, ingestor, audit, ...transferOf(client) });
        return Response.json(job, { status: 202 });
      }
      default:
        throw new LitweaveError("NOT_FOUND", `Nothing is at ${url.pathname}`, {
          hint: `the API is at ${endpoint}`,
        });
    }
  }
}

/** As the API's own refusals say themselves. */
interface HttpOfError {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function refusal(error: Error, { Response }: FetchAPI): Response {
  const { code = "INTERNAL", hint, http } = error instanceof GraphQLError ? error.extensions : {};
  const { status, headers = {} } = (http ?? {}) as HttpOfError;
  const given = status ?? statuses[code as ErrorCode] ?? 500;
  return Response.json({ error: { code, message: error.message, hint } }, { status: given, headers });
}
