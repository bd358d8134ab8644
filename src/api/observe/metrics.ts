import { getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Around } from "../../store/watched-store.js";
import type { ApiContext } from "../context.js";

export interface Metrics {
  readonly plugin: Plugin<ApiContext>;
  /** Counts a question whose answer could have been kept, by whether it was. */
  readonly countLook: (kept: boolean) => void;
  /** Counts and times a question to the store. */
  readonly around: Around;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

interface Seen {
  readonly beganMs: number;
  operation: string;
  outcome: string;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Code of the first error; names and texts that clients choose would make as many series as they like. */
function outcomeOf(result: unknown): string {
  const { errors } = Object(result) as { errors?: readonly { extensions?: { code?: unknown } }[] };
  if (!errors?.length) return "ok";
  return String(errors[0]?.extensions?.code ?? "error");
}

/** What the server does, counted in a registry of its own. */
export function createMetrics(endpoint: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "litweave_requests_total",
    help: "GraphQL requests, by kind of operation and code of the first error",
    labelNames: ["operation", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "litweave_request_seconds",
    help: "Time from the head of a request to the head of its answer",
    labelNames: ["operation"],
    buckets: secondsBuckets,
    registers,
  });
  const cost = new Histogram({
    name: "litweave_request_cost",
    help: "Objects that a request that was run could ask for",
    buckets: [1, 10, 100, 1_000, 10_000, 100_000],
    registers,
  });
  const looks = new Counter({
    name: "litweave_answers_looked_up_total",
    help: "Questions about the graph alone, by whether their answer was kept since the last write",
    labelNames: ["kept"],
    registers,
  });
  const store = new Histogram({
    name: "litweave_store_seconds",
    help: "Time of questions to the store, by question and outcome",
    labelNames: ["question", "outcome"],
    buckets: secondsBuckets,
    registers,
  });
  const seen = new WeakMap<Request, Seen>();

  const plugin: Plugin<ApiContext> = {
    onRequest({ request, url }) {
      if (url.pathname !== endpoint) return;
      seen.set(request, { beganMs: performance.now(), operation: "none", outcome: "none" });
    },
    onExecute({ args }) {
      const entry = seen.get(args.contextValue.request);
      const operation = getOperationAST(args.document, args.operationName)?.operation;
      if (entry && operation) entry.operation = operation;
      return { onExecuteDone: () => cost.observe(args.contextValue.spent.cost) };
    },
    onSubscribe({ args }) {
      const entry = seen.get(args.contextValue.request);
      if (entry) entry.operation = "subscription";
    },
    onResultProcess({ request, result }) {
      const entry = seen.get(request);
      if (entry) entry.outcome = outcomeOf(result);
    },
    onResponse({ request, response }) {
      const entry = seen.get(request);
      if (!entry) return;
      const { operation } = entry;
      const outcome = entry.outcome === "none" ? `HTTP_${response.status}` : entry.outcome;
      requests.inc({ operation, outcome });
      seconds.observe({ operation }, (performance.now() - entry.beganMs) / 1000);
    },
  };

  return {
    plugin,
    countLook: (kept) => looks.inc({ kept: kept ? "yes" : "no" }),
    async around(question, ask) {
      const beganMs = performance.now();
      let outcome = "error";
      try {
        const answer = await ask();
        outcome = "ok";
        return answer;
      } finally {
        store.observe({ question, outcome }, (performance.now() - beganMs) / 1000);
      }
    },
    text() {
      // Those of the process: watching its garbage collector costs, so only from when somebody reads them.
      if (!registry.getSingleMetric("process_cpu_seconds_total"))
        collectDefaultMetrics({ register: registry });
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
