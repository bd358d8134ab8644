import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TokenOptions } from "../../../src/api/access/tokens.js";
import { type RunningServer, startServer } from "../../../src/api/server.js";
import { type Example, openExample } from "../asking.js";
import { exampleAnnotator } from "../example-annotator.js";
import { subscribe } from "../sse.js";
import { send, stats } from "./sending.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-tokens-"));
const issuer = "https://login.example.org/";
const audience = "litweave";
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
const keyFile = join(folder, "issuer.pem");
writeFileSync(keyFile, pem);

let example: Example;
let jwks: Server;
let asksForKeys = 0;
const servers: RunningServer[] = [];

async function started(tokens: Partial<TokenOptions>): Promise<RunningServer> {
  const server = await startServer({
    store: example.store,
    annotator: exampleAnnotator,
    log: () => {},
    port: 0,
    options: {
      access: {
        anonymous: [],
        tokens: { issuer, audience, algorithms: ["ES256"], rolesClaim: "roles", ...tokens },
        local: true,
        allowedHosts: [],
        proxies: 0,
      },
    },
  });
  servers.push(server);
  return server;
}

interface Made {
  readonly claims?: JWTPayload;
  readonly key?: KeyObject | Uint8Array;
  readonly alg?: string;
  readonly kid?: string;
}

const made = ({ claims = {}, key = privateKey, alg = "ES256", kid }: Made = {}) =>
  new SignJWT({
    sub: "alice",
    roles: ["read"],
    iss: issuer,
    aud: audience,
    exp: Date.now() / 1000 + 60,
    ...claims,
  })
    .setProtectedHeader({ alg, ...(kid && { kid }) })
    .sign(key);

const asked = (server: RunningServer, token: string, query = stats) =>
  send(server.url, { query, headers: { authorization: `Bearer ${token}` } });

beforeAll(async () => {
  example = await openExample();
  const published = { keys: [{ ...(await exportJWK(publicKey)), kid: "one", alg: "ES256" }] };
  jwks = createServer((_request, response) => {
    asksForKeys += 1;
    response.setHeader("content-type", "application/json").end(JSON.stringify(published));
  });
  await new Promise<void>((resolve) => jwks.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  for (const server of servers) await server.close();
  jwks.close();
  await example.close();
});

describe("a token checked with a key file", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await started({ keyFile });
  });

  it("lets in with the roles of its claim, as a list or words", async () => {
    expect((await asked(server, await made())).json).toEqual({ data: { stats: { triples: 7 } } });
    const link = '{ link(mention: "aspirin") { ids } }';
    expect((await asked(server, await made(), link)).code).toBe("FORBIDDEN");
    const words = await made({ claims: { roles: "openid annotate" } });
    expect((await asked(server, words, link)).code).toBeUndefined();
  });

  it("without a role is known, and may do nothing", async () => {
    const { status, code } = await asked(server, await made({ claims: { roles: ["superuser"] } }));
    expect([status, code]).toEqual([403, "FORBIDDEN"]);
  });

  const soon = Date.now() / 1000 + 60;
  const wrong: readonly (readonly [string, () => Promise<string> | string, RegExp])[] = [
    ["of another issuer", () => made({ claims: { iss: "https://elsewhere.example" } }), /claim “iss”/u],
    ["for another audience", () => made({ claims: { aud: "others" } }), /claim “aud”/u],
    ["that is over", () => made({ claims: { exp: Date.now() / 1000 - 120 } }), /has expired/u],
    ["that is not yet good", () => made({ claims: { nbf: soon } }), /claim “nbf”/u],
    ["without an end", () => made({ claims: { exp: undefined } as never }), /claim “exp”/u],
    ["without a subject", () => made({ claims: { sub: undefined } as never }), /claim “sub”/u],
    [
      "signed by another key",
      () => made({ key: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey }),
      /signature is wrong/u,
    ],
    [
      "that says it needs no signature",
      () =>
        new UnsecuredJWT({ sub: "alice", roles: ["admin"], iss: issuer, aud: audience, exp: soon }).encode(),
      /malformed|not allowed/u,
    ],
    [
      "signed with the public key as if it were a shared secret",
      () => made({ alg: "HS256", key: new TextEncoder().encode(pem) }),
      /algorithm is not allowed/u,
    ],
    [
      "changed after it was signed",
      async () => {
        const [header, , signature] = (await made()).split(".");
        const claims = { sub: "alice", roles: ["admin"], iss: issuer, aud: audience, exp: soon };
        return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
      },
      /signature is wrong/u,
    ],
    ["that is none", () => "a.b.c", /malformed/u],
    ["that is empty within", () => "..", /malformed/u],
  ];

  it.each(wrong)("%s is refused", async (_name, token, message) => {
    const { status, code, json, text } = await asked(server, await token());
    expect([status, code]).toEqual([401, "UNAUTHENTICATED"]);
    expect(json.errors[0].message).toMatch(message);
    expect(text).not.toContain("eyJ");
  });
});

describe("a token checked with published keys", () => {
  it("is, and the keys are asked for once", async () => {
    const { port } = jwks.address() as AddressInfo;
    const server = await started({ jwksUrl: `http://127.0.0.1:${port}/keys` });
    for (let i = 0; i < 3; i++) expect((await asked(server, await made({ kid: "one" }))).status).toBe(200);
    expect(asksForKeys).toBe(1);
    expect((await asked(server, await made({ kid: "two" }))).json.errors[0].message).toContain(
      "No key of the issuer",
    );
  });

  it("is not the token's fault when they cannot be had", async () => {
    const server = await started({ jwksUrl: "http://127.0.0.1:9/keys" });
    const { status, code } = await asked(server, await made({ kid: "one" }));
    expect([status, code]).toEqual([503, "SOURCE_UNAVAILABLE"]);
  });
});

it("a subscription ends with the token that opened it", async () => {
  const server = await started({ keyFile });
  const lastsMs = 2_000;
  const exp = (Date.now() + lastsMs) / 1_000;
  const authorization = `Bearer ${await made({ claims: { exp } })}`;
  const query = "subscription { tripleChanges { at } }";
  const { status, items } = await subscribe(server.url, query, {}, { authorization });
  expect(status).toBe(200);
  const beganAt = performance.now();
  expect(await items.next()).toEqual({ done: true, value: undefined });
  const tookMs = performance.now() - beganAt;
  expect(tookMs).toBeGreaterThan(lastsMs / 2);
  expect(tookMs).toBeLessThan(lastsMs + 1_000);
});

it("roles may lie deep in a token, and only in its own claims", async () => {
  const server = await started({ keyFile, rolesClaim: "realm_access.roles" });
  const deep = await made({ claims: { realm_access: { roles: ["read"] } } });
  expect((await asked(server, deep)).status).toBe(200);
  expect((await asked(server, await made())).status).toBe(403);
  const odd = await started({ keyFile, rolesClaim: "constructor.name" });
  expect((await asked(odd, await made())).status).toBe(403);
});

it("a key file that holds none is told at the start", async () => {
  const empty = join(folder, "empty.json");
  writeFileSync(empty, "nothing");
  await expect(started({ keyFile: empty })).rejects.toMatchObject({ code: "USAGE" });
});
