import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  importSPKI,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import { LitweaveError } from "../../domain/errors.js";
import { httpError } from "../http-error.js";
import { type Role, roleNames, rolesOf } from "../roles.js";
import type { TokenAlgorithm } from "./algorithms.js";
import type { Client } from "./client.js";
import { watchedFile } from "./watched-file.js";

export interface TokenOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys. Give this or `keyFile`. */
  readonly jwksUrl?: string | undefined;
  /** A public key in PEM, or a JWK or a set of them in JSON. */
  readonly keyFile?: string | undefined;
  readonly algorithms: readonly TokenAlgorithm[];
  /** The claim that holds the roles, a list or words between spaces; dots lead into objects: `realm_access.roles`. */
  readonly rolesClaim: string;
}

/** Clocks differ. */
const clockToleranceS = 30;
const askTimeoutMs = 3_000;

function keysOf({ jwksUrl, keyFile }: TokenOptions): JWTVerifyGetKey {
  if (jwksUrl) return createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: askTimeoutMs });
  if (!keyFile)
    throw new LitweaveError("USAGE", "Tokens need keys to be checked with", {
      hint: "set jwksUrl or keyFile",
    });
  const key = watchedFile(keyFile, (text) => localKeys(text, keyFile));
  key();
  return (header, token) => key()(header, token);
}

function localKeys(text: string, file: string): JWTVerifyGetKey {
  if (text.trimStart().startsWith("-----BEGIN PUBLIC KEY-----")) {
    // Its algorithm is among those allowed, which was checked before the key is asked for.
    return ({ alg }) => importSPKI(text, alg);
  }
  try {
    const json = JSON.parse(text);
    return createLocalJWKSet(Array.isArray(json.keys) ? json : { keys: [json] });
  } catch (cause) {
    throw new LitweaveError("USAGE", `${file} holds no key`, {
      cause,
      hint: "give a public key in PEM (BEGIN PUBLIC KEY), or a JWK or JWKS in JSON",
    });
  }
}

function rolesIn(payload: JWTPayload, claim: string): readonly Role[] {
  const value = claim
    .split(".")
    .reduce<unknown>(
      (at, key) => (Object.hasOwn(Object(at), key) ? (at as Record<string, unknown>)[key] : undefined),
      payload,
    );
  const words = typeof value === "string" ? value.split(" ") : Array.isArray(value) ? value : [];
  return roleNames.filter((role) => words.includes(role));
}

/** What is wrong with a token, in words that hold nothing of it. */
function problemOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "The token has expired";
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The token's claim “${error.claim}” is not what it must be`;
  if (error instanceof errors.JOSEAlgNotAllowed) return "The token's algorithm is not allowed";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "The token's signature is wrong";
  if (error instanceof errors.JWKSNoMatchingKey) return "No key of the issuer fits the token";
  return "The token is malformed";
}

/** Whose fault a failed check is: the token's, or that of the keys it should have been checked with. */
function keysAreOut(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return !(error instanceof errors.JOSEError) || error.code === "ERR_JOSE_GENERIC";
}

/** Checks signature, issuer, audience and times of a token, and reads who sends it. */
export function tokenReader(options: TokenOptions): (token: string) => Promise<Client> {
  const { issuer, audience, algorithms, rolesClaim } = options;
  const keys = keysOf(options);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: clockToleranceS,
        requiredClaims: ["exp", "sub"],
      });
      return {
        kind: "token",
        name: String(payload.sub),
        roles: rolesOf(rolesIn(payload, rolesClaim)),
        account: `token ${payload.sub}`,
        expiresMs: Number(payload.exp) * 1000,
      };
    } catch (error) {
      // What is in the key file is the operator's to see.
      if (error instanceof LitweaveError) throw new Error(error.message, { cause: error });
      if (keysAreOut(error)) {
        throw httpError({
          status: 503,
          code: "SOURCE_UNAVAILABLE",
          message: "The issuer's keys cannot be had, so no token can be checked",
          hint: "try again in a moment, or send an API key",
          headers: { "retry-after": "5" },
        });
      }
      throw unauthenticated(problemOf(error), "get a new one from the issuer");
    }
  };
}

/** A refusal of who a client says it is. */
export function unauthenticated(message: string, hint: string) {
  return httpError({
    status: 401,
    code: "UNAUTHENTICATED",
    message,
    hint,
    headers: { "www-authenticate": 'Bearer realm="litweave"' },
  });
}
