import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { counted, type Data, type Example, openExample } from "./asking.js";
import { concepts } from "./example-concepts.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

let example: Example;
let server: RunningServer;

beforeAll(async () => {
  example = await openExample();
  server = await startServer({ store: example.store, log: () => {}, port: 0 });
});
afterAll(async () => {
  await server.close();
  await example.close();
});

async function lines(query: string): Promise<readonly Data[]> {
  const response = await fetch(new URL(`/export${query}`, server.url));
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "application/x-ndjson; charset=utf-8",
  ]);
  const text = await response.text();
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("GET /export", () => {
  it("gives all of a kind, an object a line", async () => {
    const counts = await example.store.counts();
    expect(await lines("")).toHaveLength(counts.triples);
    expect(await lines("?what=evidence&format=ndjson")).toHaveLength(counts.evidence);
    expect(await lines("?what=concepts")).toHaveLength(counts.concepts);
    const documents = await lines("?what=documents");
    expect(documents).toHaveLength(counts.documents);
    expect(documents[0]).toMatchObject({ id: expect.stringMatching(/^PMID:/u), status: "live" });
    expect(documents[0].mentions.length).toBeGreaterThan(0);
  });

  it("gives what a filter lets through", async () => {
    const { id } = concepts.metformin;
    const all = await lines("?what=triples");
    const some = await lines(`?what=triples&involving=${id}&predicate=treats&minBelief=0.5`);
    expect(some).toEqual(
      all.filter(
        ({ subject, object, predicate, belief }) =>
          [subject, object].includes(id) && predicate === "treats" && belief >= 0.5,
      ),
    );
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    const evidence = await lines(`?what=evidence&involving=${id}&predicate=treats`);
    expect(evidence.every(({ triple }) => triple.predicate === "treats")).toBe(true);
  });

  it.each([
    ["what there is not", "?what=papers", {}, 400],
    ["another format", "?format=xml", {}, 400],
    ["what is no concept", "?involving=metformin", {}, 400],
    ["what is no predicate", "?predicate=likes", {}, 400],
    ["what is no belief", "?minBelief=much", {}, 400],
    ["another site's page", "", { "sec-fetch-site": "cross-site" }, 403],
  ])("refuses %s", async (_name, query, headers, status) => {
    const response = await fetch(new URL(`/export${query}`, server.url), { headers });
    expect(response.status).toBe(status);
    expect(((await response.json()) as Data).error.code).toBe(status === 403 ? "FORBIDDEN" : "BAD_INPUT");
  });

  it("reads no further than the client does, and stops when it goes", async () => {
    const { store, calls } = counted(example.store);
    // A list that never ends, of things as large as pages of evidence are.
    const [found] = (await example.store.triples({}, { first: 1 })).items;
    const item = { ...found!, node: { ...found!.node, note: "x".repeat(10_000) } };
    const endless = new Proxy(store, {
      get: (target, name) =>
        name === "reading"
          ? (signal: AbortSignal) => ({
              ...target.reading(signal),
              async triples() {
                await target.counts();
                return { items: Array(200).fill(item), hasNext: true };
              },
            })
          : Reflect.get(target, name),
    });
    const own = await startServer({ store: endless, log: () => {}, port: 0 });
    const { hostname, port } = new URL(own.url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.pause();
    socket.write("GET /export HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await sleep(1_000);
    const { counts } = calls;
    expect(counts).toBeGreaterThan(0);
    await sleep(500);
    expect(calls.counts, "it reads on although nobody takes it").toBe(counts);
    socket.resume();
    await sleep(500);
    expect(calls.counts).toBeGreaterThan(counts!);
    socket.destroy();
    await sleep(200);
    const after = calls.counts;
    await sleep(300);
    expect(calls.counts, "it reads on although the client is gone").toBe(after);
    await own.close();
  });

  it.each(["triples", "evidence", "concepts", "documents"])(
    "of %s ends the question that the store is at, when its client goes",
    async (what) => {
      const asked: AbortSignal[] = [];
      const pending = new Proxy(example.store, {
        get: (target, name) =>
          name === "reading"
            ? (signal: AbortSignal) => {
                const never = () => {
                  asked.push(signal);
                  return new Promise(() => {});
                };
                const reader = target.reading(signal);
                return { ...reader, triples: never, searchConcepts: never, documents: never };
              }
            : Reflect.get(target, name),
      });
      const own = await startServer({ store: pending, log: () => {}, port: 0 });
      const gone = new AbortController();
      const answer = fetch(new URL(`/export?what=${what}`, own.url), { signal: gone.signal }).then(
        (response) => response.text(),
      );
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      expect(asked[0]!.aborted).toBe(false);
      gone.abort();
      await expect(answer).rejects.toThrow();
      await vi.waitFor(() => expect(asked[0]!.aborted).toBe(true));
      expect(asked).toHaveLength(1);
      await own.close(0);
    },
  );

  it("holds no more of a large graph than of a small one", async () => {
    const [found] = (await example.store.triples({}, { first: 1 })).items;
    // Each page is another, as large as pages of the store are.
    let pages = 0;
    const large = new Proxy(example.store, {
      get: (target, name) =>
        name === "reading"
          ? (signal: AbortSignal) => ({
              ...target.reading(signal),
              async triples() {
                pages += 1;
                const note = `page ${pages} `.repeat(100);
                const items = Array.from({ length: 200 }, () => ({
                  ...found!,
                  node: { ...found!.node, note },
                }));
                return { items, hasNext: pages < 500 };
              },
            })
          : Reflect.get(target, name),
    });
    const own = await startServer({ store: large, log: () => {}, port: 0 });
    const response = await fetch(new URL("/export", own.url));
    const held: number[] = [];
    let bytes = 0;
    let next = 10e6;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes < next) continue;
      next += 10e6;
      collect();
      const { heapUsed, external } = process.memoryUsage();
      held.push(heapUsed + external);
    }
    expect(bytes).toBeGreaterThan(100e6);
    expect(held.length).toBeGreaterThan(8);
    // What has been sent since the first look is ten times as much.
    expect(Math.max(...held) - held[0]!).toBeLessThan(15e6);
    await own.close();
  });
});
