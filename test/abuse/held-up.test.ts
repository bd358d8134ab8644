import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { send, stats } from "../api/access/sending.js";
import { subscribe } from "../api/sse.js";
import { type Served, serve } from "./served.js";

let served: Served | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const anybody = { anonymous: ["read"] as const, local: true, allowedHosts: [], proxies: 0 };

describe("bodies that come slowly", () => {
  it("are cut off after their time, with their code, and hold nobody else up", async () => {
    served = await serve({ limits: { concurrent: 2 } }, 300);
    const { url } = served;
    const slow = Array.from(
      { length: 60 },
      () =>
        new Promise<string>((resolve, reject) => {
          const sent = request(url, {
            method: "POST",
            headers: { "content-type": "application/json", "content-length": 1_000 },
          });
          sent.on("error", reject).on("response", (response) => {
            let text = "";
            response.on("data", (chunk) => {
              text += chunk;
            });
            response.on("end", () => resolve(`${response.statusCode} ${text}`));
          });
          sent.write('{"query": "');
        }),
    );
    for (let i = 0; i < 5; i++) expect((await send(url, { query: stats })).status).toBe(200);
    for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^408 .*SLOW_BODY/u);
    expect((await send(url, { query: stats })).status).toBe(200);
    expect(served.logged.join("\n")).toBe("");
  });

  it("without an end are cut off at the limit", async () => {
    served = await serve({ limits: { bodyBytes: 10_000 } });
    const { hostname, port } = new URL(served.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname);
      let text = "";
      socket.on("error", () => resolve(text)).on("close", () => resolve(text));
      socket.on("data", (chunk) => {
        text += chunk;
        socket.destroy();
      });
      socket.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
      socket.write("Transfer-Encoding: chunked\r\n\r\n");
      const more = setInterval(() => socket.write(`1000\r\n${"a".repeat(4096)}\r\n`), 5);
      socket.on("close", () => clearInterval(more));
    });
    expect(answer).toContain("413");
    expect(answer).toContain("REQUEST_ENTITY_TOO_LARGE");
  });
});

describe("the same request, sent again and again", () => {
  it("is refused once the client's share is used up, and says when to go on; others are served", async () => {
    served = await serve({ limits: { rate: 20 }, access: { ...anybody, proxies: 1 } });
    const { url } = served;
    const from = (address: string) => send(url, { query: stats, headers: { "x-forwarded-for": address } });
    const first = await from("203.0.113.1");
    expect([first.status, first.headers["ratelimit-limit"], first.headers["ratelimit-remaining"]]).toEqual([
      200,
      "20",
      "18",
    ]);
    let last = first;
    for (let i = 0; i < 12; i++) last = await from("203.0.113.1");
    expect([last.status, last.code]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
    served.calls();
    await from("203.0.113.1");
    expect(served.calls()).toBe(0);
    expect((await from("203.0.113.2")).status).toBe(200);
    // What the client itself writes into the header changes nothing.
    expect((await from("198.51.100.7, 203.0.113.1")).status).toBe(429);
  });

  it.each([
    ["cannot be read", { query: "{" }, "GRAPHQL_PARSE_FAILED"],
    ["asks for what there is not", { query: "{ nothing }" }, "GRAPHQL_VALIDATION_FAILED"],
    ["has a body that is no JSON", { body: "{" }, "BAD_REQUEST"],
    ["has a key that is not known", { query: stats, headers: { "x-api-key": "wrong" } }, "UNAUTHENTICATED"],
  ])("counts when it %s", async (_what, sent, code) => {
    served = await serve({ limits: { rate: 3 }, access: anybody });
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 5; i++) codes.push((await send(served.url, sent)).code);
    expect(codes).toEqual([code, code, code, "RATE_LIMITED", "RATE_LIMITED"]);
    expect((await send(served.url, { query: stats })).status).toBe(429);
  });

  it("is not counted for whoever sits at this machine", async () => {
    served = await serve({ limits: { rate: 2 } });
    for (let i = 0; i < 5; i++) expect((await send(served.url, { query: stats })).status).toBe(200);
  });
});

describe("more than the server can do", () => {
  it("is refused at once, and what is under way is answered", async () => {
    served = await serve({ limits: { concurrent: 1 } });
    const { url } = served;
    const replies = await Promise.all(Array.from({ length: 30 }, () => send(url, { query: stats })));
    const codes = new Set(replies.map(({ code, status }) => code ?? status));
    expect(codes).toContain(200);
    for (const { status, code, headers } of replies) {
      if (status === 200) continue;
      expect([status, code, headers["retry-after"]]).toEqual([503, "OVERLOADED", "1"]);
    }
    expect((await send(url, { query: stats })).status).toBe(200);
  });
});

describe("subscriptions", () => {
  it("are refused beyond their number, and end when the server stops", async () => {
    served = await serve({ limits: { subscriptions: 2 } });
    const { url } = served;
    const query = "subscription { tripleChanges { at } }";
    const open = [await subscribe(url, query), await subscribe(url, query)];
    expect((await send(url, { query, headers: { accept: "text/event-stream" } })).text).toContain(
      "OVERLOADED",
    );
    const ends = open.map(({ items }) => items.next());
    await served.close();
    served = undefined;
    expect(await Promise.all(ends)).toEqual([1, 2].map(() => ({ done: true, value: undefined })));
  });
});
