import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeKeys } from "../../../src/api/access/key-file.js";
import { type RunningServer, startServer } from "../../../src/api/server.js";
import { litweave } from "../../cli/running.js";
import { type Example, openExample } from "../asking.js";
import { exampleAnnotator } from "../example-annotator.js";
import { subscribe } from "../sse.js";
import { send, stats } from "./sending.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-keys-"));
const file = join(folder, "keys.json");
const access = { keys: file, local: true, allowedHosts: [], proxies: 0 };

let example: Example;
let server: RunningServer;

async function create(...args: readonly string[]): Promise<{ id: string; key: string }> {
  const run = await litweave("key", "create", ...args, "--file", file, "--json");
  expect(run.exitCode).toBe(0);
  return run.json.at(-1) as unknown as { id: string; key: string };
}

/** The server looks at the file once a second. */
const secondLater = () => new Promise((resolve) => setTimeout(resolve, 1_100));

beforeAll(async () => {
  example = await openExample();
  await create("first");
  const options = { access };
  server = await startServer({
    store: example.store,
    annotator: exampleAnnotator,
    log: () => {},
    port: 0,
    options,
  });
});
afterAll(async () => {
  await server.close();
  await example.close();
});

const asked = (key: string, query = stats) =>
  send(server.url, { query, headers: { authorization: `Bearer ${key}` } });

describe("an API key", () => {
  it("is kept as its hash, in a file for its owner alone", async () => {
    const { id, key } = await create("secret keeper");
    const kept = readFileSync(file, "utf8");
    expect(kept).toContain(id);
    expect(kept).not.toContain(key.slice(-43));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const list = await litweave("key", "list", "--file", file);
    expect(list.printed).toContain("secret keeper");
    expect(list.printed + list.logged).not.toMatch(/[0-9a-f]{64}/u);
  });

  it("lets in, by either header, with its role and those before", async () => {
    const { key } = await create("reader", "--role", "annotate");
    await secondLater();
    expect((await asked(key)).json).toEqual({ data: { stats: { triples: 7 } } });
    expect((await send(server.url, { query: stats, headers: { "x-api-key": key } })).status).toBe(200);
    expect((await asked(key, '{ link(mention: "aspirin") { ids } }')).json.errors).toBeUndefined();
  });

  it("that only reads may not use the models", async () => {
    const { key } = await create("reader only");
    await secondLater();
    expect((await asked(key, '{ link(mention: "aspirin") { ids } }')).code).toBe("FORBIDDEN");
  });

  it("is refused when revoked, over, changed by a character or nobody's", async () => {
    const { id, key } = await create("short-lived");
    const over = await create("over", "--expires", "2020-01-01");
    await secondLater();
    expect((await asked(key)).status).toBe(200);
    expect((await litweave("key", "revoke", id, "--file", file)).exitCode).toBe(0);
    await secondLater();
    const last = key.at(-1) === "A" ? "B" : "A";
    const wrong = [
      key,
      over.key,
      `${key.slice(0, -1)}${last}`,
      `lw_${"0".repeat(12)}_${"A".repeat(43)}`,
      "lw_",
      "lw_x_y",
    ];
    for (const one of wrong) {
      const { status, code, headers, text } = await asked(one);
      expect([status, code]).toEqual([401, "UNAUTHENTICATED"]);
      expect(headers["www-authenticate"]).toContain("Bearer");
      if (one.length > 20) expect(text).not.toContain(one);
    }
    expect((await litweave("key", "revoke", id, "--file", file)).logged).toContain("has no key");
  });

  it.each([
    ["revoked", async (id: string) => void (await litweave("key", "revoke", id, "--file", file))],
    [
      "given other roles",
      async (id: string) =>
        changeKeys(file, (keys) => keys.map((one) => (one.id === id ? { ...one, roles: ["read"] } : one))),
    ],
  ])(
    "that is %s ends the subscriptions that it opened, within three seconds, and no others",
    async (_how, end) => {
      const [ended, other] = [await create("ended", "--role", "annotate"), await create("other")];
      await secondLater();
      const open = (key: string) =>
        subscribe(
          server.url,
          "subscription { tripleChanges { at } }",
          {},
          { authorization: `Bearer ${key}` },
        );
      const [first, second] = [await open(ended.key), await open(other.key)];
      const last = first.items.next();
      const stays = second.items.next().catch(() => "closed by the test");
      // They stay as long as nothing changes.
      expect(await Promise.race([last, stays, sleep(2_500, "open")])).toBe("open");
      await end(ended.id);
      const revokedAt = performance.now();
      expect(await last).toEqual({ done: true, value: undefined });
      expect(performance.now() - revokedAt).toBeLessThan(3_000);
      expect(await Promise.race([stays, sleep(1_500, "open")])).toBe("open");
      second.close();
      await stays;
    },
  );

  it("is not looked for in what is no credential", async () => {
    for (const authorization of ["Basic YTpi", "Bearer", "lw_x", "Bearer a b"]) {
      expect((await send(server.url, { query: stats, headers: { authorization } })).code).toBe(
        "UNAUTHENTICATED",
      );
    }
  });
});

describe("a key file", () => {
  const started = (keys: string) =>
    startServer({ store: example.store, log: () => {}, port: 0, options: { access: { ...access, keys } } });

  it("that others may read is refused, and says what to do", async () => {
    const open = join(folder, "open.json");
    writeFileSync(open, readFileSync(file), { mode: 0o644 });
    chmodSync(open, 0o644);
    await expect(started(open)).rejects.toMatchObject({ code: "USAGE", hint: `chmod 600 ${open}` });
  });

  it.each([
    ["is not there", undefined],
    ["is no JSON", "keys"],
    ["is of another version", '{"version": 2, "keys": []}'],
    ["has a key without a hash", '{"version": 1, "keys": [{"id": "a", "name": "b", "roles": []}]}'],
    [
      "has a role that there is not",
      `{"version": 1, "keys": [{"id": "a", "name": "b", "roles": ["root"], "hash": "${"0".repeat(64)}"}]}`,
    ],
  ])("that %s is refused", async (_name, text) => {
    const bad = join(folder, `bad-${_name}.json`);
    if (text !== undefined) writeFileSync(bad, text, { mode: 0o600 });
    await expect(started(bad)).rejects.toMatchObject({ code: "USAGE" });
  });

  it("that goes bad lets nobody in", async () => {
    const own = join(folder, "own.json");
    const run = await litweave("key", "create", "one", "--file", own, "--json");
    const { key } = run.json.at(-1) as { key: string };
    const other = await started(own);
    const ask = () => send(other.url, { query: stats, headers: { authorization: `Bearer ${key}` } });
    expect((await ask()).status).toBe(200);
    writeFileSync(own, "{}");
    await secondLater();
    const { status, code, text } = await ask();
    expect([status, code]).toEqual([500, "INTERNAL"]);
    expect(text).not.toContain(folder);
    await other.close();
  });

  it("must be named", async () => {
    const run = await litweave("key", "list");
    expect([run.exitCode, run.logged]).toEqual([2, expect.stringContaining("No key file is named")]);
  });
});
