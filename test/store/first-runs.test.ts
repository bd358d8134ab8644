import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { FirstRuns } from "../../src/store/neo4j/first-runs.js";

/** What asks for a second unless it is told to fail at once, and how many ask at a time. */
function server() {
  const at = { now: 0, most: 0, asked: 0 };
  const ask = async (outcome: "done" | "failed") => {
    at.asked += 1;
    at.now += 1;
    at.most = Math.max(at.most, at.now);
    await sleep(20);
    at.now -= 1;
    if (outcome === "failed") throw new Error("failed");
    return outcome;
  };
  return { at, ask };
}

describe("the first run of a statement", () => {
  it("is one client's, whoever asks meanwhile; then all ask at once", async () => {
    const runs = new FirstRuns();
    const { at, ask } = server();
    const first = runs.run("a", () => ask("done"));
    const others = Array.from({ length: 63 }, () => runs.run("a", () => ask("done")));
    await first;
    expect([at.most, at.asked]).toEqual([1, 1]);
    expect(new Set(await Promise.all(others))).toEqual(new Set(["done"]));
    expect([at.most, at.asked]).toEqual([63, 64]);
  });

  it("goes to the next when it fails", async () => {
    const runs = new FirstRuns();
    const { at, ask } = server();
    const all = await Promise.allSettled(
      (["failed", "failed", "done", "done"] as const).map((outcome) => runs.run("a", () => ask(outcome))),
    );
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "fulfilled"]);
    expect(at.most).toBe(1);
  });

  it("keeps nobody from another statement, and none longer than may be", async () => {
    const runs = new FirstRuns(50);
    let end = (_: string) => {};
    const endless = runs.run("a", () => new Promise<string>((resolve) => (end = resolve)));
    const { ask } = server();
    expect(await runs.run("b", () => ask("done"))).toBe("done");
    const began = performance.now();
    expect(await runs.run("a", () => ask("done"))).toBe("done");
    expect(performance.now() - began).toBeGreaterThan(45);
    end("ended");
    expect(await endless).toBe("ended");
  });
});
