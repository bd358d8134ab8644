import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeKey, type StoredKey } from "../../src/api/access/api-key.js";
import { anonymousClient } from "../../src/api/access/client.js";
import { changeKeys } from "../../src/api/access/key-file.js";
import type { ApiOptions } from "../../src/api/create-api.js";
import { createRate } from "../../src/api/limits/rate.js";
import { linesResponse } from "../../src/api/lines-response.js";
import type { AuditEntry } from "../../src/api/observe/audit.js";
import { type RunningServer, startServer } from "../../src/api/server.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { createIngestor } from "../../src/pipeline/jobs/ingestor.js";
import { lazyStages } from "../../src/pipeline/lazy-stages.js";
import { type Reply, send, stats } from "../api/access/sending.js";
import { openExample } from "../api/asking.js";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const anybody = { anonymous: ["ingest"] as const, local: true, allowedHosts: [], proxies: 1 };

interface Wiring {
  readonly bodyMs?: number;
  store?(store: GraphStore): GraphStore;
}

async function serve(options: ApiOptions, { bodyMs, store = (one) => one }: Wiring = {}) {
  const example = await openExample();
  const folder = mkdtempSync(join(tmpdir(), "litweave-transfers-"));
  const [models, jobs] = [join(folder, "models"), join(folder, "jobs")];
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  // Without models a job is taken and laid on the disk, and fails when it is run.
  const ingestor = createIngestor({
    folder: jobs,
    store: example.store,
    models: lazyStages({ models, terminology: models, cache: models }),
    ncbi: {},
    log,
  });
  const server: RunningServer = await startServer({
    store: store(example.store),
    ingestor,
    log,
    port: 0,
    options: { access: anybody, ...options },
    ...(bodyMs !== undefined && { bodyMs }),
  });
  opened.push(async () => {
    await server.close(0);
    await ingestor.close();
    await example.close();
    rmSync(folder, { recursive: true });
  });
  const get = (path: string, address: string, headers = {}): Promise<Reply> =>
    send(new URL(path, server.url).href, {
      method: "GET",
      headers: { "x-forwarded-for": address, ...headers },
    });
  return { server, jobs, ingestor, logged, get };
}

/** A list that never ends, of things as large as pages of evidence are. */
function endless(store: GraphStore): GraphStore {
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name !== "reading") return value;
      return (signal: AbortSignal) => ({
        ...target.reading(signal),
        async triples() {
          const { items } = await target.triples({}, { first: 1 });
          const [found] = items;
          const item = { ...found!, node: { ...found!.node, note: "x".repeat(10_000) } };
          return { items: Array(200).fill(item), hasNext: true };
        },
      });
    },
  });
}

/** Asks for an export, and takes nothing of it. */
async function exportOf(url: string, address: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /export HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: ${address}\r\n\r\n`);
  await new Promise((resolve) => socket.once("readable", resolve));
  opened.push(async () => socket.destroy());
  return socket;
}

describe("an export", () => {
  it("counts by its objects, and is refused when the client's share is used up", async () => {
    const { get, server } = await serve({ limits: { rate: 20 } });
    const first = await get("/export", "203.0.113.1");
    expect([first.status, first.text.trimEnd().split("\n").length]).toEqual([200, 7]);
    // 7 triples and 1 for the request.
    const second = await get("/export", "203.0.113.1");
    expect(second.headers["ratelimit-remaining"]).toBe("11");
    const headers = { "x-forwarded-for": "203.0.113.1" };
    for (let i = 0; i < 2; i++) await send(server.url, { query: stats, headers });
    const last = await get("/export", "203.0.113.1");
    expect([last.status, last.json.error.code]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
    expect((await get("/export", "203.0.113.2")).status).toBe(200);
  });

  it("asked for with a wrong key counts for the address", async () => {
    const { get } = await serve({ limits: { rate: 2 } });
    const codes: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { status, json } = await get("/export", "203.0.113.1", { "x-api-key": "wrong" });
      codes.push(`${status} ${json.error.code}`);
    }
    expect(codes).toEqual(["401 UNAUTHENTICATED", "401 UNAUTHENTICATED", "429 RATE_LIMITED"]);
  });

  it("that nobody takes keeps its client from another, and no one else", async () => {
    const { get, server } = await serve({ limits: { transfers: 4 } }, { store: endless });
    const held = await exportOf(server.url, "203.0.113.1");
    const refused = await get("/export?what=concepts", "203.0.113.1");
    expect([refused.status, refused.json.error.code, refused.headers["retry-after"]]).toEqual([
      503,
      "OVERLOADED",
      "1",
    ]);
    expect((await get("/export?what=concepts", "203.0.113.2")).status).toBe(200);
    const headers = { "x-forwarded-for": "203.0.113.1" };
    expect((await send(server.url, { query: stats, headers })).status).toBe(200);
    held.destroy();
    await vi.waitFor(async () =>
      expect((await get("/export?what=concepts", "203.0.113.1")).status).toBe(200),
    );
  });

  it("breaks off when the store takes too long, whose question is ended", async () => {
    let asked: AbortSignal | undefined;
    const { get } = await serve(
      { limits: { timeoutMs: 100 } },
      {
        store: (store) =>
          new Proxy(store, {
            get: (target, name) =>
              name === "reading"
                ? (signal: AbortSignal) => {
                    asked = signal;
                    return { ...target.reading(signal), triples: () => new Promise(() => {}) };
                  }
                : Reflect.get(target, name),
          }),
      },
    );
    await expect(get("/export", "203.0.113.1")).rejects.toThrow();
    expect(asked?.reason).toMatchObject({ code: "TIMEOUT" });
    // Its place is free again, and the server lives.
    expect((await get("/export?what=concepts", "203.0.113.1")).status).toBe(200);
  });

  it("breaks off when the store fails on the way, which the log has, and the server goes on", async () => {
    const { get, logged } = await serve(
      {},
      {
        store: (store) => {
          let pages = 0;
          return new Proxy(store, {
            get: (target, name) =>
              name === "reading"
                ? (signal: AbortSignal) => ({
                    ...target.reading(signal),
                    async triples() {
                      pages += 1;
                      if (pages > 1) throw new Error("the disk is gone");
                      const { items } = await target.triples({}, { first: 5 });
                      return { items, hasNext: true };
                    },
                  })
                : Reflect.get(target, name),
          });
        },
      },
    );
    await expect(get("/export", "203.0.113.1")).rejects.toThrow();
    expect(logged.join("\n")).toContain("the disk is gone");
    expect((await get("/export?what=concepts", "203.0.113.1")).status).toBe(200);
  });

  it("is ended when its client takes nothing for a while", async () => {
    let returned = false;
    async function* lines() {
      try {
        for (;;) yield "x".repeat(40_000);
      } finally {
        returned = true;
      }
    }
    const ended = vi.fn();
    const given = { name: "a", ended, failed: vi.fn(), stalledMs: 100 };
    const response = linesResponse(lines(), given, globalThis as never);
    const reader = response.body!.getReader();
    await reader.read();
    await sleep(50);
    expect([returned, ended.mock.calls.length]).toEqual([false, 0]);
    await sleep(150);
    expect(returned).toBe(true);
    expect(ended).toHaveBeenCalled();
    await expect(
      (async () => {
        for (;;) await reader.read();
      })(),
    ).rejects.toThrow("takes nothing");
  });
});

describe("the pace of what lasts", () => {
  const client = anonymousClient(["read"], "203.0.113.1");
  const nobody = { clientOf: async () => client, strangerOf: () => client };

  it("is the client's share: the rest waits for the next window", async () => {
    const rate = createRate(100, nobody, 1);
    const began = performance.now();
    const { signal } = new AbortController();
    for (let i = 0; i < 5; i++) await rate.pace(client, 50, signal);
    // 250 objects at 100 a second.
    expect(performance.now() - began).toBeGreaterThan(1_900);
    // More at once than the share of a window.
    await rate.pace(client, 1_000, signal);
  });

  it("waits no more when nobody does", async () => {
    const rate = createRate(100, nobody, 60);
    const gone = new AbortController();
    await rate.pace(client, 100, gone.signal);
    const waiting = rate.pace(client, 100, gone.signal);
    setTimeout(() => gone.abort(), 50);
    await waiting;
  });
});

describe("an upload", () => {
  const sentSlowly = (url: string, everyMs: number, piece: string, credential = {}) =>
    new Promise<Reply["text"]>((resolve, reject) => {
      const binary = { "content-type": "application/octet-stream" };
      const headers = { ...binary, "x-forwarded-for": "203.0.113.1", ...credential };
      const sent = request(new URL("/ingest?name=slow.txt", url), { method: "POST", headers });
      const more = setInterval(() => sent.write(piece), everyMs);
      sent.write(piece);
      sent.on("close", () => clearInterval(more));
      sent.on("error", reject).on("response", (response) => {
        clearInterval(more);
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve(`${response.statusCode} ${text}`));
      });
    });
  const accept = async (url: string) => {
    const headers = { "content-type": "application/octet-stream", "x-forwarded-for": "203.0.113.2" };
    const reply = await send(new URL("/ingest?name=a.txt", url).href, { body: "Aspirin.", headers });
    expect(reply.status, reply.text).toBe(202);
    return reply.json.job as string;
  };

  it.each([
    ["that comes to a halt", { bodyMs: 200 }, 3_000_000, 60_000, "Of the body came less than", "CANCELLED"],
    ["that takes longer than it may", {}, 400, 20, "was not there within 400 ms", "SLOW_BODY"],
  ])(
    "%s is cut with its code, nothing of it stays, and what was taken before does",
    async (_name, wiring, uploadMs, everyMs, said, outcome) => {
      const audited: AuditEntry[] = [];
      const audit = (entry: AuditEntry) => void audited.push(entry);
      const { server, jobs, ingestor, logged } = await serve({ limits: { uploadMs }, audit }, wiring);
      const before = await accept(server.url);
      const answer = await sentSlowly(server.url, everyMs, "Aspirin prevents stroke. ".repeat(100));
      expect(answer).toMatch(/^408 \{"error":\{"code":"SLOW_BODY"/u);
      expect(answer).toContain(said);
      await vi.waitFor(() => expect(audited.map((one) => one.outcome)).toEqual(["done", outcome]));
      const { field, arguments: given } = audited[1]!.what[0]!;
      expect([field, given.name]).toEqual(["POST /ingest", "slow.txt"]);
      expect(given.bytes).toBeGreaterThanOrEqual(2_500);
      await vi.waitFor(() => expect(readdirSync(jobs)).toEqual([before]));
      expect((await ingestor.jobs(10)).map(({ id }) => id)).toEqual([before]);
      expect(logged.filter((line) => line.startsWith("query failed"))).toEqual([]);
      // Its place is free again.
      await accept(server.url);
    },
  );

  it.each([
    ["revoked", () => []],
    ["given other roles", ([key]: readonly StoredKey[]) => [{ ...key!, roles: ["read" as const] }]],
  ])(
    "is cut within three seconds when its key is %s, also where it waits for its share, and nothing of it stays",
    async (_how, change) => {
      const audited: AuditEntry[] = [];
      const keys = join(mkdtempSync(join(tmpdir(), "litweave-upload-key-")), "keys.json");
      const { key, stored } = makeKey({ name: "nightly", roles: ["ingest"] });
      changeKeys(keys, () => [stored]);
      const { server, jobs, ingestor } = await serve({
        access: { ...anybody, keys },
        audit: (entry) => void audited.push(entry),
        limits: { rate: 10 },
      });
      // What flows lies within the share of a minute for some seconds, what rushes waits for the next minute at once.
      const pieces = ["Aspirin. ", "Aspirin prevents stroke. ".repeat(4_000)];
      const headers = { "x-api-key": key };
      const [flowing, rushing] = pieces.map((piece) => sentSlowly(server.url, 50, piece, headers));
      // Who sends on while the connection is closed may not read the answer.
      const uploads = [flowing!, rushing!.catch(() => "cut")];
      expect(await Promise.race([...uploads, sleep(2_500, "open")])).toBe("open");
      const changedAt = performance.now();
      changeKeys(keys, change);
      const refused = /^401 \{"error":\{"code":"UNAUTHENTICATED".*nothing of it is kept/u;
      expect(await uploads[0]).toMatch(refused);
      if ((await uploads[1]) !== "cut") expect(await uploads[1]).toMatch(refused);
      expect(performance.now() - changedAt).toBeLessThan(3_000);
      await vi.waitFor(() => expect(readdirSync(jobs)).toEqual([]));
      expect(await ingestor.jobs(10)).toEqual([]);
      expect(audited.map(({ client, outcome }) => [client.name, outcome])).toEqual(
        Array(2).fill(["nightly", "UNAUTHENTICATED"]),
      );
      rmSync(dirname(keys), { recursive: true });
    },
  );

  it("counts by its length, and is refused when the client's share is used up", async () => {
    const { server } = await serve({ limits: { rate: 12 } });
    const url = new URL("/ingest?name=a.txt", server.url).href;
    const headers = { "content-type": "application/octet-stream", "x-forwarded-for": "203.0.113.1" };
    const body = "Aspirin prevents stroke. ".repeat(400);
    expect((await send(url, { body, headers })).status).toBe(202);
    const { remaining, status } = await send(url, { body: "a", headers }).then((reply) => ({
      remaining: reply.headers["ratelimit-remaining"],
      status: reply.status,
    }));
    expect([status, remaining]).toEqual([202, "0"]);
    expect((await send(url, { body, headers })).json.error.code).toBe("RATE_LIMITED");
  });
});
