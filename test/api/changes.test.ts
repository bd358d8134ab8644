import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localClient } from "../../src/api/access/client.js";
import { createContext } from "../../src/api/context.js";
import { journalFollower } from "../../src/api/journal-follower.js";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { tripleChanges } from "../../src/api/triple-changes.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { openStore } from "../../src/store/open-store.js";
import { concepts, paper } from "../store/world.js";
import { type Asking, asking, counted, type Data } from "./asking.js";
import { subscribe } from "./sse.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-changes-"));
const place = join(folder, "graph");
const treats = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
const helps = { subject: "aspirin", predicate: "treats", object: "stroke" } as const;
let store: GraphStore;
/** Another process as far as the store can tell: it shares nothing but the file. */
let writer: GraphStore;
let server: RunningServer;
let data: Asking["data"];
let ask: Asking["ask"];

beforeAll(async () => {
  store = await openStore(place);
  writer = await openStore(place, { journalEntries: 8 });
  server = await startServer({ store, log: () => {}, port: 0 });
  ({ ask, data } = asking(store));
});
afterAll(async () => {
  await server.close();
  await writer.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const fields = `at documentId outcome document { id title } vanished
  appeared { subject { name } predicate object { name } } changed { object { name } }`;

describe("changes", () => {
  it("tells what was written since a time, page by page", async () => {
    const began = new Date().toISOString();
    await writer.write([paper({ id: "PMID:1", claims: [treats] })]);
    await writer.write([paper({ id: "PMID:2", claims: [treats, helps] })]);
    await writer.write([{ kind: "delete", documentId: "PMID:1" }]);
    const page = async (after?: string) => {
      const query = `query ($since: DateTime!, $after: String) {
        changes(since: $since, first: 2, after: $after) {
          edges { node { ${fields} } } pageInfo { hasNextPage endCursor } reachesBackTo
        }
      }`;
      return (await data(query, { since: began, after })).changes;
    };
    const first = await page();
    expect(first.edges.map(({ node }: Data) => [node.documentId, node.outcome])).toEqual([
      ["PMID:1", "written"],
      ["PMID:2", "written"],
    ]);
    const [one, two] = first.edges.map(({ node }: Data) => node);
    expect(one.document).toBeNull();
    expect(one.appeared).toEqual([
      { subject: { name: "Metformin" }, predicate: "treats", object: { name: concepts.diabetes.name } },
    ]);
    expect(two.appeared.map(({ object }: Data) => object.name)).toEqual(["Stroke"]);
    expect(two.changed.map(({ object }: Data) => object.name)).toEqual([concepts.diabetes.name]);
    expect(first.reachesBackTo).toBe(one.at);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await page(first.pageInfo.endCursor);
    expect(second.edges.map(({ node }: Data) => [node.documentId, node.outcome])).toEqual([
      ["PMID:1", "withdrawn"],
    ]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it("tells of one concept alone, of a day, and of nothing that is to come", async () => {
    const of = async (args: string) =>
      (await data(`{ changes(${args}) { edges { node { documentId } } } }`)).changes.edges.map(
        ({ node }: Data) => node.documentId,
      );
    expect(await of(`since: "2020-01-01", involving: "${concepts.stroke.id}"`)).toEqual(["PMID:2"]);
    expect(await of('since: "2990-01-01T00:00:00+01:00"')).toEqual([]);
  });

  it("says what is no time", async () => {
    const { errors } = await ask('{ changes(since: "yesterday") { edges { cursor } } }');
    expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
  });
});

const kindOf = ({ data }: Data) => {
  const { kind, triple } = data.tripleChanges;
  return [kind, triple.subject.name, triple.documents];
};

describe("tripleChanges", () => {
  const query = (filter = "") =>
    `subscription { tripleChanges${filter} { at kind triple { documents subject { name documents } } } }`;

  it("tells of triples as another process writes them, and of those alone that are asked for", async () => {
    const all = await subscribe(server.url, query());
    const some = await subscribe(
      server.url,
      query(`(filter: {involving: "${concepts.stroke.id}", predicates: [treats], minBelief: 0.1})`),
    );
    expect([all.status, all.type]).toEqual([200, "text/event-stream"]);
    await sleep(300);
    await writer.write([paper({ id: "PMID:3", claims: [treats] })]);
    await writer.write([paper({ id: "PMID:4", claims: [helps, treats] })]);
    const items: Data[] = [];
    for await (const item of all.items) {
      items.push(item);
      if (items.length === 3) break;
    }
    expect(items.map(kindOf).slice(0, 1)).toEqual([["changed", "Metformin", 3]]);
    expect(items.slice(1).map(kindOf).sort()).toEqual([
      ["changed", "Aspirin", 2],
      ["changed", "Metformin", 3],
    ]);
    const { value } = await some.items.next();
    expect(kindOf(value)).toEqual(["changed", "Aspirin", 2]);
    // What is loaded beside the triple is of today too, though the subscription lasts.
    await writer.write([paper({ id: "PMID:5", claims: [helps] })]);
    const later = (await some.items.next()).value.data.tripleChanges.triple;
    expect(later).toEqual({ documents: 3, subject: { name: "Aspirin", documents: 3 } });
    all.close();
    some.close();
  });

  it("looks at the journal while somebody waits, and no more when they are gone", async () => {
    const { store: watched, calls } = counted(store);
    const own = await startServer({ store: watched, log: () => {}, port: 0 });
    const gone = await subscribe(own.url, query());
    await sleep(1_300);
    expect(calls.journalSpan).toBeGreaterThan(1);
    gone.close();
    await sleep(700);
    const { journalSpan } = calls;
    await sleep(1_200);
    expect(calls.journalSpan).toBe(journalSpan);
    await own.close();
  });

  it("says so when the journal has let go of what was not yet taken", async () => {
    const follower = journalFollower(store, 20);
    const context = createContext({
      store,
      follower,
      annotator: undefined,
      ingestor: undefined,
      client: localClient,
      clientGone: new AbortController().signal,
    });
    const changes = tripleChanges(context, {}, new AbortController().signal);
    const first = changes.next();
    await sleep(50);
    await writer.write([paper({ id: "PMID:10", claims: [treats] })]);
    expect((await first).value).toMatchObject({ kind: "changed" });
    for (let id = 11; id < 30; id++) await writer.write([paper({ id: `PMID:${id}`, claims: [treats] })]);
    await expect(changes.next()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
