import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { extensionsOf } from "./errors.js";

export const csrfHeader = "x-graphql-yoga-csrf";

/** What a form can send, and so any page to any site. A body of no type is sent without asking as well. */
const ofForms: ReadonlySet<string> = new Set([
  "",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
]);

function typeOf({ headers }: Request): string {
  return headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/**
 * Refuses what a foreign web page could send from a reader's browser without asking the server first: a browser
 * sends JSON or a header of one's own across sites only after a preflight, which this server does not grant.
 * The stock plugin wants its header even of JSON, which turns the plainest of clients away.
 */
export function csrfPlugin(): Plugin {
  return {
    onRequestParse({ request }) {
      const type = typeOf(request);
      const preflighted = type === "application/json" || type === "application/graphql";
      if (request.headers.has(csrfHeader) || (request.method === "POST" && preflighted)) return;
      throw foreign(`send “content-type: application/json” by POST, or the header ${csrfHeader}: 1`);
    },
  };
}

/**
 * The same for a file, which may be of any type but those that forms send.
 *
 * @throws GraphQLError `FORBIDDEN`
 */
export function checkOwn(request: Request): void {
  if (request.headers.has(csrfHeader) || !ofForms.has(typeOf(request))) return;
  throw foreign(`send “content-type: application/octet-stream”, or the header ${csrfHeader}: 1`);
}

/**
 * Refuses what another site's page asks for, by a link or an image, where the answer is large and no header can be asked for: a
 * browser says where a request comes from.
 *
 * @throws GraphQLError `FORBIDDEN`
 */
export function checkSameSite({ headers }: Request): void {
  if (headers.get("sec-fetch-site") === "cross-site") throw foreign("open it from the server's own pages");
}

function foreign(hint: string): GraphQLError {
  return new GraphQLError("This request could come from a foreign web page", {
    extensions: { ...extensionsOf("FORBIDDEN", hint), http: { status: 403 } },
  });
}
