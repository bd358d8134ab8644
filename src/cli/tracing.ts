import { LitweaveError } from "../domain/errors.js";
import { programVersion } from "./program-version.js";

export interface Tracing {
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

/**
 * Sends traces by OTLP over HTTP from here on. What does so is loaded only now: most never trace, and it is an optional part of the
 * installation.
 *
 * @param endpoint of a collector, `http://localhost:4318`; without one nothing is traced
 * @throws LitweaveError `USAGE` when the packages are not installed
 */
export async function startTracing(endpoint: string | undefined): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const [sdk, otlp, resources] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]).catch((cause: unknown) => {
    throw new LitweaveError("USAGE", "Traces are to be sent, and the packages that do it are not installed", {
      cause,
      hint: "install without --omit=optional, or leave out traces.endpoint",
    });
  });
  const url = `${endpoint.replace(/\/$/u, "")}/v1/traces`;
  const provider = new sdk.NodeTracerProvider({
    resource: resources.resourceFromAttributes({
      "service.name": "litweave",
      "service.version": programVersion(),
    }),
    spanProcessors: [new sdk.BatchSpanProcessor(new otlp.OTLPTraceExporter({ url }))],
  });
  provider.register();
  // A collector that is gone is no reason to end otherwise than without one.
  return { close: () => provider.shutdown().catch(() => {}) };
}
