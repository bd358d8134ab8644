import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { send, stats } from "./access/sending.js";

/** A store of which `stats` asks a question that never ends, and nothing else does. */
export interface Slow {
  readonly store: GraphStore;
  /** Resolves once the question is under way; what it gives tells whether that has ended, where it is worked at. */
  begun(): Promise<() => Promise<boolean>>;
  close(): Promise<void>;
}

const quick = '{ concepts(text: "stroke") { edges { node { id } } } }';

/**
 * Holds a store to it that a request which ends takes its question along, in the process or the server that works at it.
 *
 * @param timeoutMs of a request; every other question is answered sooner
 */
export function describeBrokenOff(open: () => Promise<Slow>, timeoutMs: number): void {
  describe("a request that is broken off", () => {
    let slow: Slow;
    let server: RunningServer;
    beforeAll(async () => {
      slow = await open();
      server = await startServer({
        store: slow.store,
        log: () => {},
        port: 0,
        options: { limits: { timeoutMs } },
      });
      expect((await send(server.url, { query: quick })).status).toBe(200);
    });
    afterAll(async () => {
      await server.close(0);
      await slow.close();
    });

    it("by its time is told so, its question is ended, and the next is answered", async () => {
      const answer = send(server.url, { query: stats });
      const hasEnded = await slow.begun();
      const { status, code } = await answer;
      expect([status, code]).toEqual([504, "TIMEOUT"]);
      await vi.waitFor(async () => expect(await hasEnded()).toBe(true), 10_000);
      expect((await send(server.url, { query: quick })).json.data.concepts.edges).toHaveLength(1);
    });

    it("by its client, who goes away, takes its question along, and the next is answered", async () => {
      const left = request(server.url, { method: "POST", headers: { "content-type": "application/json" } });
      left.on("error", () => {});
      left.end(JSON.stringify({ query: stats }));
      const hasEnded = await slow.begun();
      expect(await hasEnded()).toBe(false);
      const leftAt = performance.now();
      left.destroy();
      await vi.waitFor(async () => expect(await hasEnded()).toBe(true), 10_000);
      expect(performance.now() - leftAt, "it was ended by its time, not by its client").toBeLessThan(
        timeoutMs - 500,
      );
      expect((await send(server.url, { query: quick })).json.data.concepts.edges).toHaveLength(1);
    });
  });
}
