import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { type Client, createClient } from "../../src/client/index.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { annotatorOver } from "../../src/pipeline/annotator.js";
import { createIngestor, type Ingestor } from "../../src/pipeline/jobs/ingestor.js";
import { type LazyStages, lazyStages } from "../../src/pipeline/lazy-stages.js";
import { openStore } from "../../src/store/open-store.js";
import { randomFrom } from "../fuzz/engine/random.js";
import { modelOptions } from "../models.js";
import { type Asking, questions } from "./asking.js";
import { differences } from "./ending.js";
import { formats } from "./formats.js";
import { type Library, openLibrary } from "./library.js";
import { type Listeners, startListeners } from "./listening.js";
import { paperOf } from "./paper.js";
import { findPopular } from "./popular.js";
import { startTally } from "./record.js";
import { readSubjects, type Subjects } from "./subjects.js";
import { openWriter, type Writer } from "./writing.js";

/** Of so few names papers often speak of the same. */
const counts = { drugs: 2, diseases: 2, genes: 1 };
const window = 16;
const seconds = 1_000;

const folder = mkdtempSync(join(tmpdir(), "litweave-soak-checks-"));
const random = randomFrom(5);
const wrong: string[] = [];
const tally = startTally(
  (kind, what) => wrong.push(`${kind}: ${what}`),
  () => true,
);
const library: Library = openLibrary();
const load = new AbortController();
let store: GraphStore;
let models: LazyStages;
let ingestor: Ingestor;
let server: RunningServer;
let client: Client;
let subjects: Subjects;
let listeners: Listeners;
let writer: Writer;

beforeAll(async () => {
  store = await openStore(join(folder, "graph"));
  models = lazyStages(modelOptions);
  // Nothing here asks NCBI.
  const ncbi = { baseUrl: new URL("http://127.0.0.1:9/") };
  ingestor = createIngestor({ folder: join(folder, "jobs"), store, models, ncbi, log: () => {} });
  await ingestor.resume();
  server = await startServer({ store, ingestor, annotator: annotatorOver(models), log: () => {}, port: 0 });
  client = createClient({ url: server.url });
  subjects = await readSubjects(counts);
  listeners = startListeners(2, client, random, () => undefined, tally, load.signal);
  const { origin } = new URL(server.url);
  writer = openWriter({ client, origin, subjects, library, listeners, random, tally, window }, 0);
});
afterAll(async () => {
  load.abort();
  await listeners.ended;
  await Promise.all([server.close(), ingestor.close()]);
  await models.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

describe("what a soak checks, on a real server", () => {
  it("holds while papers come, are revised, retracted and deleted", { timeout: 120 * seconds }, async () => {
    while (library.gone().length < 3) await writer.add();
    await writer.revise();
    await writer.retract();
    expect(wrong).toEqual([]);
    expect(library.settled().length).toBe(window);
    expect(await differences(client, library)).toEqual([]);
  });

  it("holds for every kind of question", { timeout: 60 * seconds }, async () => {
    const popular = await findPopular(client, random);
    expect(popular.triple()).toBeDefined();
    const asking = { client, subjects, library, popular, random, origin: new URL(server.url).origin };
    for (const { kind, ask } of questions) {
      for (let time = 0; time < 3; time++) {
        const signal = AbortSignal.timeout(30 * seconds);
        expect([kind, await ask({ ...asking, signal })]).toEqual([kind, undefined]);
      }
    }
  });

  it("names the listeners who were not told of a triple that came while they listened", async () => {
    while (listeners.count() < 2) await sleep(50);
    const triple = { id: "t1_0", subject: { id: "MESH:D1" }, object: { id: "MESH:D2" } };
    const later = performance.now() + 10 * seconds;
    const untold = (predicate: string) => listeners.untold({ ...triple, predicate }, later);
    // The first waits for all, the second for what treats or for what causes.
    expect(untold("has_part")).toEqual(["listener 0"]);
    expect([untold("treats"), untold("causes")]).toContainEqual(["listener 0", "listener 1"]);
    // Of what came before they did, nobody tells them.
    expect(listeners.untold({ ...triple, predicate: "treats" }, performance.now() - 60 * seconds)).toEqual(
      [],
    );
  });

  it("finds what the graph lacks, and what it holds though it should not", async () => {
    const false_ = openLibrary();
    const [first, second] = library.settled();
    for (const { paper } of library.settled()) if (paper !== second?.paper) false_.settle(paper, formats[0]!);
    false_.settle(paperOf(subjects, 999), formats[0]!);
    false_.retract(first!.paper.pmid);
    const found = await differences(client, false_);
    expect(found).toContain(`PMID:${second!.paper.pmid} is ${second!.status} and should be gone`);
    expect(found).toContain(`PMID:${paperOf(subjects, 999).pmid} is not there`);
    expect(found).toContain(`PMID:${first!.paper.pmid} is live and should be retracted`);
    const document = questions.find(({ kind }) => kind.startsWith("document"))!;
    const only = openLibrary();
    only.settle({ ...first!.paper, title: "Another title." }, formats[0]!);
    const signal = AbortSignal.timeout(30 * seconds);
    const asking = { client, library: only, random, signal } as Asking;
    expect(await document.ask(asking)).toContain(`${first!.paper.pmid} is live, not live`);
  });
});
