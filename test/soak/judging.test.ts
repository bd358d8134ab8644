import { describe, expect, it } from "vitest";
import { judge } from "./measures.js";
import { startTally, timesOf } from "./record.js";
import type { Sample } from "./sample.js";
import { samplesOf } from "./toy-samples.js";

const grown = (samples: readonly Sample[]) =>
  judge(samples).flatMap(({ measure, verdict }) => (verdict === "grew" ? measure.name : []));

describe("the judgement of a run", () => {
  it("finds nothing where nothing grows, whatever the process that makes the load holds", () => {
    expect(grown(samplesOf(0))).toEqual([]);
  });

  it("finds a leak of 60 MiB an hour in 1,000", () => {
    expect(grown(samplesOf(60))).toEqual([
      "memory in RAM, server and readers",
      "of it their own, without files that they map",
      "JavaScript heap of the server, after collections",
    ]);
  });

  it("tells a slower machine from a slower server", () => {
    const more = (second: number) => 1 + second / 10_000;
    expect(grown(samplesOf(0, { slower: more }))).toEqual([]);
    expect(grown(samplesOf(0, { slowerQuestions: more }))).toEqual([
      "p50 of questions at the machine's usual pace",
      "p99 of questions at the machine's usual pace",
    ]);
  });

  it("judges latency over the time in which the cores were free", () => {
    const busy = (second: number) => second > 5_000;
    expect(grown(samplesOf(0, { busy }))).toEqual([]);
    const p99 = judge(samplesOf(0, { busy })).find(({ measure }) => measure.name.startsWith("p99"));
    expect(p99?.trend.median).toBe(100);
    expect(p99?.over).toBeGreaterThan(0.5);
    expect(p99?.over).toBeLessThan(0.8);
  });

  it("judges it over all the time when they hardly ever were", () => {
    const busy = (second: number) => second > 1_500;
    expect(grown(samplesOf(0, { busy })).length).toBe(0);
    expect(judge(samplesOf(0, { busy })).find(({ measure }) => measure.name.startsWith("p99"))?.over).toBe(1);
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
