import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import { looksLikeKey } from "../access/api-key.js";
import type { ApiContext } from "../context.js";

const longestName = 100;

/**
 * A span for each request at one of `paths`, within the trace that its `traceparent` names. What the store and the models are asked
 * for it lies below. Neither arguments nor texts go into a trace.
 */
export function tracesPlugin(paths: readonly string[]): Plugin<ApiContext> {
  const traced: ReadonlySet<string> = new Set(paths);
  const spans = new WeakMap<Request, Span>();
  const tracer = trace.getTracer("litweave");

  function begin(request: Request, args: Parameters<typeof getOperationAST>): void {
    const operation = getOperationAST(...args);
    if (!operation) return;
    const name = operation.name?.value.slice(0, longestName);
    // Half of all keys can be names.
    const shown = name !== undefined && !looksLikeKey(name);
    spans.get(request)?.setAttributes({
      "graphql.operation.type": operation.operation,
      ...(shown && { "graphql.operation.name": name }),
    });
  }

  return {
    instrumentation: {
      request({ request }, handle) {
        const { pathname } = new URL(request.url);
        if (!traced.has(pathname)) return handle();
        const from = propagation.extract(context.active(), Object.fromEntries(request.headers.entries()));
        const attributes = { "http.request.method": request.method, "url.path": pathname };
        const kind = SpanKind.SERVER;
        return tracer.startActiveSpan(
          `${request.method} ${pathname}`,
          { kind, attributes },
          from,
          async (span) => {
            spans.set(request, span);
            try {
              await handle();
            } finally {
              span.end();
            }
          },
        );
      },
    },
    onExecute({ args }) {
      const { request, spent }: ApiContext & { readonly request: Request } = args.contextValue;
      begin(request, [args.document, args.operationName]);
      return { onExecuteDone: () => void spans.get(request)?.setAttribute("litweave.cost", spent.cost) };
    },
    onSubscribe({ args }) {
      begin(args.contextValue.request, [args.document, args.operationName]);
    },
    onResultProcess({ request, result }) {
      const { errors } = Object(result) as { errors?: readonly { extensions?: { code?: unknown } }[] };
      if (!errors?.length) return;
      const message = String(errors[0]?.extensions?.code ?? "INTERNAL");
      spans.get(request)?.setStatus({ code: SpanStatusCode.ERROR, message });
    },
    onResponse({ request, response }) {
      spans.get(request)?.setAttribute("http.response.status_code", response.status);
    },
  };
}
