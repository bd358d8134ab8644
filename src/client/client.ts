import { eventsOf } from "./event-stream.js";
import { type Operation, textOf } from "./operation.js";
import { LitweaveRequestError } from "./request-error.js";
import { type Answer, answerOf, type ClientOptions, dataOf, send } from "./send.js";

export interface RequestOptions {
  /** Ends the request, on the server as well. */
  readonly signal?: AbortSignal;
}

/** A page of any list of the API, as an operation selects it. */
export interface Page<TNode> {
  readonly edges: readonly { readonly node: TNode }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** What asks one server. It holds no connection, so there is nothing to close. */
export interface Client {
  /**
   * Asks once.
   *
   * @throws LitweaveRequestError when there is no answer, or it has errors (`data` holds what was answered all the same)
   */
  request<TData, TVariables extends object>(
    operation: Operation<TData, TVariables> | string,
    variables?: TVariables,
    options?: RequestOptions,
  ): Promise<TData>;
  /**
   * The answers of a subscription as they come, by server-sent events. Leaving the loop ends it on the server.
   *
   * @throws LitweaveRequestError as {@link request} does, and when the stream ends before the server has completed it
   */
  subscribe<TData, TVariables extends object>(
    operation: Operation<TData, TVariables> | string,
    variables?: TVariables,
    options?: RequestOptions,
  ): AsyncGenerator<TData, void, undefined>;
  /**
   * The items of a list, page after page: each page is asked for when the one before is used up. The operation takes its cursor
   * as `$after`.
   *
   * @param pageOf where the list is in the answer; undefined or null ends it
   */
  items<TData, TVariables extends { readonly after?: unknown }, TNode>(
    operation: Operation<TData, TVariables>,
    variables: TVariables,
    pageOf: (data: TData) => Page<TNode> | null | undefined,
    options?: RequestOptions,
  ): AsyncGenerator<TNode, void, undefined>;
}

/** @example createClient({ url: "http://127.0.0.1:4000/graphql" }) */
export function createClient(to: ClientOptions): Client {
  const request: Client["request"] = async (operation, variables, { signal } = {}) => {
    const body = { query: await textOf(operation), variables };
    const response = await send(to, "application/json", body, signal);
    return dataOf(await answerOf(response, signal), response) as never;
  };
  return {
    request,
    async *subscribe(operation, variables, { signal } = {}) {
      const left = new AbortController();
      const either = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
      try {
        const body = { query: await textOf(operation), variables };
        yield* answers(await send(to, "text/event-stream", body, either), either) as AsyncGenerator<never>;
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        throw error;
      } finally {
        left.abort();
      }
    },
    async *items(operation, variables, pageOf, options) {
      let given = variables;
      for (;;) {
        const page = pageOf(await request(operation, given, options));
        if (page == null) return;
        for (const { node } of page.edges) yield node;
        if (!page.pageInfo.hasNextPage) return;
        given = { ...variables, after: page.pageInfo.endCursor };
      }
    },
  };
}

/** Of a stream in GraphQL's protocol over server-sent events: `next` with an answer each, then `complete`. */
async function* answers(response: Response, signal: AbortSignal): AsyncGenerator<unknown> {
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (!isStream || response.body === null) {
    yield dataOf(await answerOf(response, signal), response);
    return;
  }
  try {
    for await (const { event, data } of eventsOf(response.body)) {
      if (event === "complete") return;
      if (event === "next") yield dataOf(JSON.parse(data) as Answer);
    }
  } catch (cause) {
    if (signal.aborted || cause instanceof LitweaveRequestError) throw cause;
    throw brokenOff(cause);
  }
  throw brokenOff();
}

function brokenOff(cause?: unknown): LitweaveRequestError {
  return new LitweaveRequestError("the stream broke off", {
    code: "UNREACHABLE",
    hint: "subscribe again",
    cause,
  });
}
