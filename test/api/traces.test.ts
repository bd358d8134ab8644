import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { context, propagation, trace } from "@opentelemetry/api";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTracing } from "../../src/cli/tracing.js";
import { traced } from "../../src/domain/traced.js";
import { lazyStages } from "../../src/pipeline/lazy-stages.js";
import { ingest } from "../../src/pipeline.js";
import { readRecords } from "../../src/read/records.js";
import { openStore } from "../../src/store/open-store.js";
import { type Served, serve } from "../abuse/served.js";
import { modelOptions, sampleFile } from "../models.js";
import { send } from "./access/sending.js";

const exporter = new InMemorySpanExporter();

function forget(): void {
  trace.disable();
  context.disable();
  propagation.disable();
}

describe("traces", () => {
  let served: Served;
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  beforeAll(async () => {
    provider.register();
    served = await serve();
  });
  afterAll(async () => {
    await served.close();
    await provider.shutdown();
    forget();
  });
  beforeEach(() => exporter.reset());

  const spans = () => exporter.getFinishedSpans();
  const named = (name: string) => spans().find((span) => span.name === name) as ReadableSpan;
  const parentOf = (span: ReadableSpan) => span.parentSpanContext?.spanId;

  it("show a request, in the trace of who asks, and below it what the store was asked", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const query = 'query Drug { concept(id: "MESH:D008687") { id name children { totalCount } } }';
    await send(served.url, { query, headers: { traceparent } });
    const request = named("POST /graphql");
    expect(request.spanContext().traceId).toBe("0af7651916cd43dd8448eb211c80319c");
    expect(parentOf(request)).toBe("b7ad6b7169203331");
    expect(request.attributes).toMatchObject({
      "graphql.operation.type": "query",
      "graphql.operation.name": "Drug",
      "http.response.status_code": 200,
      "litweave.cost": expect.any(Number),
    });
    expect(parentOf(named("store concepts"))).toBe(request.spanContext().spanId);
    expect(new Set(spans().map((span) => span.spanContext().traceId)).size).toBe(1);
  });

  it("keep the code of an error, and nothing of what was sent", async () => {
    await send(served.url, { query: '{ triple(id: "hush-hush") { id } }' });
    expect(named("POST /graphql").status).toEqual({ code: 2, message: "BAD_INPUT" });
    expect(
      JSON.stringify(spans().map(({ name, attributes, status }) => [name, attributes, status])),
    ).not.toContain("hush");
    await expect(traced("work", {}, () => Promise.reject(new Error("hush")))).rejects.toThrow("hush");
    expect(named("work").status).toEqual({ code: 2, message: "INTERNAL" });
  });

  it("leave out probes", async () => {
    await send(new URL("/health", served.url).href, { method: "GET" });
    expect(spans()).toEqual([]);
  });

  it("show each stage of the pipeline, below the run", async () => {
    const folder = mkdtempSync(join(tmpdir(), "litweave-traces-"));
    const store = await openStore(join(folder, "graph"));
    const models = lazyStages(modelOptions);
    await ingest({
      records: readRecords([sampleFile("01-baseline.xml")]),
      stages: await models.stages(),
      store,
      onFailure: () => {},
    });
    const run = named("ingest").spanContext().spanId;
    for (const stage of ["encode", "link", "relate", "store"])
      expect(parentOf(named(stage)), stage).toBe(run);
    await models.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });
});

describe("tracing", () => {
  it("is sent to the collector that is configured, and only then", async () => {
    expect(await startTracing(undefined)).toBeUndefined();
    const received: { path: string | undefined; body: string }[] = [];
    const collector = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      received.push({ path: request.url, body });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
    const tracing = await startTracing(`http://127.0.0.1:${(collector.address() as AddressInfo).port}/`);
    await traced("a step", {}, async () => {});
    await tracing?.close();
    forget();
    expect(received.map(({ path }) => path)).toEqual(["/v1/traces"]);
    expect(received[0]?.body).toContain('"a step"');
    expect(received[0]?.body).toContain('"litweave"');
    collector.close();
  });
});
