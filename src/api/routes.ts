import type { Plugin } from "graphql-yoga";

/** What is served beside the API: `/` leads to it without the explorer, `/health` says that the process lives, the rest is not found. */
export function routesPlugin(endpoint: string): Plugin {
  return {
    onRequest({ url, fetchAPI, endResponse }) {
      const { pathname } = url;
      if (pathname === "/") {
        endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: endpoint } }));
      } else if (pathname === "/health") {
        endResponse(fetchAPI.Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } }));
      } else if (pathname !== endpoint) {
        const error = {
          code: "NOT_FOUND",
          message: `Nothing is at ${pathname}`,
          hint: `the API is at ${endpoint}`,
        };
        endResponse(fetchAPI.Response.json({ error }, { status: 404 }));
      }
    },
  };
}
