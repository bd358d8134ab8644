import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { LitweaveError } from "../../src/domain/errors.js";
import { openQueue } from "../../src/queue/connection.js";
import { retryLetter } from "../../src/queue/dead-letters.js";
import { recordsJob } from "../../src/queue/job.js";
import { queueProgress } from "../../src/queue/progress.js";
import { sendJob } from "../../src/queue/publisher.js";
import { deleteStreams } from "../../src/queue/streams.js";
import { startNats } from "../nats/server.js";
import { freshQueue, lettersOf, nothing, numbered, numberOf, workOff } from "./working.js";

const server = await startNats();
if (!server) console.log("skipped: no nats-server");
afterAll(() => server?.stop());

describe.skipIf(!server)("a queue on the real nats-server", () => {
  const url = server?.url ?? "";

  it("gives each job to one worker, and counts it once", async () => {
    const queue = await freshQueue(url);
    for (let i = 1; i <= 20; i++) expect(await sendJob(queue, numbered(i))).toBe("added");
    const seen: number[] = [];
    const run = async (job: Parameters<typeof numberOf>[0]) => {
      seen.push(numberOf(job));
      await sleep(5);
      return nothing;
    };
    await Promise.all([
      workOff(queue, run, { worker: "one", atOnce: 2 }),
      workOff(queue, run, { worker: "two" }),
    ]);
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await queueProgress(queue)).toMatchObject({
      done: 20,
      documents: 20,
      waiting: 0,
      inHand: 0,
      etaSeconds: 0,
    });
    await queue.close();
  });

  it("takes a job once, whether it waits, is done, or failed for good", async () => {
    const queue = await freshQueue(url);
    expect(await sendJob(queue, numbered(1))).toBe("added");
    expect(await sendJob(queue, numbered(1))).toBe("waiting");
    await workOff(queue, async () => nothing);
    expect(await sendJob(queue, numbered(1))).toBe("done");
    expect(await queueProgress(queue)).toMatchObject({ done: 1, waiting: 0 });
    expect(await sendJob(queue, numbered(1), true)).toBe("added");
    expect(await queueProgress(queue)).toMatchObject({ done: 0, waiting: 1 });
    await workOff(queue, () => Promise.reject(new Error("no")), { tries: 1 });
    expect(await sendJob(queue, numbered(1))).toBe("failed");
    await queue.close();
  });

  it("holds no more jobs than a worker takes at once", async () => {
    const queue = await freshQueue(url);
    for (let i = 1; i <= 9; i++) await sendJob(queue, numbered(i));
    let [held, most] = [0, 0];
    await workOff(
      queue,
      async () => {
        held += 1;
        const { inHand } = await queueProgress(queue);
        most = Math.max(most, held, inHand);
        await sleep(20);
        held -= 1;
        return nothing;
      },
      { atOnce: 3 },
    );
    expect(most).toBe(3);
    await queue.close();
  });

  it("keeps a long job with its worker, which says that it is alive", async () => {
    const queue = await freshQueue(url);
    await sendJob(queue, numbered(1));
    let runs = 0;
    const run = async () => {
      runs += 1;
      await sleep(3_500);
      return nothing;
    };
    await Promise.all([workOff(queue, run), workOff(queue, run)]);
    expect(runs).toBe(1);
    await queue.close();
  });

  it("gives a job that fails up after its tries, with its reason, and takes it back", async () => {
    const queue = await freshQueue(url);
    const job = numbered(1);
    await sendJob(queue, job);
    let runs = 0;
    await workOff(queue, async () => {
      runs += 1;
      throw new LitweaveError("NOT_FOUND", "“naïve” is not there 𝒳", { hint: "mount it" });
    });
    expect(runs).toBe(3);
    const [letter, ...rest] = await lettersOf(queue);
    expect(rest).toEqual([]);
    expect(letter).toMatchObject({
      kind: "job",
      id: job.id,
      job,
      code: "NOT_FOUND",
      message: "“naïve” is not there 𝒳",
      hint: "mount it",
      tries: 3,
      worker: "tester",
    });
    expect(await queueProgress(queue)).toMatchObject({
      failedJobs: 1,
      failedRecords: 0,
      waiting: 0,
      done: 0,
    });

    await retryLetter(queue, letter!);
    expect(await queueProgress(queue)).toMatchObject({ failedJobs: 0, waiting: 1 });
    await workOff(queue, async () => nothing);
    expect(await queueProgress(queue)).toMatchObject({ failedJobs: 0, done: 1 });
    await queue.close();
  });

  it("gives up what no program can read at once", async () => {
    const queue = await freshQueue(url);
    await queue.js.publish(queue.names.jobSubject("odd"), "nonsense");
    await workOff(queue, async () => nothing);
    expect(await lettersOf(queue)).toMatchObject([
      { id: "odd", code: "BAD_INPUT", label: "a job that cannot be read" },
    ]);
    await queue.close();
  });

  it("does not hold it against a job that the store was away or its worker was stopped", async () => {
    const queue = await freshQueue(url);
    await sendJob(queue, numbered(1));
    for (let i = 0; i < 3; i++) {
      const stopping = new AbortController();
      await workOff(
        queue,
        async (_job, signal) => {
          stopping.abort();
          return { ...nothing, ended: signal.aborted };
        },
        { tries: 2, signal: stopping.signal },
      );
    }
    let runs = 0;
    await workOff(
      queue,
      async () => {
        runs += 1;
        if (runs === 1) throw new LitweaveError("STORE_UNAVAILABLE", "away");
        if (runs === 2) throw new Error("unforeseen");
        return nothing;
      },
      { tries: 2 },
    );
    expect(runs).toBe(3);
    expect(await queueProgress(queue)).toMatchObject({ done: 1, failedJobs: 0 });
    await queue.close();
  });

  it("ends a worker whose models are bad, and gives its jobs back", async () => {
    const queue = await freshQueue(url);
    await sendJob(queue, numbered(1));
    await sendJob(queue, numbered(2));
    const bad = () => Promise.reject(new LitweaveError("BAD_MODEL", "damaged"));
    await expect(workOff(queue, bad, { atOnce: 2 })).rejects.toMatchObject({ code: "BAD_MODEL" });
    await workOff(queue, async () => nothing);
    expect(await queueProgress(queue)).toMatchObject({ done: 2, failedJobs: 0 });
    await queue.close();
  });

  it("keeps each record that failed once, and makes it a job again", async () => {
    const queue = await freshQueue(url);
    const failure = {
      file: "a.xml",
      record: 7,
      stage: "read",
      field: "PMID",
      reason: "it has none",
      source: { format: "pubmed-xml", text: "<PubmedArticle/>" },
    } as const;
    for (const number of [1, 2]) await sendJob(queue, numbered(number));
    await workOff(queue, async (_job, _signal, keep) => {
      await keep(failure);
      return { ...nothing, failed: 1 };
    });
    const letters = await lettersOf(queue);
    expect(letters).toMatchObject([{ kind: "record", failure }]);
    await retryLetter(queue, letters[0]!);
    const seen: unknown[] = [];
    await workOff(queue, async (job) => {
      seen.push(job);
      return nothing;
    });
    expect(seen).toEqual([recordsJob([{ kind: "failure", failure }])]);
    expect(await lettersOf(queue)).toEqual([]);
    await queue.close();
  });

  it("loses nothing when nats-server is killed while workers are at it", async () => {
    const own = (await startNats())!;
    const queue = await freshQueue(own.url);
    for (let i = 1; i <= 12; i++) await sendJob(queue, numbered(i));
    const done = new Set<number>();
    const working = workOff(
      queue,
      async (job) => {
        await sleep(100);
        done.add(numberOf(job));
        return nothing;
      },
      { atOnce: 2 },
    );
    while (done.size < 4) await sleep(20);
    await own.kill();
    await sleep(500);
    await own.restart();
    await working;
    expect(done.size).toBe(12);
    expect(await queueProgress(queue)).toMatchObject({ done: 12, waiting: 0, inHand: 0, failedJobs: 0 });
    await queue.close();
    await own.stop();
  });

  it("ends its workers when it is taken away", async () => {
    const queue = await freshQueue(url);
    await sendJob(queue, numbered(1));
    const working = expect(workOff(queue, async () => nothing, { untilEmpty: false })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await sleep(500);
    await deleteStreams(queue.jsm, queue.names);
    await working;
    await queue.close();
  });
});

describe.skipIf(!server)("a nats-server", () => {
  it("that is not there, or has no such queue, is named with what to do", async () => {
    await expect(openQueue("nats://127.0.0.1:1")).rejects.toMatchObject({
      code: "QUEUE_UNAVAILABLE",
      hint: expect.stringContaining("nats-server runs"),
    });
    await expect(openQueue(`${server?.url}/none`, { create: false })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("that asks for a token lets in who has it", async () => {
    const guarded = (await startNats({ settings: ['authorization { token: "open sesame" }'] }))!;
    await expect(openQueue(guarded.url, { token: "wrong" })).rejects.toMatchObject({
      code: "QUEUE_UNAVAILABLE",
      message: expect.not.stringContaining("wrong"),
    });
    const queue = await openQueue(guarded.url, { token: "open sesame" });
    expect(await sendJob(queue, numbered(1))).toBe("added");
    await queue.close();
    await guarded.stop();
  });
});
