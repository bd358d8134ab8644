import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "graphql-yoga";
import { httpError } from "../http-error.js";
import { type AccessOptions, type Asked, createAccess } from "./access.js";
import { type Client, localClient } from "./client.js";
import { hostCheck } from "./host-names.js";
import { unauthenticated } from "./tokens.js";

/** Node's own request and answer, where there are any: `api.fetch` has none. */
export interface ServerContext {
  readonly req?: IncomingMessage;
  readonly res?: ServerResponse;
}

export interface Doorkeeper {
  readonly plugin: Plugin;
  /** Who sent a request: once known, known; also for what is served beside GraphQL. */
  clientOf(request: Request, context: ServerContext): Promise<Client>;
  /** Whom a request comes from whose key or token is not known: somebody at an address, who may do nothing. */
  strangerOf(request: Request, context: ServerContext): Client;
}

/** Probes ask by address, and say nothing that is not for everyone. */
const forProbes: ReadonlySet<string> = new Set(["/health", "/ready"]);

/** Knows who asks, and lets in who may. Without options whoever reaches the handler has every role. */
export function createDoorkeeper(options: AccessOptions | undefined): Doorkeeper {
  const access = options && createAccess(options);
  const mayCall = options ? hostCheck(options) : () => true;
  const clients = new WeakMap<Request, Promise<Client>>();

  function clientOf(request: Request, context: ServerContext): Promise<Client> {
    const known = clients.get(request);
    if (known) return known;
    const client = access ? access.clientOf(askedBy(request, context)) : Promise.resolve(localClient);
    clients.set(request, client);
    return client;
  }

  function strangerOf(request: Request, context: ServerContext): Client {
    return access ? access.strangerOf(askedBy(request, context)) : localClient;
  }

  const plugin: Plugin = {
    onRequest({ request, url, fetchAPI, endResponse }) {
      if (forProbes.has(url.pathname) || mayCall(request.headers.get("host"))) return;
      const error = {
        code: "FORBIDDEN",
        message: "This server is not called by that name",
        hint: "add the name to allowedHosts, if it is the server's",
      };
      endResponse(
        fetchAPI.Response.json({ errors: [{ message: error.message, extensions: error }] }, { status: 421 }),
      );
    },
    async onRequestParse({ request, serverContext }) {
      const client = await clientOf(request, serverContext as ServerContext);
      if (client.roles.has("read")) return;
      if (client.kind === "anonymous") {
        throw unauthenticated(
          "This server answers only who it knows",
          "send an API key or a token: authorization: Bearer …",
        );
      }
      throw httpError({
        status: 403,
        code: "FORBIDDEN",
        message: "This key or token has no role here",
        hint: "ask whoever runs the server for the role “read”",
      });
    },
  };
  return { plugin, clientOf, strangerOf };
}

function askedBy({ headers }: Request, { req }: ServerContext): Asked {
  return { headers, socketAddress: req?.socket.remoteAddress };
}
