import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../../src/store/embedded/connection.js";
import { migrations } from "../../src/store/embedded/schema/migrations.js";
import { openStore } from "../../src/store/open-store.js";
import { collect, sortedRows } from "./contract.js";
import { earlierLayout, earlierPapers, upgradedPapers } from "./earlier.js";
import { paper } from "./world.js";

const root = mkdtempSync(join(tmpdir(), "litweave-folder-"));
let made = 0;
let folder = "";
beforeEach(() => {
  folder = join(root, String(made++));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const claims = [{ subject: "metformin", predicate: "treats", object: "diabetes" }] as const;

async function fill(count = 1) {
  const store = await openStore(folder);
  await store.write(Array.from({ length: count }, (_, i) => paper({ id: `PMID:${i}`, year: 2020, claims })));
  await store.close();
}

describe("a store folder", () => {
  it("keeps its graph from one opening to the next", async () => {
    await fill(3);
    const again = await openStore(folder);
    expect(again.location).toBe(folder);
    expect(await again.counts()).toMatchObject({ documents: 3, triples: 1, evidence: 3 });
    await again.close();
  });

  it("is not made for a reader, who is told how to make one", async () => {
    const absent = join(folder, "absent");
    await expect(openStore(absent, { create: false })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(existsSync(absent)).toBe(false);
  });

  it("is refused when it holds something else", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "thesis.tex"), "");
    await expect(openStore(folder)).rejects.toMatchObject({
      code: "BAD_STORE",
      hint: expect.stringMatching(/empty/u),
    });
    expect(readdirSync(folder)).toEqual(["thesis.tex"]);
  });

  it("is refused when it is a file", async () => {
    writeFileSync(folder, "");
    await expect(openStore(folder)).rejects.toMatchObject({ code: "BAD_STORE" });
  });

  it("is refused when its database is another program's, and left as it was", async () => {
    mkdirSync(folder);
    const other = new Connection(join(folder, "graph.db"), false);
    other.script("CREATE TABLE recipes (name TEXT)");
    other.close();
    await expect(openStore(folder)).rejects.toMatchObject({
      code: "BAD_STORE",
      message: expect.stringContaining("another program"),
    });
    const after = new Connection(join(folder, "graph.db"), true);
    expect(after.all("SELECT name FROM sqlite_schema")).toEqual([{ name: "recipes" }]);
    after.close();
  });

  it("is refused when its database is no database", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "graph.db"), "not a database at all\n".repeat(500));
    await expect(openStore(folder)).rejects.toMatchObject({
      code: "BAD_STORE",
      hint: expect.stringMatching(/backup/u),
    });
  });

  it("is refused when its database was cut off", async () => {
    await fill(300);
    truncateSync(join(folder, "graph.db"), 40_000);
    const opened = async () => {
      const store = await openStore(folder);
      try {
        await sortedRows(store);
      } finally {
        await store.close();
      }
    };
    await expect(opened()).rejects.toMatchObject({ code: "BAD_STORE" });
  });

  it("of an earlier program is brought up to date, once, and counts as if written today", async () => {
    const earlier = await openStore(folder);
    await earlier.write(earlierPapers);
    await earlier.close();
    earlierLayout(folder);

    const told: string[] = [];
    const log = (line: string) => void told.push(line);
    const [upgraded, reference] = [
      await openStore(folder, { log }),
      await openStore(`${folder}-reference`, { log }),
    ];
    expect(told).toEqual([
      expect.stringContaining(`${folder} from schema version 1 to ${migrations.length}`),
      expect.stringMatching(/^Brought up to date in [\d.]+ s\.$/u),
    ]);
    await (await openStore(folder, { log })).close();
    expect(told).toHaveLength(2);
    await reference.write(upgradedPapers);
    expect(await sortedRows(upgraded)).toEqual(await sortedRows(reference));
    expect(await collect(upgraded.verify({ repair: false }))).toEqual([]);
    const keys = [upgradedPapers[0]!.evidence[0]!.triple.key];
    const page = async (store: typeof upgraded) =>
      (await store.evidence(keys, {}, { first: 9 })).get(keys[0]!);
    expect(await page(upgraded)).toEqual(await page(reference));
    expect((await page(upgraded))?.items.map(({ node }) => node.sectionWeight)).toEqual([1, 1, 0.5, 1]);
    await Promise.all([upgraded.close(), reference.close()]);
  });

  it("is refused when a newer program wrote it, naming both versions", async () => {
    await fill();
    const newer = new Connection(join(folder, "graph.db"), false);
    newer.script("PRAGMA user_version = 99");
    newer.close();
    await expect(openStore(folder)).rejects.toMatchObject({
      code: "BAD_STORE",
      message: expect.stringMatching(new RegExp(`version 99.*up to ${migrations.length}`, "u")),
    });
  });

  it("cannot be made where a file is in the way", async () => {
    writeFileSync(folder, "");
    await expect(openStore(join(folder, "inside"))).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  });

  it("is never made for a URL of another kind", async () => {
    await expect(openStore("http://localhost:7474")).rejects.toMatchObject({ code: "USAGE" });
    expect(existsSync("http:")).toBe(false);
  });

  it("lets a second writer wait, and tells it when the wait was in vain", async () => {
    await fill();
    const other = new Connection(join(folder, "graph.db"), false);
    other.script("BEGIN IMMEDIATE");
    const impatient = await openStore(folder, { patienceMs: 50 });
    await expect(impatient.write([paper({ id: "PMID:7" })])).rejects.toMatchObject({
      code: "STORE_BUSY",
      hint: expect.stringMatching(/one writer/u),
    });
    expect(await impatient.counts()).toMatchObject({ documents: 1 });
    await impatient.close();
    const patient = await openStore(folder, { patienceMs: 10_000 });
    const writing = patient.write([paper({ id: "PMID:7" })]);
    other.script("COMMIT");
    other.close();
    expect(await writing).toEqual(["written"]);
    await patient.close();
  });

  it("shows readers the last whole state while another process writes", async () => {
    await fill();
    const reader = await openStore(folder);
    const other = new Connection(join(folder, "graph.db"), false);
    other.script("BEGIN IMMEDIATE; DELETE FROM triple; DELETE FROM evidence");
    expect(await reader.counts()).toMatchObject({ triples: 1, evidence: 1 });
    expect(await collect(reader.verify({ repair: false }))).toEqual([]);
    other.script("ROLLBACK");
    other.close();
    await reader.close();
  });

  it("can be copied when it is closed", async () => {
    await fill(2);
    const copy = `${folder}-copy`;
    mkdirSync(copy);
    copyFileSync(join(folder, "graph.db"), join(copy, "graph.db"));
    const [original, copied] = [await openStore(folder), await openStore(copy)];
    expect(await sortedRows(copied)).toEqual(await sortedRows(original));
    await Promise.all([original.close(), copied.close()]);
  });
});
