import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LitweaveError } from "../domain/errors.js";
import { isLoopback } from "./access/address.js";
import { type ApiInput, createApi, endpoint } from "./create-api.js";
import { endSlowBody, endStalledBody } from "./slow-bodies.js";

export interface ServerInput extends ApiInput {
  /** 0 takes a free one. Default 4000. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1, so that nobody else can ask until somebody wants it. */
  readonly host?: string;
  /** What the body of a question may take to come, in ms, and what a file may come to a halt for. Default 10,000. */
  readonly bodyMs?: number;
}

export interface RunningServer {
  /** Where the API is, `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Takes no new requests, lets those under way end, at most `drainMs` (default 5000), and frees the port. */
  close(drainMs?: number): Promise<void>;
}

const usualPort = 4000;
const usualDrainMs = 5_000;
const usualBodyMs = 10_000;
/** What the head of a request may take, and how often it is looked for heads that take longer. */
const headersMs = 10_000;
const lookMs = 1_000;

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): unknown {
  if (cause.code === "EADDRINUSE") {
    return new LitweaveError("USAGE", `Port ${port} of ${host} is in use`, {
      cause,
      hint: "give another with --port or LITWEAVE_PORT, or end the program that holds it",
    });
  }
  if (cause.code === "EACCES" || cause.code === "EADDRNOTAVAIL" || cause.code === "ENOTFOUND") {
    return new LitweaveError("USAGE", `Cannot listen on port ${port} of ${host}: ${cause.code}`, {
      cause,
      hint: "take a port above 1023 and an address of this machine",
    });
  }
  return cause;
}

/** An IPv6 address stands in brackets in a URL. */
function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}${endpoint}`;
}

/** @throws LitweaveError `USAGE` when the port cannot be had */
export async function startServer(input: ServerInput): Promise<RunningServer> {
  const { port = usualPort, host = "127.0.0.1", bodyMs = usualBodyMs } = input;
  const access = input.options?.access ?? { local: isLoopback(host), allowedHosts: [], proxies: 0 };
  const api = createApi({ ...input, options: { ...input.options, access } });
  const underWay = new Set<ServerResponse>();
  // A file may take long to come, and is looked at while it does.
  const timeouts = { headersTimeout: headersMs, requestTimeout: 0, connectionsCheckingInterval: lookMs };
  const server = createServer(timeouts, api).on("request", (request, response) => {
    const watch = request.url?.startsWith(endpoint) ? endSlowBody : endStalledBody;
    watch(request, response, bodyMs);
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(listenError(cause, port, host)));
    server.listen(port, host, resolve);
  });
  const url = urlOf(server.address() as AddressInfo);
  return {
    url,
    async close(drainMs = usualDrainMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      api.drain();
      server.closeIdleConnections();
      // Else a client that keeps its connection alive holds the port until it lets go.
      for (const response of underWay) if (!response.headersSent) response.setHeader("connection", "close");
      const patience = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(patience);
      await api.dispose();
    },
  };
}
