import { LitweaveError } from "../../domain/errors.js";
import type { Role } from "../roles.js";
import { addressOf, networkOf } from "./address.js";
import { clientOfKey, looksLikeKey, type StoredKey } from "./api-key.js";
import { anonymousClient, type Client, localClient } from "./client.js";
import { parseKeyFile } from "./key-file.js";
import { type TokenOptions, tokenReader, unauthenticated } from "./tokens.js";
import { watchedFile } from "./watched-file.js";

export interface AccessOptions {
  /** Roles of whoever sends neither key nor token. Default `read`, and every role where `local` holds. */
  readonly anonymous?: readonly Role[] | undefined;
  /** File of API keys; `litweave key create` writes it. */
  readonly keys?: string | undefined;
  readonly tokens?: TokenOptions | undefined;
  /** Whether only this machine reaches the server. */
  readonly local: boolean;
  /** Names, besides those of this machine, that clients may call the server by. */
  readonly allowedHosts: readonly string[];
  /** Reverse proxies in front of the server. */
  readonly proxies: number;
}

/** What a request says of its sender. */
export interface Asked {
  readonly headers: Pick<Headers, "get" | "has">;
  readonly socketAddress: string | undefined;
}

export interface Access {
  /** @throws GraphQLError `UNAUTHENTICATED`, `SOURCE_UNAVAILABLE` when the issuer's keys cannot be had */
  clientOf(asked: Asked): Promise<Client>;
  /** Who sends what is not known, by address alone, without a role. */
  strangerOf(asked: Asked): Client;
}

/** Headers by which a proxy tells that it passes on what others asked. */
const forwarding = ["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host"] as const;

function credentialOf({ headers }: Asked): string | undefined {
  const authorization = headers.get("authorization");
  if (authorization === null) return headers.get("x-api-key") ?? undefined;
  const token = /^Bearer +([^\s]+)$/iu.exec(authorization.trim())?.[1];
  if (token !== undefined) return token;
  throw unauthenticated(
    "The header “authorization” is not understood",
    "send it as: Bearer, a space, and the key or token",
  );
}

/** @throws LitweaveError `USAGE` when the key file or the keys of tokens cannot be read */
export function createAccess(options: AccessOptions): Access {
  const { anonymous, keys: keyFile, tokens, local, proxies } = options;
  const keys = keyFile === undefined ? undefined : watchedKeys(keyFile);
  const read = tokens && tokenReader(tokens);
  const unconfigured = anonymous === undefined && !keys && !tokens && proxies === 0;

  return {
    async clientOf(asked) {
      const credential = credentialOf(asked);
      if (credential !== undefined) return known(credential);
      // A proxy on this machine that was set up without a word to this server brings in the whole world.
      const forwarded = forwarding.some((header) => asked.headers.has(header));
      if (local && unconfigured && !forwarded) return localClient;
      return clientAt(asked, anonymous ?? ["read"]);
    },
    strangerOf: (asked) => clientAt(asked, []),
  };

  function clientAt({ socketAddress, headers }: Asked, roles: readonly Role[]): Client {
    const address = addressOf({ socketAddress, forwardedFor: headers.get("x-forwarded-for") }, proxies);
    return anonymousClient(roles, networkOf(address));
  }

  async function known(credential: string): Promise<Client> {
    if (looksLikeKey(credential) && keys) {
      const client = clientOfKey(credential, readAgain(keys));
      if (client) return { ...client, isStillKnown: () => isKnownAs(client, credential, keys) };
      throw unauthenticated(
        "The API key is not known here, or its time is over",
        "ask whoever runs the server for one",
      );
    }
    if (!looksLikeKey(credential) && read) return read(credential);
    throw unauthenticated(
      "This server takes no keys or tokens of this kind",
      "send none, or ask whoever runs the server",
    );
  }
}

/** A key file that cannot be read lets nobody in, nor stay. */
function isKnownAs({ roles }: Client, key: string, keys: () => readonly StoredKey[]): boolean {
  try {
    // Each role includes those before it, so that as many are the same.
    return clientOfKey(key, keys())?.roles.size === roles.size;
  } catch {
    return false;
  }
}

/** What is wrong with a file since the server began is the operator's to see: masked, and logged. */
function readAgain<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error((cause as Error).message, { cause });
  }
}

function watchedKeys(file: string) {
  const keys = watchedFile(file, (text, mode) => parseKeyFile(text, mode, file));
  try {
    keys();
  } catch (cause) {
    if (cause instanceof LitweaveError) throw cause;
    throw new LitweaveError(
      "USAGE",
      `The key file ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}`,
      {
        cause,
        hint: "litweave key create makes it",
      },
    );
  }
  return keys;
}
