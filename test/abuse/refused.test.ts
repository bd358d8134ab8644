import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { send, stats } from "../api/access/sending.js";
import { corpus } from "./corpus.js";
import { type Served, serve } from "./served.js";

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

describe("a request that means harm", () => {
  it.each(corpus)(
    "($name) is refused with its code, and the store is not asked",
    async ({ name: _, code, ...sent }) => {
      served.calls();
      const reply = await send(served.url, sent);
      expect(reply.code, reply.text.slice(0, 500)).toBe(code);
      expect(served.calls()).toBe(0);
      expect(reply.json.data ?? null, "nothing is answered beside it").toBeNull();
      // What is sent back is no weapon either.
      expect(reply.text.length).toBeLessThan(5_000);
    },
  );

  it("leaves the server answering, and nothing of ours in its log", async () => {
    expect((await send(served.url, { query: stats })).json).toEqual({ data: { stats: { triples: 7 } } });
    expect(served.logged.join("\n")).toBe("");
  });
});

describe("what may be switched off", () => {
  it("introspection is refused by its names, and nothing is suggested in its place", async () => {
    const own = await serve({ introspection: false });
    for (const query of ["{ __schema { types { name } } }", '{ __type(name: "Query") { name } }']) {
      own.calls();
      const { code } = await send(own.url, { query });
      expect([code, own.calls()]).toEqual(["GRAPHQL_VALIDATION_FAILED", 0]);
    }
    expect((await send(own.url, { query: "{ stats { triple } }" })).text).not.toContain("triples");
    expect((await send(own.url, { query: "{ __typename stats { triples } }" })).status).toBe(200);
    await own.close();
  });
});
