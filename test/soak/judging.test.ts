import { describe, expect, it } from "vitest";
import { randomFrom } from "../fuzz/engine/random.js";
import { judge } from "./measures.js";
import { startTally, timesOf } from "./record.js";
import type { Sample } from "./sample.js";

/** Of a server that holds `leakMib` more every hour, on a machine that is busy for a while. */
function samplesOf(leakMib: number, busy: (second: number) => boolean = () => false): readonly Sample[] {
  const random = randomFrom(3);
  let waitedMs = 0;
  return Array.from({ length: 240 }, (_, at): Sample => {
    const second = (at + 1) * 30;
    if (busy(second)) waitedMs += 15_000;
    const ownMib = 600 + (leakMib * second) / 3600 + random.below(20);
    const one = {
      ownMib,
      residentMib: ownMib + 300,
      handles: 70,
      sockets: 10,
      threads: 20,
      cpuMs: second * 400,
    };
    const questions = { count: 900, p50: busy(second) ? 80 : 10, p99: busy(second) ? 900 : 100, max: 1_000 };
    return {
      second,
      server: { ...one, pid: 1, waitedMs },
      readers: { ...one, ownMib: 50, residentMib: 100, processes: 2, waitedMs: 0 },
      heapMib: 100,
      externalMib: 200,
      eventLoopP99Ms: 20,
      resources: 30,
      storeMib: 5,
      walMib: 4,
      jobsMib: 1,
      graph: { documents: 400, deleted: second, triples: 500 },
      listeners: 8,
      driverMib: 100 + second,
      driverCpuMs: second * 100,
      machineCpuMs: second * 1_000,
      kinds: {},
      questions,
      wrong: 0,
    };
  });
}

const grown = (samples: readonly Sample[]) =>
  judge(samples).flatMap(({ measure, flat }) => (flat === false ? measure.name : []));

describe("the judgement of a run", () => {
  it("finds nothing where nothing grows, whatever the process that makes the load holds", () => {
    expect(grown(samplesOf(0))).toEqual([]);
  });

  it("finds a leak of 60 MiB an hour in 1,000", () => {
    expect(grown(samplesOf(60))).toEqual([
      "memory in RAM, server and readers",
      "of it their own, without files that they map",
    ]);
  });

  it("judges latency over the time in which the cores were free", () => {
    const busy = (second: number) => second > 5_000;
    expect(grown(samplesOf(0, busy))).toEqual([]);
    const p99 = judge(samplesOf(0, busy)).find(({ measure }) => measure.name.startsWith("p99"));
    expect(p99?.trend.median).toBe(100);
    expect(p99?.over).toBeGreaterThan(0.5);
    expect(p99?.over).toBeLessThan(0.8);
  });

  it("judges it over all the time when they hardly ever were", () => {
    const busy = (second: number) => second > 1_500;
    expect(grown(samplesOf(0, busy)).length).toBe(0);
    expect(judge(samplesOf(0, busy)).find(({ measure }) => measure.name.startsWith("p99"))?.over).toBe(1);
  });
});

describe("the tally of a window", () => {
  it("gives what came since the last look, with what people wait for by itself", () => {
    const told: string[] = [];
    const tally = startTally(
      (kind, what) => told.push(`${kind}: ${what}`),
      (kind) => kind !== "export",
    );
    for (let ms = 1; ms <= 100; ms++) tally.took("search", ms);
    tally.took("export", 5_000);
    tally.wrong("search", "nothing was found");
    const taken = tally.take();
    expect(taken.questions).toEqual({ count: 100, p50: 51, p99: 100, max: 100 });
    expect(taken.kinds.export?.max).toBe(5_000);
    expect(taken.wrong).toBe(1);
    expect(told).toEqual(["search: nothing was found"]);
    expect(tally.take()).toEqual({ kinds: {}, questions: timesOf([]), wrong: 0 });
  });
});
