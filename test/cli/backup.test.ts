import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep, setImmediate as soon } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Connection } from "../../src/store/embedded/connection.js";
import { migrations } from "../../src/store/embedded/schema/migrations.js";
import { openStore } from "../../src/store/open-store.js";
import { collect, sortedRows } from "../store/contract.js";
import { crashPaper } from "../store/crash-papers.js";
import { litweave } from "./running.js";

const root = mkdtempSync(join(tmpdir(), "litweave-backup-"));
const graph = join(root, "graph");
let made = 0;
const place = () => join(root, `place-${made++}`);
const update = {
  format: 1,
  pubmed: { year: 26, number: 1336, at: "2026-05-01T00:00:00Z", files: 3 },
  queries: [],
};
const backUp = (out: string, ...more: readonly string[]) =>
  litweave("backup", "--store", graph, "--out", out, "--json", ...more);
const restore = (backup: string, store: string) => litweave("restore", backup, "--store", store, "--json");

beforeAll(async () => {
  const store = await openStore(graph);
  await store.write(Array.from({ length: 60 }, (_, i) => crashPaper(i)));
  await store.close();
  writeFileSync(join(graph, "update.json"), JSON.stringify(update));
  const watched = {
    folder: "/in",
    name: "1.xml",
    bytes: 1,
    changedMs: 1,
    sha256: "00",
    at: "2026-05-02",
    failed: 0,
  };
  writeFileSync(join(graph, "watch.jsonl"), `${JSON.stringify(watched)}\n`);
  const letter = { file: "1.xml", record: 2, stage: "read", reason: "cut off" };
  writeFileSync(join(graph, "dead-letter.jsonl"), `${JSON.stringify(letter)}\n`);
  writeFileSync(join(graph, "update.lock"), "1");
  mkdirSync(join(graph, "downloads"));
  writeFileSync(join(graph, "downloads", "pubmed26n1337.xml.gz"), "half");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function rowsOf(folder: string) {
  const store = await openStore(folder, { create: false });
  try {
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    return await sortedRows(store);
  } finally {
    await store.close();
  }
}

/** Kills a backup once its database is there; false when that came too late. */
async function killedWithin(store: string, out: string): Promise<boolean> {
  const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
  const words = ["--import", "tsx", main, "backup", "--store", store, "--out", out];
  const child = spawn(process.execPath, words, { stdio: "ignore" });
  const ended = once(child, "exit");
  while (child.exitCode === null && !existsSync(`${out}.part/graph.db`)) await soon();
  child.kill("SIGKILL");
  await ended;
  return existsSync(`${out}.part`);
}

describe("litweave backup and restore", () => {
  it("give back the graph and all that is remembered of it, without locks and downloads", async () => {
    const [out, again] = [place(), place()];
    const run = await backUp(out);
    expect(run.exitCode, run.logged).toBe(0);
    const names = ["dead-letter.jsonl", "graph.db", "manifest.json", "update.json", "watch.jsonl"];
    expect(readdirSync(out).sort()).toEqual(names);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      kind: "litweave-backup",
      format: 1,
      schema: migrations.length,
      counts: { documents: 60 },
    });
    expect(Date.parse(manifest.createdAt)).toBeGreaterThan(0);
    const restored = await restore(out, again);
    expect(restored.exitCode, restored.logged).toBe(0);
    // The log beside the database is made whenever it is opened.
    const there = readdirSync(again).filter((name) => !/-(wal|shm)$/u.test(name));
    expect(there.sort()).toEqual(names.filter((name) => name !== "manifest.json"));
    expect(await rowsOf(again)).toEqual(await rowsOf(graph));
    const status = await litweave("status", "--store", again, "--json");
    expect(status.json.at(-1)).toMatchObject({
      pubmed: { file: "pubmed26n1336" },
      watched: { file: "1.xml" },
    });
  });

  it("takes one state of the graph while another process writes", async () => {
    const folder = place();
    await openStore(folder).then((store) => store.close());
    const script = join(import.meta.dirname, "..", "store", "crash-writer.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    await sleep(200);
    const taken = [];
    for (let i = 0; i < 3; i++) {
      const out = place();
      const run = await litweave("backup", "--store", folder, "--out", out, "--json");
      expect(run.exitCode, run.logged).toBe(0);
      const again = place();
      expect((await restore(out, again)).exitCode).toBe(0);
      const store = await openStore(again, { create: false });
      const { documents } = await store.counts();
      await store.close();
      // Three papers go into each transaction: all of them or none.
      expect(documents % 3).toBe(0);
      taken.push(documents);
      const built = await openStore(place());
      await built.write(Array.from({ length: documents }, (_, i) => crashPaper(i)));
      expect(await rowsOf(again)).toEqual(await sortedRows(built));
      await built.close();
    }
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    expect(taken.at(-1)).toBeGreaterThan(taken[0]!);
  });

  it("leaves nothing under the name when it is killed, and the next run replaces what it left", async () => {
    const folder = place();
    const store = await openStore(folder);
    await store.write(Array.from({ length: 2000 }, (_, i) => crashPaper(i)));
    await store.close();
    const out = place();
    // The moment is short: a backup that was whole before it could be killed is tried again.
    while (!(await killedWithin(folder, out))) rmSync(out, { recursive: true });
    expect(existsSync(out)).toBe(false);
    expect(existsSync(`${out}.part`)).toBe(true);
    expect((await restore(`${out}.part`, place())).exitCode).toBe(1);
    const again = await litweave("backup", "--store", folder, "--out", out, "--json");
    expect(again.exitCode, again.logged).toBe(0);
    expect(existsSync(`${out}.part`)).toBe(false);
    const restored = await restore(out, place());
    expect(restored.json.at(-1)).toMatchObject({ counts: { documents: 2000 } });
  });

  it("does not go into the store that it is of", async () => {
    for (const out of [join(graph, "inside"), graph])
      expect(await backUp(out)).toMatchObject({
        exitCode: 1,
        logged: expect.stringMatching(/inside the store/u),
      });
    expect(readdirSync(graph)).not.toContain("inside");
  });

  it("overwrites nothing", async () => {
    const out = place();
    await backUp(out);
    const before = readFileSync(join(out, "manifest.json"), "utf8");
    const twice = await backUp(out);
    expect(twice).toMatchObject({ exitCode: 1, logged: expect.stringMatching(/there already/u) });
    expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe(before);
    const onto = await restore(out, graph);
    expect(onto).toMatchObject({ exitCode: 1, logged: expect.stringMatching(/nothing is overwritten/u) });
    const empty = place();
    mkdirSync(empty);
    expect((await restore(out, empty)).exitCode).toBe(0);
  });

  const broken: readonly (readonly [what: string, damage: (out: string) => void, message: RegExp])[] = [
    [
      "a database that was cut off",
      (out) => truncateSync(join(out, "graph.db"), statSync(join(out, "graph.db")).size - 4096),
      /graph\.db is damaged: it has \d+ bytes/u,
    ],
    ["a bit that fell over", (out) => flipBit(join(out, "graph.db")), /SHA-256 is not the one/u],
    [
      "a state that was changed",
      (out) => appendFileSync(join(out, "update.json"), " "),
      /update\.json is damaged/u,
    ],
    ["a missing file", (out) => rmSync(join(out, "watch.jsonl")), /watch\.jsonl is missing/u],
    ["a missing manifest", (out) => rmSync(join(out, "manifest.json")), /there is no backup/u],
    ["a damaged manifest", (out) => truncateSync(join(out, "manifest.json"), 100), /is no JSON/u],
    ["a model's manifest", (out) => rewrite(out, { kind: "terminology" }), /not that of a backup/u],
    ["a newer format", (out) => rewrite(out, { format: 2 }), /format 2; this program knows up to 1/u],
    ["a newer schema", (out) => rewrite(out, { schema: 99 }), /schema version 99/u],
    [
      "a file outside",
      (out) => rewrite(out, { files: [{ name: "../x", bytes: 1, sha256: "0".repeat(64) }] }),
      /damaged/u,
    ],
    ["no database", (out) => rewrite(out, { files: [] }), /names no graph\.db/u],
    ["other counts", (out) => rewrite(out, { counts: { documents: 61 } }), /does not hold what/u],
  ];

  it.each(broken)("refuses a backup with %s, and makes no store", async (_what, damage, message) => {
    const [whole, out, again] = [place(), place(), place()];
    await backUp(whole);
    cpSync(whole, out, { recursive: true });
    damage(out);
    const run = await restore(out, again);
    expect(run).toMatchObject({ exitCode: 1, logged: expect.stringMatching(message) });
    expect(run.logged).not.toMatch(/^ {4}at /mu);
    expect(existsSync(again)).toBe(false);
    expect(existsSync(`${again}.part`)).toBe(false);
  });

  it("says of a server what to use in its place", async () => {
    const url = "bolt://localhost:7687";
    for (const run of [
      await litweave("backup", "--store", url, "--out", place()),
      await restore(place(), url),
    ]) {
      expect(run).toMatchObject({
        exitCode: 2,
        logged: expect.stringMatching(/neo4j-admin database (dump|load)/u),
      });
    }
  });

  it("says what is wrong with the store", async () => {
    const missing = await litweave("backup", "--store", place(), "--out", place());
    expect(missing).toMatchObject({ exitCode: 1, logged: expect.stringMatching(/there is no store/u) });
    const foreign = place();
    mkdirSync(foreign);
    const other = new Connection(join(foreign, "graph.db"), false);
    other.script("CREATE TABLE recipes (name TEXT)");
    other.close();
    const out = place();
    const refused = await litweave("backup", "--store", foreign, "--out", out);
    expect(refused).toMatchObject({ exitCode: 1, logged: expect.stringMatching(/another program/u) });
    expect(existsSync(out) || existsSync(`${out}.part`)).toBe(false);
  });
});

describe("docs/operations.md", () => {
  it("shows commands that do what they say", async () => {
    const page = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
    const lines = /```sh\n([\s\S]*?)```/u.exec(page)?.[1]?.trim().split("\n") ?? [];
    expect(lines.length).toBeGreaterThan(4);
    const folder = place();
    mkdirSync(folder);
    cpSync(graph, join(folder, "graph"), { recursive: true });
    for (const line of lines) {
      const words = line.split(" ").slice(1);
      const run = await litweave(...words.map((word) => word.replace(/^\.\//u, `${folder}/`)));
      expect(run.exitCode, `${line}\n${run.logged}`).toBe(0);
    }
  });
});

function flipBit(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

function rewrite(out: string, change: object): void {
  const path = join(out, "manifest.json");
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...change }));
}
