import { LitweaveError } from "../domain/errors.js";

/** Where a queue is: the servers of NATS, and the name that sets it apart from other queues there. */
export interface QueueAddress {
  readonly servers: readonly string[];
  readonly tls: boolean;
  readonly name: string;
  /** As it may be shown. */
  readonly shown: string;
}

const usualName = "litweave";

/**
 * @example parseAddress("tls://one:4222,two:4222/daily").name === "daily"
 * @throws LitweaveError `USAGE`
 */
export function parseAddress(text: string): QueueAddress {
  const refuse = (
    why: string,
    hint = "give nats://HOST:4222, or nats://HOST:4222/NAME for a queue of that name",
  ) => {
    throw new LitweaveError("USAGE", why, { hint });
  };
  if (text.includes("@")) {
    return refuse(
      "the queue's URL holds a user, a password or a token",
      "write the URL without them; settings of `queue` (queue.tokenFile, queue.credentials) take them, where no log shows them",
    );
  }
  const parts = /^(nats|tls):\/\/([^/?#]+)(?:\/([^/?#]*))?$/u.exec(text);
  if (!parts) return refuse(`“${text}” names no queue`);
  const [, scheme, hosts = "", name] = parts;
  if (name && !/^[A-Za-z0-9_-]{1,64}$/u.test(name)) {
    return refuse(`“${name}” is no name for a queue`, "use up to 64 letters, digits, - and _");
  }
  const servers = hosts.split(",").map((host) => host.trim());
  if (servers.some((host) => host === "" || !URL.canParse(`nats://${host}`)))
    return refuse(`“${text}” names no server`);
  return { servers, tls: scheme === "tls", name: name || usualName, shown: text };
}
