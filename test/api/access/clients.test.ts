import { isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, isLoopback, networkOf } from "../../../src/api/access/address.js";
import { roleOfField } from "../../../src/api/access/field-roles.js";
import { rolesOf } from "../../../src/api/roles.js";
import { loadSchema } from "../../../src/api/schema.js";
import { type RunningServer, startServer } from "../../../src/api/server.js";
import { type Example, openExample } from "../asking.js";
import { exampleAnnotator } from "../example-annotator.js";
import { send, stats } from "./sending.js";

let example: Example;
const servers: RunningServer[] = [];

beforeAll(async () => {
  example = await openExample();
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await example.close();
});

async function started(access: object, host = "127.0.0.1"): Promise<RunningServer> {
  const defaults = { local: isLoopback(host), allowedHosts: [], proxies: 0 };
  const input = { store: example.store, annotator: exampleAnnotator, log: () => {}, port: 0, host };
  const server = await startServer({ ...input, options: { access: { ...defaults, ...access } } });
  servers.push(server);
  return server;
}

const link = '{ link(mention: "aspirin") { ids } }';

describe("who sends neither key nor token", () => {
  it("at this machine has every role, while nothing else is said", async () => {
    const server = await started({});
    expect((await send(server.url, { query: link })).code).toBeUndefined();
  });

  it("through a proxy that the server was not told of is anybody", async () => {
    const server = await started({});
    for (const header of ["x-forwarded-for", "forwarded", "via", "x-real-ip"]) {
      expect((await send(server.url, { query: link, headers: { [header]: "203.0.113.9" } })).code).toBe(
        "FORBIDDEN",
      );
    }
  });

  it("may only read at any other address", async () => {
    const server = await started({}, "0.0.0.0");
    const url = server.url.replace("0.0.0.0", "127.0.0.1");
    expect((await send(url, { query: stats })).status).toBe(200);
    expect((await send(url, { query: link })).code).toBe("FORBIDDEN");
  });

  it("may do what anonymous may, also at this machine", async () => {
    const server = await started({ anonymous: ["annotate"] });
    expect((await send(server.url, { query: link })).code).toBeUndefined();
    const strict = await started({ anonymous: ["read"] });
    expect((await send(strict.url, { query: link })).code).toBe("FORBIDDEN");
  });

  it("is told to say who it is where nobody is anonymous", async () => {
    const server = await started({ anonymous: [] });
    const { status, code } = await send(server.url, { query: stats });
    expect([status, code]).toEqual([401, "UNAUTHENTICATED"]);
    expect((await send(new URL("/health", server.url).href, { method: "GET" })).status).toBe(200);
  });
});

describe("the name that the server is called by", () => {
  it.each(["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example"])(
    "“%s” is refused at this machine",
    async (host) => {
      const server = await started({});
      const { status, code } = await send(server.url, { query: stats, headers: { host } });
      expect([status, code]).toEqual([421, "FORBIDDEN"]);
    },
  );

  it.each([
    "localhost",
    "localhost:4000",
    "127.0.0.1:80",
    "[::1]:4000",
    "graph.localhost",
    "Graph.Example:443",
  ])("“%s” is good", async (host) => {
    const server = await started({ allowedHosts: ["graph.example"] });
    expect((await send(server.url, { query: stats, headers: { host } })).status).toBe(200);
  });

  it("is any at another address, until some are given", async () => {
    const open = await started({}, "0.0.0.0");
    const url = open.url.replace("0.0.0.0", "127.0.0.1");
    expect((await send(url, { query: stats, headers: { host: "any.example" } })).status).toBe(200);
    const named = await started({ allowedHosts: ["graph.example"] }, "0.0.0.0");
    const other = named.url.replace("0.0.0.0", "127.0.0.1");
    expect((await send(other, { query: stats, headers: { host: "any.example" } })).status).toBe(421);
    expect(
      (await send(new URL("/health", other).href, { method: "GET", headers: { host: "10.0.0.7" } })).status,
    ).toBe(200);
  });
});

describe("roles", () => {
  it("each include those before", () => {
    expect([...rolesOf(["ingest"])]).toEqual(["read", "annotate", "ingest"]);
    expect([...rolesOf(["read", "annotate"])]).toEqual(["read", "annotate"]);
    expect(rolesOf([]).size).toBe(0);
  });

  it("are asked for by every field that computes or writes, and by name of fields that there are", () => {
    const fields = Object.values(loadSchema().getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => [type.name, field] as const));
    const asking = fields.filter(([type, field]) => roleOfField(type, field) === "annotate");
    expect(asking.map((name) => name.join(".")).sort()).toEqual([
      "Concept.similar",
      "Query.annotate",
      "Query.embed",
      "Query.link",
      "Query.links",
      "Query.suggestHeadings",
    ]);
    for (const [type, field] of fields)
      if (type === "Mutation") expect(roleOfField(type, field)).not.toBe("read");
  });

  it.each([
    '{ annotate(text: "aspirin") { text } }',
    link,
    '{ links(items: [{mention: "aspirin"}]) { ids } }',
    '{ embed(texts: ["aspirin"]) { dim } }',
    '{ suggestHeadings(text: "aspirin") { score } }',
    '{ concept(id: "MESH:D001241") { similar { score } } }',
  ])("%s is not for who may only read", async (query) => {
    const server = await started({ anonymous: ["read"] });
    expect((await send(server.url, { query })).code).toBe("FORBIDDEN");
    const able = await started({ anonymous: ["annotate"] });
    expect((await send(able.url, { query })).code).toBeUndefined();
  });
});

describe("an address", () => {
  it("is the socket's, or that which the last trusted proxy saw", () => {
    const incoming = { socketAddress: "::ffff:10.0.0.1", forwardedFor: "6.6.6.6, 203.0.113.9, 10.0.0.2" };
    expect(addressOf(incoming, 0)).toBe("10.0.0.1");
    expect(addressOf(incoming, 1)).toBe("10.0.0.2");
    expect(addressOf(incoming, 2)).toBe("203.0.113.9");
    expect(addressOf({ ...incoming, forwardedFor: null }, 1)).toBe("10.0.0.1");
  });

  it("of IPv6 counts by its /64", () => {
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(networkOf("2001:db8::6")).toBe("2001:db8:0:0::/64");
    expect(networkOf("::1")).toBe("0:0:0:0::/64");
    expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
  });
});
