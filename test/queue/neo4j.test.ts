import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openQueue } from "../../src/queue/connection.js";
import { queueProgress } from "../../src/queue/progress.js";
import { openStore } from "../../src/store/open-store.js";
import { litweave } from "../cli/running.js";
import { sampleFile } from "../models.js";
import { startNats } from "../nats/server.js";
import { startNeo4j } from "../neo4j/server.js";
import { differenceOfRows } from "../semantics/row-difference.js";
import { collect, sortedRows } from "../store/contract.js";
import { startWork } from "./processes.js";

vi.setConfig({ testTimeout: 480_000, hookTimeout: 240_000 });
const folder = mkdtempSync(join(tmpdir(), "litweave-queue-"));
const nats = await startNats();
// A folder of its own: other tests empty the server that NEO4J_URI names.
const neo4j = nats && (await startNeo4j({ authentication: true, brief: true, home: join(folder, "neo4j") }));
if (!nats) console.log("skipped: no nats-server");
else if (!neo4j) console.log("skipped: no Neo4j");

const files = [sampleFile("01-baseline.xml"), sampleFile("02-update.xml")];

describe.skipIf(!neo4j)("several workers over the real Neo4j", () => {
  const { url, user, password } = neo4j ?? { url: "", user: "", password: "" };
  const queueUrl = nats?.url ?? "";
  afterAll(async () => {
    await neo4j?.stop();
    await nats?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("make the graph that ingest makes, though one is killed, and the queue's server too", async () => {
    const reference = join(folder, "reference");
    expect(await litweave("ingest", ...files, "--store", reference)).toMatchObject({ exitCode: 0 });
    const queued = await litweave("enqueue", ...files, "--records", "6", "--queue", queueUrl, "--json");

    const flags = ["--until-empty", "--at-once", "1"];
    const login = { NEO4J_USER: user, NEO4J_PASSWORD: password };
    const workers = [1, 2, 3].map(() => startWork(queueUrl, url, flags, login));
    const queue = await openQueue(queueUrl);
    while ((await queueProgress(queue)).done < 2) await sleep(100);
    workers[0]?.kill("SIGKILL");
    while ((await queueProgress(queue)).done < 5) await sleep(100);
    await nats?.kill();
    await sleep(1_000);
    await nats?.restart();
    for (const worker of workers.slice(1)) expect(await worker.ended, worker.said()).toBe(0);
    expect(await workers[0]?.ended).toBeUndefined();

    const { done, waiting, inHand, failedJobs, failedRecords } = await queueProgress(queue);
    expect({ done, waiting, inHand, failedJobs, failedRecords }).toEqual({
      done: queued.json.at(-1)?.added,
      waiting: 0,
      inHand: 0,
      failedJobs: 0,
      failedRecords: 0,
    });
    await queue.close();

    const stores = [await openStore(reference), await openStore(url, { user, password })] as const;
    expect(await collect(stores[1].verify({ repair: false }))).toEqual([]);
    expect(differenceOfRows(await sortedRows(stores[1]), await sortedRows(stores[0]))).toEqual([]);
    for (const store of stores) await store.close();
  });
});
