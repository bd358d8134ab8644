import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openEncoderThreads, usualEncoders } from "../../src/encode/encoder-threads.js";
import { openJointEncoder } from "../../src/encode/joint-encoder.js";
import { openStages } from "../../src/pipeline/open-stages.js";
import { windowsOf } from "../../src/segment/windows.js";
import { busyDuring } from "../event-loop.js";
import { modelOptions } from "../models.js";
import { jointFolder } from "./model-copy.js";

const text =
  "Metformin lowers glucose in patients with type 2 diabetes; cisplatin damages the kidney. ".repeat(60);
const open = (workers: number, threads: number) =>
  openJointEncoder(jointFolder, { device: "cpu", layWindows: windowsOf, workers, threads });

/** Threads that a pipeline with so many encoders starts for all its models. */
async function threadsOf(encoders: number): Promise<number> {
  let started = 0;
  const count = () => {
    started += 1;
  };
  process.on("worker", count);
  const stages = await openStages({ ...modelOptions, encoders });
  await stages.close();
  process.off("worker", count);
  return started;
}

describe("the encoder's threads", () => {
  it("leave the event loop free while they run", async () => {
    const encoder = await open(1, 1);
    const busy = await busyDuring(() => encoder.encode([text, text]));
    await encoder.close();
    expect(busy).toBeLessThan(0.5);
  });

  it("answer alike, however many they are", async () => {
    const encoders = await Promise.all([open(1, 2), open(2, 1)]);
    const [one, ...others] = await Promise.all(encoders.map((encoder) => encoder.encode([text, "Aspirin."])));
    for (const other of others) expect(other).toEqual(one);
    await Promise.all(encoders.map((encoder) => encoder.close()));
  });

  it("are one for each core, and at most eight", () => {
    expect([1, 2, 6, 8, 64].map(usualEncoders)).toEqual([1, 2, 6, 8, 8]);
  });

  it("are as many as the pipeline is told", async () => {
    expect((await threadsOf(3)) - (await threadsOf(1))).toBe(2);
  });

  it("fail what waits when they are closed, and end what runs", async () => {
    const encoder = await open(1, 1);
    const asked = Promise.allSettled([text, text, text, text].map((one) => encoder.encode([one])));
    await encoder.close();
    const failed = (await asked).filter((result) => result.status === "rejected");
    expect(failed.length).toBeGreaterThan(0);
    for (const { reason } of failed) {
      expect(reason).toMatchObject({
        code: "BAD_MODEL",
        message: expect.stringMatching(/thread of the encoder ended|is closed/),
      });
    }
    await expect(encoder.encode(["Aspirin."])).rejects.toMatchObject({ code: "BAD_MODEL" });
  });

  it("hand an error over with its code and its hint", async () => {
    const threads = await openEncoderThreads(jointFolder, { device: "cpu", workers: 1 });
    const nothing = { ids: new Int32Array(), starts: new Int32Array(), ends: new Int32Array() };
    const { features } = await threads.tokenise("gout");
    const row = { ids: new Int32Array([50_000_000]), features, ownStart: 0, ownEnd: 1 };
    await expect(threads.infer([row])).rejects.toThrow(/indices element out of data bounds/);
    const [answer] = await threads.occlude({ text: "", tokens: nothing, hidden: [] });
    expect(answer).toHaveLength(0);
    await threads.close();
    await expect(openEncoderThreads("/nonexistent", { device: "cpu" })).rejects.toMatchObject({
      name: "LitweaveError",
      code: "BAD_MODEL",
      hint: expect.stringMatching(/model folder/),
    });
  });

  it("are replaced when one is lost", async () => {
    const threads = await openEncoderThreads(jointFolder, { device: "cpu", workers: 1 });
    const pool = Reflect.get(Reflect.get(threads, "pool"), "pool") as {
      threads: { terminate(): Promise<number> }[];
    };
    await wait(50);
    await pool.threads[0]!.terminate();
    const { tokens } = await threads.tokenise("Aspirin prevents stroke.");
    expect(tokens.ids.length).toBeGreaterThan(3);
    await threads.close();
  });
});
