import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { extensionsOf } from "./errors.js";

export const csrfHeader = "x-graphql-yoga-csrf";

/**
 * Refuses what a foreign web page could send from a reader's browser without asking the server first: a browser
 * sends JSON or a header of one's own across sites only after a preflight, which this server does not grant.
 * The stock plugin wants its header even of JSON, which turns the plainest of clients away.
 */
export function csrfPlugin(): Plugin {
  return {
    onRequestParse({ request }) {
      const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
      const preflighted = type === "application/json" || type === "application/graphql";
      if (request.headers.has(csrfHeader) || (request.method === "POST" && preflighted)) return;
      throw new GraphQLError("This request could come from a foreign web page", {
        extensions: {
          ...extensionsOf(
            "FORBIDDEN",
            `send “content-type: application/json” by POST, or the header ${csrfHeader}: 1`,
          ),
          http: { status: 403 },
        },
      });
    },
  };
}
