import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GraphReader } from "../../src/domain/graph-reader.js";
import { Readers } from "../../src/store/embedded/readers.js";
import { openStore } from "../../src/store/open-store.js";
import { describeReading } from "./describe-reading.js";
import { endlessStore } from "./endless-store.js";

const root = mkdtempSync(join(tmpdir(), "litweave-readers-"));
let made = 0;
const folder = () => join(root, String(made++));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the embedded store with readers", () => {
  describeReading({ open: () => openStore(folder(), { readers: 1 }) });

  it("shows what is wrong with a question as without them", async () => {
    const [plain, read] = [await openStore(folder()), await openStore(folder(), { readers: 1 })];
    const wrong: ((reader: GraphReader) => Promise<unknown>)[] = [
      (reader) => reader.triples({}, { first: 10, after: "no cursor" }),
      (reader) => reader.searchConcepts({}, { first: 10, after: "no cursor" }),
    ];
    for (const ask of wrong) {
      const expected = await ask(plain).catch((error: Error) => error);
      expect(expected).toMatchObject({ name: "LitweaveError", hint: expect.any(String) });
      const { name, code, message, hint } = expected as Error & { code: string; hint: string };
      await expect(ask(read)).rejects.toMatchObject({ name, code, message, hint });
    }
    await Promise.all([plain, read].map((store) => store.close()));
  });
});

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const counts = { question: "counts", args: [] } as const;
const search = { question: "searchConcepts", args: [{}, { first: 5 }] } as const;
const found = { items: [{ node: { category: "Disease" } }] };

describe("readers", () => {
  let file: string;
  let readers: Readers;
  beforeEach(async () => {
    file = await endlessStore(folder());
  });
  afterEach(() => readers.close());

  it("are ended in the middle of a statement when the signal aborts, and replaced", async () => {
    readers = new Readers(file, 1);
    await readers.ask(search);
    const [pid] = readers.pids as [number];
    const asked = readers.ask(counts, AbortSignal.timeout(200));
    await expect(asked).rejects.toMatchObject({ name: "LitweaveError", code: "TIMEOUT" });
    await vi.waitFor(() => expect(lives(pid)).toBe(false));
    expect(await readers.ask(search)).toMatchObject(found);
    expect(readers.pids).toHaveLength(1);
  });

  it("come to the end of a short question that was broken off, and stay", async () => {
    readers = new Readers(file, 1);
    await readers.ask(search);
    const { pids } = readers;
    const controller = new AbortController();
    const asked = readers.ask(search, controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await readers.ask(search)).toMatchObject(found);
    expect(readers.pids).toEqual(pids);
  });

  it("answer beside one that is long at its question", async () => {
    readers = new Readers(file, 2);
    const controller = new AbortController();
    const long = readers.ask(counts, controller.signal);
    const answers = await Promise.all(Array.from({ length: 5 }, () => readers.ask(search)));
    for (const answer of answers) expect(answer).toMatchObject(found);
    controller.abort();
    await expect(long).rejects.toMatchObject({ code: "CANCELLED" });
  });

  it("are not asked what was broken off before its turn", async () => {
    readers = new Readers(file, 1);
    const [first, second] = [new AbortController(), new AbortController()];
    const long = readers.ask(counts, first.signal);
    const waiting = readers.ask(counts, second.signal);
    const third = readers.ask(search);
    second.abort();
    await expect(waiting).rejects.toMatchObject({ code: "CANCELLED" });
    first.abort();
    await expect(long).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await third).toMatchObject(found);
  });

  it("that die unasked fail their question alone, and the next is answered", async () => {
    readers = new Readers(file, 1);
    await readers.ask(search);
    const long = readers.ask(counts);
    process.kill(readers.pids[0]!, "SIGKILL");
    await expect(long).rejects.toMatchObject({ code: "STORE_UNAVAILABLE", hint: expect.any(String) });
    expect(await readers.ask(search)).toMatchObject(found);
  });

  it("leave a signal for the whole group of processes to the service", async () => {
    readers = new Readers(file, 1);
    await readers.ask(search);
    process.kill(readers.pids[0]!, "SIGINT");
    process.kill(readers.pids[0]!, "SIGTERM");
    expect(await readers.ask(search)).toMatchObject(found);
  });

  it("end with the store, and what they were asked too", async () => {
    readers = new Readers(file, 2);
    await readers.ask(search);
    const { pids } = readers;
    const long = [1, 2, 3].map(() => readers.ask(counts));
    const settled = Promise.allSettled(long);
    await readers.close();
    for (const one of await settled) expect(one).toMatchObject({ reason: { code: "CANCELLED" } });
    expect(pids.filter(lives)).toEqual([]);
    await expect(readers.ask(search)).rejects.toMatchObject({ code: "CANCELLED" });
  });
});
