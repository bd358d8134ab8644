import { type IncomingHttpHeaders, request } from "node:http";
import type { Data } from "../asking.js";

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: Data;
  /** Code of the first error. */
  readonly code: string | undefined;
}

interface Sent {
  readonly query?: string;
  readonly variables?: unknown;
  /** In place of a query. */
  readonly body?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request as it is, `Host` and all, which `fetch` does not allow. */
export function send(
  url: string,
  { query, variables, body, method = "POST", headers = {} }: Sent = {},
): Promise<Reply> {
  const text = body ?? (query === undefined ? "" : JSON.stringify({ query, variables }));
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { "content-type": "application/json", ...headers } });
    sent.on("error", reject).on("response", (response) => {
      let received = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        received += chunk;
      });
      response.on("end", () => {
        let json: Data;
        try {
          json = JSON.parse(received);
        } catch {
          json = undefined;
        }
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, text: received, json, code: json?.errors?.[0]?.extensions?.code });
      });
    });
    sent.end(text);
  });
}

export const stats = "{ stats { triples } }";
