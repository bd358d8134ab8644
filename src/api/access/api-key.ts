import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type Role, rolesOf } from "../roles.js";
import type { Client } from "./client.js";

/** What the server keeps of a key: enough to know it again, not enough to use it. */
export interface StoredKey {
  /** Names the key in lists and logs, and finds it among the others. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** SHA-256 of the whole key, hexadecimal. A key is 256 random bits, so a slow hash would gain nothing. */
  readonly hash: string;
  /** ISO 8601. */
  readonly created: string;
  readonly expires?: string;
}

const idBytes = 6;
const secretBytes = 32;
const shape = /^lw_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/u;

const hashOf = (key: string) => createHash("sha256").update(key).digest();

interface NewKey {
  /** The key itself, which is shown once and kept nowhere. */
  readonly key: string;
  readonly stored: StoredKey;
}

export function makeKey(about: Pick<StoredKey, "name" | "roles" | "expires">): NewKey {
  const id = randomBytes(idBytes).toString("hex");
  const key = `lw_${id}_${randomBytes(secretBytes).toString("base64url")}`;
  return {
    key,
    stored: { id, ...about, hash: hashOf(key).toString("hex"), created: new Date().toISOString() },
  };
}

export const looksLikeKey = (credential: string) => credential.startsWith("lw_");

/** The client whose key this is; undefined when it is nobody's, or its time is over. */
export function clientOfKey(key: string, stored: readonly StoredKey[]): Client | undefined {
  const id = shape.exec(key)?.[1];
  const found = stored.find((one) => one.id === id);
  const given = hashOf(key);
  // As long a comparison for an id that is not there, so that time does not tell which are.
  const same = timingSafeEqual(given, found ? Buffer.from(found.hash, "hex") : hashOf(`not ${key}`));
  if (!found || !same) return undefined;
  const expiresMs = found.expires === undefined ? undefined : Date.parse(found.expires);
  if (expiresMs !== undefined && expiresMs <= Date.now()) return undefined;
  return {
    kind: "key",
    name: found.name,
    roles: rolesOf(found.roles),
    account: `key ${found.id}`,
    ...(expiresMs !== undefined && { expiresMs }),
  };
}
