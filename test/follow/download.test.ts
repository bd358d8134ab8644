import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { download } from "../../src/follow/http/download.js";
import { retryAfterMs } from "../../src/follow/http/retry-after.js";
import { fetchText } from "../../src/follow/http/text.js";
import { type NcbiServer, startNcbi } from "./ncbi-server.js";
import { stillPatience } from "./still-clock.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-download-"));
const name = "updatefiles/pubmed26n1336.xml.gz";
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251));
let ncbi: NcbiServer;
let made = 0;

beforeAll(async () => {
  ncbi = await startNcbi();
  ncbi.files.set(name, bytes);
});
afterAll(async () => {
  await ncbi.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  ncbi.asked.length = 0;
});

const url = () => new URL(name, ncbi.pubmed);
const place = () => join(folder, String(made++));
const size = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
const ranges = () => ncbi.asked.map(({ range }) => range);

describe("a download", () => {
  it("goes on where it broke off, as often as it gets further", async () => {
    const path = place();
    for (let due = 30_000; due < bytes.length; due += 30_000) {
      ncbi.fail(name, { breakAfter: 30_000, when: () => size(path) >= due });
    }
    const patience = stillPatience({ attempts: 2 });
    await download(url(), path, patience);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(ncbi.asked.length).toBe(10);
    expect(ranges().at(-1)).toBe("bytes=270000-");
    expect(patience.lines[0]).toContain("the connection failed");
  });

  it("goes on with what an earlier run left", async () => {
    const path = place();
    writeFileSync(path, bytes.subarray(0, 100_000));
    await download(url(), path, stillPatience());
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(ranges()).toEqual(["bytes=100000-"]);
  });

  it("fetches nothing of a file that is whole", async () => {
    const path = place();
    writeFileSync(path, bytes);
    await download(url(), path, stillPatience());
    expect(ranges()).toEqual(["bytes=300000-"]);
    expect(statSync(path).size).toBe(bytes.length);
  });

  it("begins anew when more lies there than the file has", async () => {
    const path = place();
    writeFileSync(path, Buffer.alloc(400_000));
    await download(url(), path, stillPatience());
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(ranges()).toEqual(["bytes=400000-", undefined]);
  });

  it("begins anew when the server knows no ranges", async () => {
    const path = place();
    writeFileSync(path, Buffer.alloc(1_000));
    ncbi.fail(name, { ignoreRange: true });
    await download(url(), path, stillPatience());
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it("gives up a server that always breaks off at the same byte, and keeps what came", async () => {
    const path = place();
    ncbi.fail(name, { breakAfter: 1_000, when: () => size(path) >= 1_000 });
    ncbi.fail(name, { breakAfter: 0 }, { breakAfter: 0 });
    await expect(download(url(), path, stillPatience({ attempts: 3 }))).rejects.toMatchObject({
      code: "SOURCE_UNAVAILABLE",
      message: expect.stringContaining("tried 3 times in a row"),
    });
    expect(readFileSync(path).equals(bytes.subarray(0, 1_000))).toBe(true);
    expect(ncbi.asked.length, "the first attempt got further than nothing").toBe(3);
  });

  it("does not wait for a server that fell silent", async () => {
    const path = place();
    ncbi.fail(name, { silentAfter: 2_000 });
    const patience = stillPatience({ silenceMs: 1_000 });
    await download(url(), path, patience);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(patience.lines).toEqual([expect.stringContaining("nothing came for 1 s")]);
  });

  it("cannot verify what the server encodes, and says so", async () => {
    ncbi.fail(name, { status: 200, headers: { "content-encoding": "gzip" }, body: "" });
    await expect(download(url(), place(), stillPatience())).rejects.toThrow(/Content-Encoding gzip/u);
  });

  it("says when it has no place", async () => {
    const nowhere = download(url(), join(folder, "nowhere", "x"), stillPatience());
    await expect(nowhere).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringContaining("cannot be written: ENOENT"),
    });
  });

  it("ends when the run is stopped", async () => {
    const stopping = new AbortController();
    const patience = stillPatience({ signal: stopping.signal });
    ncbi.fail(name, { silentAfter: 1_000 });
    const ended = download(url(), place(), patience);
    setTimeout(() => stopping.abort(), 200);
    await expect(ended).rejects.toMatchObject({ code: "CANCELLED" });
  });
});

describe("a server that fails", () => {
  const asked = (patience: ReturnType<typeof stillPatience>) =>
    fetchText(new URL("updatefiles/", ncbi.pubmed), patience);

  it("is given twice as long each time", async () => {
    ncbi.fail("updatefiles/", { status: 503 }, { status: 500 }, { status: 502 }, { status: 504 });
    const patience = stillPatience();
    expect(await asked(patience)).toContain("pubmed26n1336.xml.gz");
    const { slept } = patience.clock;
    expect(slept.length).toBe(4);
    for (const [index, ms] of slept.entries()) {
      expect(ms).toBeGreaterThanOrEqual(2_000 * 2 ** index);
      expect(ms).toBeLessThanOrEqual(2_500 * 2 ** index);
    }
    expect(patience.lines[0]).toContain("the server answered 503");
  });

  it("is left alone for as long as it asks", async () => {
    ncbi.fail("updatefiles/", { status: 429, headers: { "retry-after": "120" } });
    const patience = stillPatience();
    await asked(patience);
    expect(patience.clock.slept).toEqual([120_000]);
  });

  it("is given up when it asks for more than a quarter of an hour", async () => {
    ncbi.fail("updatefiles/", { status: 503, headers: { "retry-after": "3600" } });
    await expect(asked(stillPatience())).rejects.toThrow(/asks to wait 3600 s \(tried once\)/u);
  });

  it("is not asked again for what it does not have", async () => {
    const patience = stillPatience();
    await expect(fetchText(new URL("elsewhere/x", ncbi.pubmed), patience)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(patience.clock.slept).toEqual([]);
  });

  it("may not be there at all", async () => {
    const gone = await startNcbi();
    await gone.close();
    await expect(fetchText(gone.pubmed, stillPatience())).rejects.toMatchObject({
      code: "SOURCE_UNAVAILABLE",
      message: expect.stringMatching(/ECONNREFUSED.*tried 7 times/u),
    });
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  it.each([
    ["120", 120_000],
    ["Sun, 01 Mar 2026 12:01:00 GMT", 60_000],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
    ["soon", undefined],
  ])("%s", (text, ms) => {
    expect(retryAfterMs(new Headers({ "retry-after": text }), now)).toBe(ms);
  });
});
