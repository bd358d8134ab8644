import { readFileSync } from "node:fs";
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from "@nats-io/jetstream";
import {
  connect,
  credsAuthenticator,
  type NatsConnection,
  type NodeConnectionOptions,
} from "@nats-io/transport-node";
import { LitweaveError } from "../domain/errors.js";
import { parseAddress } from "./address.js";
import { queueError } from "./errors.js";
import { type QueueNames, queueNames } from "./names.js";
import { ensureStreams } from "./streams.js";

/** How a server lets us in; files are paths. */
export interface QueueAccess {
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
  /** A `.creds` file: JWT and key of a user. */
  readonly credentials?: string | undefined;
  readonly ca?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

export interface QueueOptions extends QueueAccess {
  /** Servers of a cluster that keep each message; of queues that are made now. */
  readonly replicas?: number;
  /** Makes the queue where there is none; default true. */
  readonly create?: boolean;
}

/** A queue that is open. Whoever opened it closes it. */
export interface Queue {
  readonly names: QueueNames;
  readonly shown: string;
  readonly nats: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** The largest message that the server takes, headers included. */
  readonly mostBytes: number;
  close(): Promise<void>;
}

/**
 * Opens the queue at a `nats://` or `tls://` URL. Once open, it comes back by itself after the server was away.
 *
 * @throws LitweaveError `USAGE` for another URL, `QUEUE_UNAVAILABLE`, `NOT_FOUND` when there is none and none is to be made
 */
export async function openQueue(url: string, options: QueueOptions = {}): Promise<Queue> {
  const { servers, tls, name, shown } = parseAddress(url);
  const { replicas = 1, create = true } = options;
  const names = queueNames(name);
  const nats = await connect({
    servers: [...servers],
    name: "litweave",
    timeout: 10_000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    // A server that is cut off without a word is noticed after 20 s.
    pingInterval: 10_000,
    maxPingOut: 2,
    ...accessOf(options, tls),
  }).catch((cause: unknown) => {
    throw queueError(cause, shown);
  });
  try {
    const jsm = await jetstreamManager(nats);
    await ensureStreams(jsm, names, { replicas, create, shown });
    return {
      names,
      shown,
      nats,
      js: jetstream(nats),
      jsm,
      mostBytes: nats.info?.max_payload ?? 1024 * 1024,
      close: () => nats.close(),
    };
  } catch (cause) {
    await nats.close();
    throw queueError(cause, shown);
  }
}

function accessOf(access: QueueAccess, tls: boolean): NodeConnectionOptions {
  const { user, password, token, credentials, ca, certificate, key } = access;
  const own = ca ?? certificate ?? key;
  return {
    ...(user && { user }),
    ...(password && { pass: password }),
    ...(token && { token }),
    ...(credentials && { authenticator: credsAuthenticator(fileBytes(credentials, "queue.credentials")) }),
    ...((tls || own) && {
      tls: {
        ...(ca && { caFile: ca }),
        ...(certificate && { certFile: certificate }),
        ...(key && { keyFile: key }),
      },
    }),
  };
}

function fileBytes(path: string, setting: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new LitweaveError("USAGE", `${setting} is ${path}, which cannot be read`, { cause });
  }
}
