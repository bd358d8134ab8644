import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../../src/follow/clock.js";
import type { SeenFile } from "../../src/follow/folder/look.js";
import { newFiles, type WatchOptions } from "../../src/follow/folder/new-files.js";
import { settling } from "../../src/follow/folder/settled.js";
import { readWatchRecord } from "../../src/follow/folder/watch-record.js";
import { stillClock } from "./still-clock.js";

const root = mkdtempSync(join(tmpdir(), "litweave-watch-"));
afterAll(() => rmSync(root, { recursive: true }));
let folder: string;
let state: string;
let made = 0;
beforeEach(() => {
  folder = join(root, String(made++), "incoming");
  state = join(folder, "..", "state");
  mkdirSync(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);
const put = (name: string, content = name) => writeFileSync(at(name), content);

/**
 * Watches the folder, while one step after the other is done between two looks, until none is left.
 *
 * @returns the names that came, look by look, and what was said
 */
async function watched(steps: readonly (() => void)[], more: Partial<WatchOptions> = {}) {
  const stopping = new AbortController();
  const still = stillClock();
  const left = [...steps];
  const lines: string[] = [];
  const clock: Clock = {
    now: still.now,
    passed: still.passed,
    async sleep(ms) {
      await still.sleep(ms);
      const step = left.shift();
      if (step === undefined) stopping.abort();
      else step();
    },
  };
  const record = await readWatchRecord(state);
  const names: (readonly string[])[] = [];
  const options = { folder, record, settleMs: 0, intervalMs: 10_000, except: at("dead-letter.jsonl"), clock };
  const { signal } = stopping;
  for await (const fresh of newFiles({ ...options, signal, log: (line) => void lines.push(line), ...more })) {
    names.push(fresh.map(({ name }) => name));
    for (const { name, bytes, changedMs, sha256 } of fresh) {
      await record.add({ folder, name, bytes, changedMs, sha256, at: "2026-03-01T12:00:00Z", failed: 0 });
    }
  }
  return { names, lines };
}

describe("a watched folder", () => {
  it("gives what is there, then what comes, in the order of the names, each once", async () => {
    for (const name of ["n10.xml", "n2.xml", "n1.xml"]) put(name);
    const later = () => {
      put("n3.xml");
      put("a.txt");
    };
    const { names } = await watched([() => undefined, later, () => undefined]);
    expect(names).toEqual([
      ["n1.xml", "n2.xml", "n10.xml"],
      ["a.txt", "n3.xml"],
    ]);
  });

  it("gives a file again when its content is replaced, not when it is only touched or copied over by the same", async () => {
    put("a.txt", "one");
    const touch = () => utimesSync(at("a.txt"), new Date(), new Date(2020, 1, 1));
    const same = () => put("a.txt", "one");
    const other = () => put("a.txt", "two");
    const { names } = await watched([touch, same, other, () => undefined]);
    expect(names).toEqual([["a.txt"], ["a.txt"]]);
  });

  it("remembers over restarts, also of a file that was away meanwhile", async () => {
    put("a.txt");
    expect((await watched([])).names).toEqual([["a.txt"]]);
    expect((await watched([])).names).toEqual([]);
    const away = () => renameSync(at("a.txt"), at(".hidden"));
    const back = () => renameSync(at(".hidden"), at("a.txt"));
    expect((await watched([away, back, () => undefined])).names).toEqual([]);
    unlinkSync(at("a.txt"));
    put("a.txt", "something else");
    expect((await watched([])).names).toEqual([["a.txt"]]);
  });

  it("leaves alone what stands beside data, folders, and the dead letters", async () => {
    const beside = [
      "a.xml.md5",
      "b.xml.part",
      ".c.xml.x7Yz",
      "d.xml.tmp",
      "e.txt~",
      "~f.txt",
      "dead-letter.jsonl",
    ];
    for (const name of beside) put(name);
    mkdirSync(at("more"));
    put("more/g.txt");
    put("h.txt");
    expect((await watched([])).names).toEqual([["h.txt"]]);
  });

  it("may be away for a while, but not at first", async () => {
    const elsewhere = join(folder, "..", "elsewhere");
    const away = () => renameSync(folder, elsewhere);
    const back = () => renameSync(elsewhere, folder);
    const { names, lines } = await watched([
      away,
      () => undefined,
      back,
      () => put("a.txt"),
      () => undefined,
    ]);
    expect(names).toEqual([["a.txt"]]);
    expect(lines).toEqual([expect.stringContaining("cannot be opened")]);
    rmSync(folder, { recursive: true });
    await expect(watched([])).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.skipIf(process.getuid?.() === 0)(
    "tells once of a file that cannot be read, and goes on trying",
    async () => {
      put("a.txt");
      const { chmodSync } = await import("node:fs");
      chmodSync(at("a.txt"), 0);
      const mend = () => chmodSync(at("a.txt"), 0o600);
      const { names, lines } = await watched([() => undefined, mend, () => undefined]);
      expect(names).toEqual([["a.txt"]]);
      expect(lines).toEqual([expect.stringContaining("EACCES")]);
    },
  );

  it("is looked at once, which leaves what may still be growing to the next time", async () => {
    put("a.txt");
    const clock = stillClock(Date.now());
    const once = { clock, settleMs: 600_000, signal: new AbortController().signal };
    const lines: string[] = [];
    const options = { folder, record: await readWatchRecord(state), except: "", ...once };
    for await (const _ of newFiles({ ...options, log: (line) => void lines.push(line) }))
      expect.unreachable();
    expect(lines).toEqual(["1 files may still be growing; look again later."]);
    await clock.sleep(600_000);
    const names: string[] = [];
    for await (const fresh of newFiles({ ...options, log: () => undefined })) {
      names.push(...fresh.map(({ name }) => name));
    }
    expect(names).toEqual(["a.txt"]);
  });
});

describe("a file that is being written", () => {
  const file = (bytes: number, changedMs: number): SeenFile => ({ name: "a", path: "/a", bytes, changedMs });
  const names = (files: readonly SeenFile[]) => files.map(({ name }) => name);

  it("is whole once it has not changed for long enough", async () => {
    const clock = stillClock(100_000);
    const settled = settling(5_000, clock);
    expect(names(settled([file(10, 99_000)]))).toEqual([]);
    await clock.sleep(3_000);
    expect(names(settled([file(20, 102_500)]))).toEqual([]);
    await clock.sleep(3_000);
    expect(names(settled([file(20, 102_500)]))).toEqual([]);
    await clock.sleep(3_000);
    expect(names(settled([file(20, 102_500)]))).toEqual(["a"]);
  });

  it("is whole at the first look when its own times say so", () => {
    expect(names(settling(5_000, stillClock(100_000))([file(10, 95_000)]))).toEqual(["a"]);
  });

  it("is not believed a time in the future", async () => {
    const clock = stillClock(100_000);
    const settled = settling(5_000, clock);
    expect(names(settled([file(10, 900_000)]))).toEqual([]);
    await clock.sleep(5_000);
    expect(names(settled([file(10, 900_000)]))).toEqual(["a"]);
  });
});

describe("what is remembered of a watched folder", () => {
  const line = (name: string) => ({
    folder: "/in",
    name,
    bytes: 1,
    changedMs: 2,
    sha256: "0",
    at: "",
    failed: 0,
  });

  it("may end in the middle of a line", async () => {
    const record = await readWatchRecord(state);
    await record.add(line("a"));
    appendFileSync(join(state, "watch.jsonl"), '{"folder":"/in","na');
    const again = await readWatchRecord(state);
    expect(again.find("/in", "a")).toEqual(line("a"));
    expect(again.damaged).toBe(1);
    await again.add(line("b"));
    const last = await readWatchRecord(state);
    expect([...last.files.values()]).toEqual([line("a"), line("b")]);
  });
});
