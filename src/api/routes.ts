import type { Plugin } from "graphql-yoga";

interface Routes {
  readonly endpoint: string;
  /** Whether requests can be answered now. */
  ready(): Promise<boolean>;
}

/**
 * What is served beside the API: `/` leads to it without the explorer, `/health` says that the process lives, `/ready` that its store
 * answers; the rest is not found.
 */
export function routesPlugin({ endpoint, ready }: Routes): Plugin {
  return {
    async onRequest({ url, fetchAPI, endResponse }) {
      const { pathname } = url;
      const answer = (json: object, status = 200) =>
        endResponse(fetchAPI.Response.json(json, { status, headers: { "cache-control": "no-store" } }));
      if (pathname === "/") {
        endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: endpoint } }));
      } else if (pathname === "/health") {
        answer({ status: "ok" });
      } else if (pathname === "/ready") {
        const isReady = await ready();
        answer({ status: isReady ? "ready" : "not ready" }, isReady ? 200 : 503);
      } else if (pathname !== endpoint) {
        const error = {
          code: "NOT_FOUND",
          message: `Nothing is at ${pathname}`,
          hint: `the API is at ${endpoint}`,
        };
        answer({ error }, 404);
      }
    },
  };
}
