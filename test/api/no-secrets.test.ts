import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeKey } from "../../src/api/access/api-key.js";
import { changeKeys } from "../../src/api/access/key-file.js";
import { openStore } from "../../src/store/open-store.js";
import { modelOptions } from "../models.js";
import { issuedToken, issuer } from "./access/issued.js";
import { send, stats } from "./access/sending.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-secrets-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("what the server writes", () => {
  it("holds no secret: not in its log, its audit, its metrics, or an answer", async () => {
    const place = join(folder, "graph");
    await openStore(place).then((store) => store.close());
    const [keys, audit, issuerKey] = ["keys.json", "audit.jsonl", "issuer.pem"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const known = makeKey({ name: "nightly", roles: ["admin"] });
    changeKeys(keys, () => [known.stored]);
    const [own, foreign] = [await issuedToken(), await issuedToken()];
    writeFileSync(issuerKey, own.publicKey);
    const unknown = makeKey({ name: "nobody", roles: ["admin"] }).key;
    const settings = {
      NEO4J_PASSWORD: "neo4j-password-3f9c",
      NCBI_API_KEY: "ncbi-key-77d1",
      LITWEAVE_ACCESS_KEYS: keys,
      LITWEAVE_ACCESS_TOKENS_ISSUER: issuer,
      LITWEAVE_ACCESS_TOKENS_KEY_FILE: issuerKey,
      LITWEAVE_HTTP_AUDIT: audit,
    };
    // The sources, not what is built of them, which may be older: tsc makes one from the other file by file, and changes no text.
    const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
    const args = ["serve", "--store", place, "--port", "0", "--cache", modelOptions.cache];
    const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
      env: { ...process.env, ...settings },
    });
    let written = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        written += text;
      });
    }
    await once(child.stdout, "data");
    const url = /http:\S+/u.exec(written)?.[0] ?? "";
    const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
    const asked = [
      [known.key, stats, undefined],
      [known.key, 'mutation { deleteDocuments(ids: ["no id"]) { id } }', "BAD_INPUT"],
      [known.key, 'mutation { deleteDocuments(ids: ["PMID:1"]) { id } }', undefined],
      [known.key, "{", "GRAPHQL_PARSE_FAILED"],
      [unknown, stats, "UNAUTHENTICATED"],
      [own.token, stats, undefined],
      [own.token, 'mutation { deleteDocuments(ids: ["PMID:1"]) { id } }', "FORBIDDEN"],
      [foreign.token, stats, "UNAUTHENTICATED"],
    ] as const;
    let answers = "";
    for (const [credential, query, code] of asked) {
      const reply = await send(url, { query, headers: bearer(credential) });
      expect(reply.code, reply.text).toBe(code);
      answers += reply.text + JSON.stringify(reply.headers);
    }
    // Where none belongs: in URLs, another header, a cookie, a document's name, what is sent as a text, and on other routes.
    const asIs = (path: string, method: string, headers: Record<string, string>, body?: string) =>
      send(new URL(path, url).href, { method, headers, ...(body !== undefined && { body }) });
    const misplaced = [
      await asIs(`/graphql?query={stats{triples}}&api_key=${known.key}`, "GET", {}),
      await asIs(`/graphql?access_token=${own.token}`, "POST", {}, "{"),
      await asIs(`/export?what=${known.key}`, "GET", bearer(known.key)),
      await asIs(`/nowhere/${known.key}?token=${own.token}`, "GET", {}),
      await asIs("/graphql", "POST", { "x-api-key": known.key, cookie: `key=${own.token}` }, "[]"),
      await asIs("/graphql", "POST", { authorization: `Basic ${btoa(`a:${unknown}`)}` }, "{}"),
      await asIs("/graphql", "POST", { authorization: known.key }, "{}"),
      await asIs("/graphql", "POST", { ...bearer(known.key), host: known.key }, "{}"),
      await asIs("/ingest?name=a.txt", "POST", { "x-api-key": unknown }, "text"),
    ];
    for (const { status } of misplaced) expect(status).toBeGreaterThanOrEqual(400);
    const headersOfMisplaced = misplaced.map(({ headers }) => JSON.stringify(headers)).join("");
    // What has become unreadable while the server runs is the operator's to see, in the log.
    writeFileSync(keys, "{");
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const failed = await send(url, { query: stats, headers: bearer(known.key) });
    expect(failed.code).toBe("INTERNAL");
    const metrics = await send(new URL("/metrics", url).href, { method: "GET", headers: bearer(own.token) });
    expect(metrics.text).toContain("litweave_requests_total");
    child.kill("SIGTERM");
    await once(child, "close");
    const kept = readFileSync(audit, "utf8");
    expect(kept).toContain("nightly");
    expect(written).toContain("query failed");
    const secrets = [
      known.key,
      unknown,
      own.token,
      foreign.token,
      settings.NEO4J_PASSWORD,
      settings.NCBI_API_KEY,
    ];
    const signatures = [own.token, foreign.token].map((one) => one.split(".")[2] ?? one);
    for (const secret of [...secrets, ...signatures, known.stored.hash]) {
      for (const text of [written, kept, answers, headersOfMisplaced, failed.text, metrics.text])
        expect(text).not.toContain(secret);
    }
  });
});

describe("a password in a URL", () => {
  const password = "pass-word-51b7";
  const settings = [
    { LITWEAVE_ACCESS_TOKENS_JWKS_URL: `https://reader:${password}@login.example.org/keys` },
    { LITWEAVE_ACCESS_TOKENS_JWKS_URL: `https//reader:${password}@login.example.org/keys` },
    { LITWEAVE_TRACES_ENDPOINT: `http://reader:${password}@localhost:4318` },
    { LITWEAVE_STORE: `bolt://neo4j:${password}@localhost:7687` },
    { LITWEAVE_PORT: "none", NEO4J_PASSWORD: password },
  ];

  it.concurrent.each(settings)(
    "%s is refused and not repeated, whatever is asked for",
    async (environment) => {
      const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
      const child = spawn(process.execPath, ["--import", "tsx", main, "serve", "--port", "0"], {
        env: { ...process.env, NODE_DEBUG: "", ...environment },
      });
      let written = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          written += text;
        });
      }
      const [code] = await once(child, "close");
      expect(code).not.toBe(0);
      expect(written).toMatch(/^litweave: /mu);
      expect(written).not.toContain(password);
    },
  );
});
