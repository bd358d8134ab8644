import type { Plugin } from "graphql-yoga";
import type { Doorkeeper, ServerContext } from "../access/access-plugin.js";
import type { Metrics } from "./metrics.js";
import type { MetricsReaders } from "./metrics-readers.js";

/** Serves `/metrics` to those who may read it; to others there is nothing. */
export function metricsRoutePlugin(
  metrics: Metrics,
  readers: MetricsReaders,
  doorkeeper: Doorkeeper,
): Plugin {
  return {
    async onRequest({ request, url, fetchAPI, endResponse, serverContext }) {
      if (url.pathname !== "/metrics" || readers === "off") return;
      if (readers === "known") {
        const client = await doorkeeper
          .clientOf(request, serverContext as ServerContext)
          .catch(() => undefined);
        if (client === undefined || client.kind === "anonymous") {
          const error = {
            code: "UNAUTHENTICATED",
            message: "Metrics are for those who are known",
            hint: "send an API key",
          };
          endResponse(fetchAPI.Response.json({ error }, { status: 401 }));
          return;
        }
      }
      const headers = { "content-type": metrics.contentType, "cache-control": "no-store" };
      endResponse(new fetchAPI.Response(await metrics.text(), { headers }));
    },
  };
}
