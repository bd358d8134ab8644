import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import { createSchema, createYoga } from "graphql-yoga";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import {
  annotateText,
  type Client,
  createClient,
  LitweaveRequestError,
  listEvidence,
  listTriples,
  readConcept,
  readDocument,
  SearchConceptsDocument,
  searchConcepts,
} from "../../src/client/index.js";
import { type Example, openExample } from "../api/asking.js";
import { gather } from "../read/pubmed-sample.js";

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

describe("the client, of a server with the example graph", () => {
  let example: Example;
  let server: RunningServer;
  let client: Client;

  beforeAll(async () => {
    example = await openExample();
    server = await startServer({ store: example.store, log: () => {}, port: 0 });
    client = createClient({ url: server.url });
  });
  afterAll(async () => {
    await server.close();
    await example.close();
  });

  it("finds a concept by name, with its triples and their evidence, typed", async () => {
    const [found] = await gather(searchConcepts(client, { text: "metformin" }));
    expect(found).toMatchObject({ id: "MESH:D008687", name: "Metformin", category: "ChemicalEntity" });
    const concept = await readConcept(client, { id: found!.id, evidence: 1 });
    const triple = concept?.triples.edges[0]?.node;
    expect(triple?.belief).toBeGreaterThan(0);
    expect(triple?.evidence.edges).toHaveLength(1);
    expectTypeOf(triple!.evidence.edges[0]!.node.polarity).toEqualTypeOf<"affirmed" | "negated">();
    const evidence = await gather(listEvidence(client, { id: triple!.id }));
    expect(evidence.length).toBe(triple?.documents);
    const document = await readDocument(client, evidence[0]!.document.id);
    const { sentences } = evidence[0]!;
    expect(document?.text.slice(sentences[0]!.start)).toMatch(sentences[0]!.text);
    expect(await readConcept(client, { id: "MESH:D999999" })).toBeNull();
    expect(await gather(listEvidence(client, { id: "t1_00000000000000000000000000000000" }))).toEqual([]);
  });

  it("goes through a list page by page, asking for no more pages than are used", async () => {
    let asked = 0;
    const counting = createClient({
      url: server.url,
      fetch: (...request) => {
        asked += 1;
        return fetch(...request);
      },
    });
    const whole = await gather(listTriples(client, {}));
    const paged = await gather(listTriples(counting, { first: 2 }));
    expect(paged).toEqual(whole);
    expect(asked).toBe(Math.ceil(whole.length / 2));
    asked = 0;
    for await (const triple of listTriples(counting, { first: 2 })) {
      expect(triple.id).toBe(whole[0]?.id);
      break;
    }
    expect(asked).toBe(1);
  });

  it("asks what the caller wrote: text, or a syntax tree with the types of a generator", async () => {
    const text = "query ($id: CURIE!) { concept(id: $id) { name } }";
    const variables = { id: "MESH:D008687" };
    expect(await client.request(text, variables)).toEqual({ concept: { name: "Metformin" } });
    type Data = { readonly concept: { readonly name: string } | null };
    const typed = parse(text) as TypedDocumentNode<Data, { readonly id: string }>;
    const data = await client.request(typed, variables);
    expectTypeOf(data).toEqualTypeOf<Data>();
    expect(data.concept?.name).toBe("Metformin");
    // @ts-expect-error the variables are typed too
    await failure(client.request(typed, { id: 7 }));
  });

  it("throws what the server says, with its code and hint, and what was answered all the same", async () => {
    const refused = await failure(client.request(SearchConceptsDocument, { first: 1000 }));
    expect(refused).toBeInstanceOf(LitweaveRequestError);
    expect(refused).toMatchObject({ code: "BAD_INPUT", message: expect.stringContaining("first") });
    const partly = await failure(
      client.request(`{ stats { documents } annotate(text: "Metformin.") { text } }`),
    );
    expect(partly).toMatchObject({
      code: expect.stringMatching(/^[A-Z_]+$/),
      data: { stats: { documents: expect.any(Number) }, annotate: null },
      errors: [{ path: ["annotate"] }],
    });
    expect(await failure(annotateText(client, { text: "Metformin." }))).toMatchObject({
      hint: expect.any(String),
    });
    expect(await failure(client.request("{ nothing }"))).toBeInstanceOf(LitweaveRequestError);
    const elsewhere = createClient({ url: server.url.replace("graphql", "nowhere") });
    expect(await failure(elsewhere.request("{ stats { documents } }"))).toMatchObject({
      code: "NOT_FOUND",
      status: 404,
    });
    const nobody = createClient({ url: "http://127.0.0.1:9/graphql" });
    expect(await failure(nobody.request("{ stats { documents } }"))).toMatchObject({
      code: "UNREACHABLE",
      hint: expect.stringContaining("litweave serve"),
    });
  });

  it("gives a query's answer as a stream of one, too", async () => {
    const answers = await gather(client.subscribe('{ concept(id: "MESH:D008687") { name } }'));
    expect(answers).toEqual([{ concept: { name: "Metformin" } }]);
  });

  it("stops when it is told to, with the caller's reason", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    expect(await failure(client.request("{ stats { documents } }", {}, { signal }))).toBe(reason);
    expect(await failure(gather(listTriples(client, {}, { signal })))).toBe(reason);
    expect(await failure(gather(client.subscribe("{ stats { documents } }", {}, { signal })))).toBe(reason);
  });
});

describe("the client, of a stream", () => {
  let server: Server;
  let url: string;
  let running = 0;
  const given: (string | undefined)[] = [];

  beforeAll(async () => {
    async function* count(_: unknown, { to }: { readonly to: number }) {
      running += 1;
      try {
        for (let n = 1; n <= to; n += 1) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          yield { count: `${n} of 𝛼\r\nlines` };
        }
      } finally {
        running -= 1;
      }
    }
    const yoga = createYoga({
      schema: createSchema({
        typeDefs: "type Query { x: Int } type Subscription { count(to: Int!): String! }",
        resolvers: { Subscription: { count: { subscribe: count } } },
      }),
      logging: false,
    });
    server = createServer((request, response) => {
      given.push(request.headers.authorization);
      if (request.url === "/cut") {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end('event: next\ndata: {"data":{"count":"1"}}\n\n');
        return;
      }
      if (request.url === "/busy") {
        response.writeHead(429, { "content-type": "application/json", "retry-after": "7" });
        response.end('{"error":{"code":"RATE_LIMITED","message":"too many","hint":"wait"}}');
        return;
      }
      yoga(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const counting = "subscription ($to: Int!) { count(to: $to) }";

  it("gives each answer as it comes, and ends when the server says so", async () => {
    const client = createClient({ url: `${url}/graphql` });
    expect(await gather(client.subscribe(counting, { to: 3 }))).toEqual(
      [1, 2, 3].map((n) => ({ count: `${n} of 𝛼\r\nlines` })),
    );
  });

  it("ends the subscription on the server when its loop is left, or its signal says so", async () => {
    const client = createClient({ url: `${url}/graphql` });
    for await (const _ of client.subscribe(counting, { to: 1e6 })) break;
    const controller = new AbortController();
    const left = failure(
      (async () => {
        for await (const _ of client.subscribe(counting, { to: 1e6 }, { signal: controller.signal }))
          controller.abort(new Error("left"));
      })(),
    );
    expect(await left).toMatchObject({ message: "left" });
    await expect.poll(() => running, { timeout: 5000 }).toBe(0);
  });

  it("says when the stream broke off, and how long to wait when there is too much", async () => {
    const cut = createClient({ url: `${url}/cut` });
    expect(await failure(gather(cut.subscribe(counting, { to: 1 })))).toMatchObject({ code: "UNREACHABLE" });
    const busy = createClient({ url: `${url}/busy` });
    expect(await failure(gather(busy.subscribe(counting, { to: 1 })))).toMatchObject({
      code: "RATE_LIMITED",
      status: 429,
      hint: "wait",
      retryAfterSeconds: 7,
    });
  });

  it("sends the token that is current", async () => {
    given.length = 0;
    const tokens = ["one", "two"];
    const client = createClient({ url: `${url}/graphql`, token: async () => tokens.shift() });
    for (let n = 0; n < 3; n += 1) await client.request("{ x }");
    await createClient({ url: `${url}/graphql`, token: "fixed" }).request("{ x }");
    expect(given).toEqual(["Bearer one", "Bearer two", undefined, "Bearer fixed"]);
  });
});
