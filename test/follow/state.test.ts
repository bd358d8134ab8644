import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { stateFolder } from "../../src/cli/state-folder.js";
import { parseBaseUrl } from "../../src/follow/http/base-url.js";
import { whileLocked } from "../../src/follow/lock.js";
import {
  readUpdateState,
  withPubmedFile,
  withQuery,
  writeUpdateState,
} from "../../src/follow/update-state.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-state-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("what an update remembers", () => {
  it("is what it was told, file by file and query by query", async () => {
    expect(await readUpdateState(folder)).toEqual({ queries: [] });
    let state = withPubmedFile(
      { queries: [] },
      { year: 26, number: 1336, left: 2 },
      "2026-03-01T12:00:00.000Z",
    );
    state = withPubmedFile(state, { year: 26, number: 1337, left: 1 }, "2026-03-02T12:00:00.000Z");
    state = withQuery(state, { query: "isoniazid", at: "2026-03-01T12:00:00.000Z", records: 3 });
    state = withQuery(state, { query: "isoniazid", at: "2026-03-02T12:00:00.000Z", records: 1 });
    await writeUpdateState(folder, state);
    expect(await readUpdateState(folder)).toMatchObject({
      pubmed: { year: 26, number: 1337, files: 2, left: 1 },
      queries: [{ query: "isoniazid", records: 1 }],
    });
  });

  it.each([
    ["{", /is no JSON/u],
    ['{"format":1}', /does not say what has been done/u],
    ['{"format":1,"queries":[],"pubmed":{"year":"26"}}', /does not say what has been done/u],
    ['{"format":2,"queries":[]}', /has format 2; this program knows up to 1/u],
  ])("is refused when it is damaged: %s", async (text, message) => {
    writeFileSync(join(folder, "update.json"), text);
    await expect(readUpdateState(folder)).rejects.toThrow(message);
  });

  it("lies in an embedded store, and for a server in a folder of its own", () => {
    const state = "/home/someone/.local/state/litweave";
    expect(stateFolder("graph", { state })).toBe("graph");
    expect(stateFolder("bolt://db.example.org:7687", { state })).toBe(`${state}/db.example.org-7687`);
    expect(stateFolder("neo4j+s://db.example.org/", { state })).toBe(`${state}/db.example.org`);
  });
});

describe("the lock", () => {
  const path = join(folder, "locks", "update.lock");

  it("keeps a second run away, and is gone after the first", async () => {
    await whileLocked(path, "update of graph", async () => {
      await expect(whileLocked(path, "update of graph", async () => undefined)).rejects.toMatchObject({
        code: "STORE_BUSY",
        message: expect.stringContaining(`process ${process.pid}`),
      });
    });
    expect(existsSync(path)).toBe(false);
  });

  it("is gone after a run that failed", async () => {
    const failing = whileLocked(path, "update", () => Promise.reject(new Error("broken")));
    await expect(failing).rejects.toThrow("broken");
    expect(existsSync(path)).toBe(false);
  });

  it.each(["999999999", "", "nonsense"])("of a process that is gone (“%s”) is taken over", async (left) => {
    writeFileSync(path, left);
    expect(await whileLocked(path, "update", async () => "done")).toBe("done");
  });
});

describe("a base address", () => {
  it("is a folder", () => {
    expect(parseBaseUrl("https://example.org/pubmed").href).toBe("https://example.org/pubmed/");
  });

  it.each(["ftp://ftp.ncbi.nlm.nih.gov/pubmed/", "pubmed", "https://me:secret@example.org/"])(
    "is not %s",
    (text) => {
      const refused = () => parseBaseUrl(text);
      expect(refused).toThrow(/--base-url/u);
      expect(refused).not.toThrow(/secret/u);
    },
  );
});
