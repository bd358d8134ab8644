import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { type Example, openExample } from "./asking.js";

let example: Example;
let server: RunningServer;
let origin: string;

beforeAll(async () => {
  example = await openExample();
  server = await startServer({ store: example.store, log: () => {}, port: 0 });
  origin = new URL(server.url).origin;
});
afterAll(async () => {
  await server.close();
  await example.close();
});

const query = JSON.stringify({ query: "{ stats { triples } }" });

describe("the server", () => {
  it("listens on this machine alone and says where", () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/u);
  });

  it.each([
    ["JSON", { "content-type": "application/json" }],
    ["JSON with the header", { "content-type": "application/json", "x-graphql-yoga-csrf": "1" }],
  ])("answers %s by POST", async (_name, headers) => {
    const response = await fetch(server.url, { method: "POST", headers, body: query });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { stats: { triples: 7 } } });
  });

  it("answers GET with the header", async () => {
    const url = `${server.url}?query=${encodeURIComponent("{ stats { triples } }")}`;
    const response = await fetch(url, { headers: { "x-graphql-yoga-csrf": "1" } });
    expect(await response.json()).toEqual({ data: { stats: { triples: 7 } } });
  });

  it.each([
    ["a form", "POST", "application/x-www-form-urlencoded"],
    ["plain text", "POST", "text/plain"],
    ["a link", "GET", undefined],
  ])("refuses what a foreign page could send: %s", async (_name, method, type) => {
    const url = method === "GET" ? `${server.url}?query={stats{triples}}` : server.url;
    const response = await fetch(url, {
      method,
      ...(type && { headers: { "content-type": type }, body: query }),
    });
    expect(response.status).toBe(403);
    const { errors } = (await response.json()) as {
      errors: { extensions: { code: string; hint: string } }[];
    };
    expect(errors[0]?.extensions.code).toBe("FORBIDDEN");
    expect(errors[0]?.extensions.hint).toContain("x-graphql-yoga-csrf");
  });

  it("grants no other site's page anything", async () => {
    const headers = { origin: "https://elsewhere.example", "access-control-request-method": "POST" };
    const response = await fetch(server.url, { method: "OPTIONS", headers });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("shows GraphiQL to a browser, with nothing to be fetched from elsewhere", async () => {
    const response = await fetch(server.url, { headers: { accept: "text/html" } });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain("Welcome to Litweave");
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="?https?:/u);
  });

  it("leads from / to the API, tells its health and what is not there", async () => {
    const home = await fetch(`${origin}/`, { redirect: "manual" });
    expect([home.status, home.headers.get("location")]).toEqual([302, "/graphql"]);
    const health = await fetch(`${origin}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
    const nowhere = await fetch(`${origin}/papers/health`);
    expect(nowhere.status).toBe(404);
    expect(await nowhere.text()).toContain("/graphql");
  });

  it("refuses a body larger than any query", async () => {
    const body = JSON.stringify({
      query: "{ stats { triples } }",
      variables: { text: "a".repeat(2_000_000) },
    });
    const headers = { "content-type": "application/json" };
    expect((await fetch(server.url, { method: "POST", headers, body })).status).toBe(413);
  });

  it("says so when the port is taken", async () => {
    const { port } = new URL(server.url);
    await expect(
      startServer({ store: example.store, log: () => {}, port: Number(port) }),
    ).rejects.toMatchObject({ code: "USAGE", message: `Port ${port} of 127.0.0.1 is in use` });
  });

  it("can be without GraphiQL", async () => {
    const options = { graphiql: false };
    const plain = await startServer({ store: example.store, log: () => {}, port: 0, options });
    const response = await fetch(plain.url, { headers: { accept: "text/html" } });
    expect(await response.text()).not.toContain("Welcome");
    await plain.close();
  });
});

describe("closing", () => {
  it("lets a request under way end, takes no new one and frees the port", async () => {
    const own = await startServer({ store: example.store, log: () => {}, port: 0 });
    const { port } = new URL(own.url);
    const headers = { "content-type": "application/json", "content-length": query.length };
    const half = httpRequest(own.url, { method: "POST", headers });
    const answered = new Promise<string>((resolve, reject) => {
      half.on("error", reject).on("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve(text));
      });
    });
    half.write(query.slice(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = own.close();
    await expect(fetch(own.url)).rejects.toThrow();
    half.end(query.slice(10));
    expect(JSON.parse(await answered)).toEqual({ data: { stats: { triples: 7 } } });
    await closed;
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(port), "127.0.0.1", resolve));
    expect((other.address() as AddressInfo).port).toBe(Number(port));
    other.close();
  });

  it("does not wait for ever for one that never ends", async () => {
    const own = await startServer({ store: example.store, log: () => {}, port: 0 });
    const stuck = httpRequest(own.url, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": 100 },
    });
    const cut = new Promise((resolve) => stuck.on("error", resolve));
    stuck.write("{");
    await new Promise((resolve) => setTimeout(resolve, 100));
    await own.close(50);
    expect(await cut).toMatchObject({ code: "ECONNRESET" });
  });
});
