import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { context, type DiagLogger, DiagLogLevel, diag, propagation, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeKey } from "../../src/api/access/api-key.js";
import { changeKeys } from "../../src/api/access/key-file.js";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { traced } from "../../src/domain/traced.js";
import { openStore } from "../../src/store/open-store.js";
import { issuedToken, issuer } from "./access/issued.js";
import { send, stats } from "./access/sending.js";
import { type Example, openExample } from "./asking.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-traced-"));
const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
/** What the server and OpenTelemetry log, down to the finest level. */
const logged: string[] = [];

let example: Example;

beforeAll(async () => {
  const log = (...words: unknown[]) => void logged.push(inspect(words, { depth: 10 }));
  const logger: DiagLogger = { error: log, warn: log, info: log, debug: log, verbose: log };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ALL });
  provider.register();
  example = await openExample();
});
afterAll(async () => {
  await example.close();
  await provider.shutdown();
  for (const api of [trace, context, propagation, diag]) api.disable();
  rmSync(folder, { recursive: true });
});

/** All that is exported of the spans there were. */
const spans = () =>
  exporter.getFinishedSpans().map((span) => {
    const { name, attributes, events, status, links, resource } = span;
    const parts = [name, attributes, events, status, links, resource.attributes, span.spanContext()];
    return { name, text: inspect(parts, { depth: 10 }) };
  });

/** A key that can be the name of an operation, as half of them can. */
function keyLikeName(): ReturnType<typeof makeKey> {
  const made = makeKey({ name: "nightly", roles: ["admin"] });
  return made.key.includes("-") ? keyLikeName() : made;
}

function startGuarded(known: ReturnType<typeof makeKey>, publicKey: string): Promise<RunningServer> {
  const [keys, keyFile] = [join(folder, "keys.json"), join(folder, "issuer.pem")];
  changeKeys(keys, () => [known.stored]);
  writeFileSync(keyFile, publicKey);
  const failing = new Proxy(example.store, {
    get: (target, name) =>
      name === "reading"
        ? (signal: AbortSignal) => ({
            ...target.reading(signal),
            documentsByYear: () => Promise.reject(new Error("the disk is gone")),
          })
        : Reflect.get(target, name),
  });
  const tokens = {
    issuer,
    audience: "litweave",
    algorithms: ["ES256" as const],
    rolesClaim: "roles",
    keyFile,
  };
  const access = { keys, tokens, anonymous: [], local: true, allowedHosts: [], proxies: 0 };
  return startServer({ store: failing, log: (line) => logged.push(line), port: 0, options: { access } });
}

it("no key or token is in a trace or a log, wherever a client puts it", async () => {
  const known = keyLikeName();
  const unknown = makeKey({ name: "nobody", roles: ["admin"] }).key;
  const [own, foreign] = [await issuedToken(), await issuedToken()];
  const server = await startGuarded(known, own.publicKey);
  const secrets = [known.key, unknown, own.token, foreign.token];
  const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
  const at = (path: string, headers: Record<string, string>, method = "GET", body?: string) =>
    send(new URL(path, server.url).href, { method, headers, ...(body !== undefined && { body }) });
  for (const secret of secrets) {
    await send(server.url, { query: stats, headers: bearer(secret) });
    await at(`/export?what=triples&token=${secret}`, { "x-api-key": secret });
    await at(`/ingest?name=${secret}`, bearer(secret), "POST", `A text that names ${secret}.`);
    await at(`/graphql?query={stats{triples}}&api_key=${secret}`, bearer(secret));
    await at(`/graphql/${secret}`, bearer(secret));
    const elsewhere = { ...bearer(known.key), cookie: `key=${secret}`, baggage: `key=${secret}` };
    for (const query of ["query A($id: CURIE!) { concept(id: $id) { id } }", "{", secret]) {
      await send(server.url, { query, variables: { id: secret }, headers: elsewhere });
    }
    await send(server.url, { query: `{ concepts(text: "${secret}") { totalCount } }`, headers: elsewhere });
  }
  const failing = '{ concept(id: "MESH:D008687") { timeline { year } } }';
  expect((await send(server.url, { query: failing, headers: bearer(known.key) })).code).toBe("INTERNAL");
  const named = await send(server.url, { query: `query ${known.key} ${stats}`, headers: bearer(known.key) });
  expect(named.json).toEqual({ data: { stats: { triples: 7 } } });
  await server.close();

  const names = new Set(spans().map(({ name }) => name));
  for (const name of ["POST /graphql", "GET /graphql", "GET /export", "POST /ingest", "store searchConcepts"])
    expect(names).toContain(name);
  expect(spans().length).toBeGreaterThan(4 * 8);
  expect(logged.join("\n")).toContain("the disk is gone");
  const everything = [...spans().map(({ text }) => text), ...logged].join("\n");
  const signatures = [own.token, foreign.token].map((token) => token.split(".")[2]!);
  for (const secret of [...secrets, ...signatures, known.stored.hash, "Bearer"])
    expect(everything).not.toContain(secret);
});

it("no password of Neo4j is in a trace, a log, or an error with all that caused it", async () => {
  const password = "neo4j-password-91c4";
  // One that ends the connection in the middle of the handshake, after it was told who asks.
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("data", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  exporter.reset();
  const places = [
    `bolt://127.0.0.1:${port}`,
    `bolt://neo4j:${password}@127.0.0.1:${port}`,
    `neo4j://neo4j:${password}@127.0.0.1:${port}`,
    `nonsense://neo4j:${password}@127.0.0.1:${port}`,
  ];
  for (const place of places) {
    const opened = traced("open", {}, () => openStore(place, { user: "neo4j", password }));
    const error = await opened.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: expect.stringMatching(/^(?:USAGE|STORE_UNAVAILABLE)$/u) });
    logged.push(inspect(error, { depth: 20, showHidden: true }), String(error), JSON.stringify(error));
  }
  expect(sockets.size).toBeGreaterThan(0);
  expect(spans().map(({ name }) => name)).toEqual(places.map(() => "open"));
  const everything = [...spans().map(({ text }) => text), ...logged].join("\n");
  expect(everything).not.toContain(password);
  await new Promise((resolve) => server.close(resolve));
});
