import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSchema, createYoga } from "graphql-yoga";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuditEntry, auditPlugin } from "../../src/api/observe/audit.js";
import { openAudit } from "../../src/cli/audit-file.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { type Served, serve } from "../abuse/served.js";
import { send, stats } from "./access/sending.js";
import { asking, openExample } from "./asking.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-operating-"));
let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const at = (path: string, from = served) => send(new URL(path, from.url).href, { method: "GET" });

describe("/ready", () => {
  it("says that the store answers, and no more once the server drains or the store is gone", async () => {
    expect((await at("/ready")).json).toEqual({ status: "ready" });
    const example = await openExample();
    const { api } = asking(example.store);
    const status = async () => (await api.fetch("http://localhost/ready")).status;
    expect(await status()).toBe(200);
    api.drain();
    expect([await status(), (await api.fetch("http://localhost/health")).status]).toEqual([503, 200]);
    const other = asking(example.store).api;
    await example.close();
    expect((await other.fetch("http://localhost/ready")).status).toBe(503);
  });
});

describe("/metrics", () => {
  it("counts requests by kind and outcome, and what the store was asked", async () => {
    await send(served.url, { query: stats });
    await send(served.url, { query: '{ triple(id: "x") { id } }' });
    const { text } = await at("/metrics");
    expect(text).toMatch(/litweave_requests_total\{operation="query",outcome="ok"\} [1-9]/u);
    expect(text).toMatch(/litweave_requests_total\{operation="query",outcome="BAD_INPUT"\} [1-9]/u);
    expect(text).toMatch(/litweave_store_seconds_count\{question="counts",outcome="ok"\} [1-9]/u);
    expect(text).toMatch(/litweave_request_cost_count [1-9]/u);
    expect(text).toContain("process_cpu_seconds_total");
  });

  it("is for those who are known, or anyone, or nobody", async () => {
    const access = { anonymous: ["read" as const], local: true, allowedHosts: [], proxies: 0 };
    for (const [metrics, status] of [
      ["known", 401],
      ["anyone", 200],
      ["off", 404],
    ] as const) {
      const own = await serve({ access, metrics });
      expect((await at("/metrics", own)).status).toBe(status);
      await own.close();
    }
  });
});

describe("the headers of an answer", () => {
  it("let no browser take it for something else, or show it in a frame", async () => {
    for (const path of ["/graphql", "/health", "/nowhere"]) {
      const { headers } = await at(path);
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    }
    const data = await send(served.url, { query: stats });
    expect(data.headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it("let pages of those sites ask that may, and of no other", async () => {
    const own = await serve({ origins: ["https://graph.example"] });
    const asked = async (origin: string) => {
      const headers = { origin, "access-control-request-method": "POST" };
      return (await send(own.url, { method: "OPTIONS", headers })).headers["access-control-allow-origin"];
    };
    expect(await asked("https://graph.example")).toBe("https://graph.example");
    expect(await asked("https://evil.example")).not.toBe("https://evil.example");
    expect(await asked("https://evil.example")).not.toBe("*");
    await own.close();
  });
});

describe("trusted documents", () => {
  const text = "query Counts { stats { triples } }";
  writeFileSync(join(folder, "counts.graphql"), text);
  const hash = createHash("sha256").update(text).digest("hex");
  const byId = (id: string) => ({
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } }),
  });

  it("are answered by name and hash, beside others or alone", async () => {
    const own = await serve({ documents: { from: folder, only: false } });
    for (const id of ["counts", hash])
      expect((await send(own.url, byId(id))).json.data.stats.triples).toBe(7);
    expect((await send(own.url, byId("other"))).code).toBe("NOT_FOUND");
    expect((await send(own.url, { query: stats })).code).toBeUndefined();
    await own.close();
    const strict = await serve({ documents: { from: folder, only: true } });
    expect((await send(strict.url, byId(hash))).json.data.stats.triples).toBe(7);
    strict.calls();
    // By its text too, to the letter.
    for (const query of [stats, `${text} `]) {
      expect([(await send(strict.url, { query })).code, strict.calls()]).toEqual(["FORBIDDEN", 0]);
    }
    expect((await send(strict.url, { query: text })).json.data.stats.triples).toBe(7);
    await strict.close();
  });

  it("that are none are told at the start", async () => {
    const file = join(folder, "bad.json");
    writeFileSync(file, '{"a": "query {"}');
    await expect(serve({ documents: { from: file, only: false } })).rejects.toMatchObject({ code: "USAGE" });
  });
});

describe("the audit", () => {
  it("keeps who had what written and what came of it, with long texts cut short", async () => {
    const file = join(folder, "audit.jsonl");
    const audit = openAudit(file, openTerminal(false));
    const schema = createSchema<{ client: AuditEntry["client"] }>({
      typeDefs: "type Query { a: Int } type Mutation { put(text: String!, ids: [ID!]): Int fail: Int }",
      resolvers: {
        Mutation: {
          put: () => 1,
          fail: () => {
            throw new Error("no");
          },
        },
      },
    });
    const client = { kind: "key", name: "nightly", account: "key 0123" };
    const yoga = createYoga({
      schema,
      context: { client },
      logging: false,
      plugins: [auditPlugin(audit) as never],
    });
    const ask = (query: string, variables?: unknown) =>
      yoga.fetch("http://localhost/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
    await ask("mutation ($t: String!) { ...p } fragment p on Mutation { put(text: $t, ids: [1]) }", {
      t: "x".repeat(5000),
    });
    await ask("mutation { fail }");
    await ask("{ a }");
    const entries = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as AuditEntry);
    expect(entries).toMatchObject([
      {
        client,
        what: [{ field: "put", arguments: { text: expect.stringMatching(/^x{200}… \(5000/u), ids: [1] } }],
        outcome: "done",
      },
      { client, what: [{ field: "fail", arguments: {} }], outcome: "INTERNAL" },
    ]);
    expect(Date.parse(entries[0]!.at)).toBeGreaterThan(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
