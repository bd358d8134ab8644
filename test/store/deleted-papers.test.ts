import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paperId, zipfPaper } from "../../bench/zipf-papers.js";
import { Connection } from "../../src/store/embedded/connection.js";
import { databaseName } from "../../src/store/embedded/open-folder.js";
import type { StoredGraph } from "../../src/store/graph-parts.js";
import { openStore } from "../../src/store/open-store.js";

/** Papers that the store holds while others come and go. */
const held = 40;

describe("an embedded store from which papers are deleted as others come", () => {
  let folder: string;
  let store: StoredGraph;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "litweave-deleted-"));
    store = await openStore(folder, { journalEntries: 100 });
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  async function comeAndGo(from: number, to: number): Promise<void> {
    for (let number = from; number < to; number += 10) {
      const ten = Array.from({ length: 10 }, (_, at) => number + at);
      await store.write(ten.map((one) => zipfPaper({ number: one, within: 20 })));
      const old = ten.map((one) => one - held).filter((one) => one >= 0);
      await store.write(old.map((one) => ({ kind: "delete", documentId: paperId(one) })));
    }
  }

  function bytes(): number {
    const connection = new Connection(join(folder, databaseName), true);
    const pages = Number(connection.get("PRAGMA page_count")?.page_count);
    const free = Number(connection.get("PRAGMA freelist_count")?.freelist_count);
    connection.close();
    return (pages - free) * 4096;
  }

  it("keeps little more than the name of each", async () => {
    await comeAndGo(0, 400);
    const before = bytes();
    await comeAndGo(400, 1_000);
    expect(await store.counts()).toMatchObject({ documents: held, deleted: 1_000 - held });
    expect((bytes() - before) / 600).toBeLessThan(700);
  });

  it("still knows them as deleted, whatever comes for them later", async () => {
    const [outcome] = await store.write([zipfPaper({ number: 3, version: 2, within: 20 })]);
    expect(outcome).toBe("superseded");
    expect(await store.counts()).toMatchObject({ documents: held, deleted: 1_000 - held });
    for await (const finding of store.verify({ repair: false })) expect(finding).toBeUndefined();
  });
});
