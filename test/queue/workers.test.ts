import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { GraphRow } from "../../src/domain/graph-store.js";
import { openQueue } from "../../src/queue/connection.js";
import { queueProgress } from "../../src/queue/progress.js";
import { openStore } from "../../src/store/open-store.js";
import { litweave } from "../cli/running.js";
import { sampleFile } from "../models.js";
import { startNats } from "../nats/server.js";
import { collect, sortedRows } from "../store/contract.js";
import { startScript, startWork } from "./processes.js";

const server = await startNats();
if (!server) console.log("skipped: no nats-server");
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const files = [sampleFile("01-baseline.xml"), sampleFile("02-update.xml")];

describe.skipIf(!server)("workers over an embedded store", () => {
  const folder = mkdtempSync(join(tmpdir(), "litweave-workers-"));
  const queueAt = (name: string) => `${server?.url}/${name}`;
  let undisturbed: readonly GraphRow[];
  let documents: unknown;

  beforeAll(async () => {
    const store = join(folder, "undisturbed");
    const run = await litweave("ingest", ...files, "--store", store, "--json");
    expect(run).toMatchObject({ exitCode: 0 });
    documents = run.json.at(-1)?.documents;
    undisturbed = await rowsOf(store);
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function rowsOf(place: string): Promise<readonly GraphRow[]> {
    const store = await openStore(place, { create: false });
    try {
      expect(await collect(store.verify({ repair: false }))).toEqual([]);
      return await sortedRows(store);
    } finally {
      await store.close();
    }
  }

  async function progressOf(name: string) {
    const queue = await openQueue(queueAt(name));
    try {
      return await queueProgress(queue);
    } finally {
      await queue.close();
    }
  }

  const queued = (name: string, ...more: readonly string[]) =>
    litweave("enqueue", ...files, "--records", "12", "--queue", queueAt(name), "--json", ...more);

  it("make the graph that ingest makes, though one is killed at its work and another before it can acknowledge", async () => {
    const store = join(folder, "killed");
    expect((await queued("killed")).json.at(-1)).toMatchObject({ added: 7, waiting: 0, done: 0 });
    expect((await queued("killed")).json.at(-1)).toMatchObject({ added: 0, waiting: 7 });

    const dying = startScript("dying-worker.ts", queueAt("killed"), store);
    expect(await dying.ended).toBeUndefined();
    expect(await progressOf("killed")).toMatchObject({ done: 0 });
    expect((await rowsOf(store)).length).toBeGreaterThan(0);

    const killed = startWork(queueAt("killed"), store, ["--until-empty"]);
    while ((await progressOf("killed")).done < 2) await sleep(100);
    killed.kill("SIGKILL");
    await killed.ended;
    expect((await progressOf("killed")).done).toBeLessThan(7);

    const last = startWork(queueAt("killed"), store, ["--until-empty"]);
    expect(await last.ended, last.said()).toBe(0);
    expect(await rowsOf(store)).toEqual(undisturbed);
    expect(await progressOf("killed")).toMatchObject({ documents, done: 7, failedJobs: 0, failedRecords: 0 });
    expect((await queued("killed")).json.at(-1)).toMatchObject({ added: 0, done: 7 });
  });

  it("give back what they have not done when they are told to stop, and a second one is refused", async () => {
    const store = join(folder, "drained");
    await queued("drained", "--carry");
    const first = startWork(queueAt("drained"), store);
    while ((await progressOf("drained")).done < 1) await sleep(100);

    expect((await progressOf("drained")).workers).toMatchObject([{ host: hostname() }]);
    const second = await litweave("work", "--queue", queueAt("drained"), "--store", store, "--json");
    expect(second).toMatchObject({ exitCode: 1 });
    expect(second.json.at(-1)).toMatchObject({ error: { code: "STORE_BUSY" } });

    first.kill("SIGTERM");
    expect(await first.ended, first.said()).toBe(0);
    const { done, inHand, waiting, workers } = await progressOf("drained");
    expect({ workers, jobs: done + inHand + waiting }).toEqual({ workers: [], jobs: 7 });
    expect(done).toBeLessThan(7);

    const last = startWork(queueAt("drained"), store, ["--until-empty"]);
    expect(await last.ended, last.said()).toBe(0);
    expect(await rowsOf(store)).toEqual(undisturbed);
  });

  it("keep a record that fails with file, number and field, and a job whose file is gone, until they are retried", async () => {
    const store = join(folder, "failing");
    const papers = join(folder, "papers.jsonl");
    const lines = [
      { id: "PMID:91", title: "Metformin treats type 2 diabetes." },
      { id: "PMID:92", title: 7 },
      { id: "PMID:93", title: "Aspirin prevents stroke." },
    ].map((line) => `${JSON.stringify(line)}\n`);
    writeFileSync(papers, lines.join(""));
    const passing = join(folder, "passing.jsonl");
    writeFileSync(passing, lines[0]!.replace("91", "94"));
    const queue = queueAt("failing");
    for (const file of [papers, passing]) await litweave("enqueue", file, "--queue", queue);
    rmSync(passing);

    const work = () =>
      litweave("work", "--queue", queue, "--store", store, "--until-empty", "--tries", "1", "--json");
    const first = await work();
    expect(first).toMatchObject({ exitCode: 3 });
    expect(first.json.at(-1)).toMatchObject({ jobs: 1, documents: 3, written: 2, failed: 1, givenUp: 1 });
    const failed = await litweave(
      "queue",
      "failed",
      "--queue",
      queue,
      "--json",
      "--out",
      join(folder, "dead.jsonl"),
    );
    expect(failed.json.at(-1)?.failed).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "record", file: papers, record: 2, field: "title", stage: "read" }),
        expect.objectContaining({ kind: "job", code: "NOT_FOUND", tries: 1, hint: "check the path" }),
      ]),
    );
    expect(JSON.parse(readFileSync(join(folder, "dead.jsonl"), "utf8"))).toMatchObject({ record: 2 });

    writeFileSync(passing, lines[0]!.replace("91", "94"));
    expect((await litweave("queue", "retry", "--queue", queue, "--json")).json.at(-1)).toEqual({
      retried: 2,
    });
    expect((await work()).json.at(-1)).toMatchObject({ jobs: 2, written: 1, failed: 1, givenUp: 0 });
    expect((await litweave("queue", "purge", "--queue", queue)).logged).toMatch(
      /0 jobs and 1 records that failed/,
    );
    expect(await litweave("queue", "purge", "--queue", queue, "--force")).toMatchObject({ exitCode: 0 });
    expect(await litweave("queue", "status", "--queue", queue)).toMatchObject({ exitCode: 1 });
  });
});
