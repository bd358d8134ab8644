import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readUpdateState, writeUpdateState } from "../../src/follow/update-state.js";
import { Connection } from "../../src/store/embedded/connection.js";
import { openStore } from "../../src/store/open-store.js";
import { writeDeadLetters } from "../../src/write/dead-letter.js";
import { litweave } from "../cli/running.js";
import { article, articleSet } from "../read/pubmed-sample.js";
import { collect, sortedRows } from "./contract.js";
import { crashPaper } from "./crash-papers.js";

const root = mkdtempSync(join(tmpdir(), "litweave-damaged-"));
const whole = join(root, "whole");
const input = join(root, "one.xml");
const pageBytes = 4096;
let made = 0;

beforeAll(async () => {
  const store = await openStore(whole);
  await store.write(Array.from({ length: 300 }, (_, i) => crashPaper(i)));
  await store.close();
  for (const log of ["graph.db-wal", "graph.db-shm"]) rmSync(join(whole, log), { force: true });
  writeFileSync(input, articleSet(article({ pmid: "93000001", title: "Isoniazid treats tuberculosis." })));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function broken(damage: (folder: string, file: string) => void): string {
  const folder = join(root, String(made++));
  cpSync(whole, folder, { recursive: true });
  damage(folder, join(folder, "graph.db"));
  return folder;
}

const damages: readonly (readonly [
  what: string,
  damage: (folder: string, file: string) => void,
  message: RegExp,
])[] = [
  [
    "a database of no length",
    (folder, file) => {
      truncateSync(file, 0);
      writeFileSync(join(folder, "update.json"), '{"format":1,"queries":[]}');
    },
    /graph\.db is empty: .*lost.*\n.*litweave restore/u,
  ],
  [
    "a database cut off in its first page",
    (_, file) => truncateSync(file, 50),
    /is damaged or no Litweave store/u,
  ],
  [
    "a database cut off after a while",
    (_, file) => truncateSync(file, 40 * pageBytes),
    /is damaged or no Litweave/u,
  ],
  [
    "a database that is another file",
    (_, file) => writeFileSync(file, "no database\n".repeat(999)),
    /is damaged or no/u,
  ],
  [
    "a folder in the database's place",
    (_, file) => {
      rmSync(file);
      mkdirSync(file);
    },
    /is no file/u,
  ],
  ["the database of another program", (_, file) => foreign(file), /belongs to another program/u],
  ["a newer schema", (_, file) => sql(file, "PRAGMA user_version = 99"), /has schema version 99/u],
  [
    "a folder of another program",
    (folder, file) => {
      rmSync(file);
      writeFileSync(join(folder, "thesis.tex"), "");
    },
    /no Litweave store: it holds thesis\.tex|there is no store/u,
  ],
  [
    "a file in the folder's place",
    (folder) => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, "");
    },
    /is a file, a store is a folder|there is no store/u,
  ],
];

/** Every command that opens a store, with what else it asks for. */
const commands: readonly (readonly string[])[] = [
  ["status"],
  ["verify"],
  ["verify", "--repair"],
  ["export", "--to", "csv", "--out", join(root, "tables")],
  ["backup", "--out", join(root, "backup")],
  ["serve", "--port", "0"],
  ["ingest", input],
  ["update", "--pmids", "1"],
  ["watch", root, "--once"],
];

describe("a damaged or foreign store folder", () => {
  it.each(damages)("with %s is told plainly by every command", async (_what, damage, message) => {
    const folder = broken(damage);
    for (const [command = "", ...more] of commands) {
      const run = await litweave(command, ...more, "--store", folder);
      expect(run.exitCode, command).toBe(1);
      expect(run.logged, command).toMatch(message);
      expect(run.logged, command).not.toMatch(/^ {4}at /mu);
    }
    expect(existsSync(join(root, "tables")) || existsSync(join(root, "backup"))).toBe(false);
  });

  it("with damage in the middle opens; verify names the pages, and a backup is refused", async () => {
    const folder = broken((_, file) => {
      const handle = openSync(file, "r+");
      const middle = Math.floor(statSync(file).size / pageBytes / 2);
      for (let page = middle; page < middle + 60; page++)
        writeSync(handle, Buffer.alloc(pageBytes, 0x5a), 0, pageBytes, page * pageBytes);
    });
    const verified = await litweave("verify", "--store", folder, "--json");
    expect(verified.exitCode).toBe(1);
    expect(verified.json.at(-1)).toMatchObject({
      checkedAll: false,
      listed: expect.arrayContaining([expect.objectContaining({ invariant: "file", repaired: false })]),
    });
    const printed = await litweave("verify", "--store", folder);
    expect(printed.printed).toMatch(/page \d+.*\n.*litweave restore/u);
    expect(printed.printed).toContain("aggregate  not checked");
    const backup = await litweave("backup", "--store", folder, "--out", join(root, "backup"));
    expect(backup).toMatchObject({ exitCode: 1, logged: expect.stringMatching(/is damaged/u) });
    expect(backup.logged).not.toMatch(/^ {4}at /mu);
    expect(existsSync(join(root, "backup"))).toBe(false);
  });

  it("reads what is committed beside a log that is no log", async () => {
    const folder = broken((_, file) => writeFileSync(`${file}-wal`, "garbage".repeat(5000)));
    const store = await openStore(folder, { create: false });
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    expect(await store.counts()).toMatchObject({ documents: 300 });
    await store.close();
  });

  it("is made where a file of no length is all there is: the writer was killed as it began", async () => {
    const folder = join(root, String(made++));
    mkdirSync(folder);
    writeFileSync(join(folder, "graph.db"), "");
    await expect(openStore(folder, { create: false })).rejects.toMatchObject({ code: "BAD_STORE" });
    const store = await openStore(folder);
    expect(await sortedRows(store)).toEqual([]);
    await store.close();
  });
});

/** That anybody may look into, unlike the folders of tests. */
const open = mkdtempSync("/tmp/litweave-open-");
afterAll(() => rmSync(open, { recursive: true, force: true }));
const isRoot = process.getuid?.() === 0;

function newFolder(): string {
  chmodSync(open, 0o777);
  return join(open, String(made++));
}

/** Runs the program as somebody who owns nothing here: who may do everything cannot be refused. */
function asNobody(...args: readonly string[]) {
  const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
  return spawnSync(process.execPath, ["--import", "tsx", main, ...args], {
    encoding: "utf8",
    cwd: join(import.meta.dirname, "..", ".."),
    env: { ...process.env, TMPDIR: open, HOME: open },
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
  });
}

describe.skipIf(process.platform === "win32")("a store folder without permission", () => {
  it.each([
    ["to read the database", 0o755, 0o000, /graph\.db cannot be opened\n/u],
    ["to look into it", 0o000, 0o644, /graph\.db cannot be opened\n/u],
  ])("%s says so", (_what, folderMode, fileMode, message) => {
    const folder = newFolder();
    cpSync(whole, folder, { recursive: true });
    chmodSync(join(folder, "graph.db"), fileMode);
    chmodSync(folder, folderMode);
    const run = asNobody("status", "--store", folder);
    chmodSync(folder, 0o755);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toMatch(/^ {4}at /mu);
  });

  it("to write is read all the same", () => {
    const folder = newFolder();
    cpSync(whole, folder, { recursive: true });
    chmodSync(join(folder, "graph.db"), 0o444);
    chmodSync(folder, 0o555);
    expect(asNobody("verify", "--store", folder)).toMatchObject({ status: 0, stderr: "" });
    const status = asNobody("status", "--store", folder, "--json");
    expect(JSON.parse(status.stdout.trim())).toMatchObject({ documents: 300 });
    chmodSync(folder, 0o755);
  });

  it("to write, of an earlier program, says that it has to be brought up to date", () => {
    const folder = newFolder();
    cpSync(whole, folder, { recursive: true });
    sql(join(folder, "graph.db"), "PRAGMA journal_mode = DELETE; PRAGMA user_version = 8");
    chmodSync(join(folder, "graph.db"), 0o444);
    chmodSync(folder, 0o555);
    const run = asNobody("status", "--store", folder);
    chmodSync(folder, 0o755);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(
      /has schema version 8, which has to be brought to \d+, and can only be read\n/u,
    );
    expect(run.stderr).toContain("open it once where it may be written");
  });

  it("to write is read with what a writer at work has in its log", async () => {
    const folder = newFolder();
    const store = await openStore(folder);
    await store.write([crashPaper(1)]);
    chmodSync(join(folder, "graph.db"), 0o444);
    chmodSync(folder, 0o555);
    const status = asNobody("status", "--store", folder, "--json");
    chmodSync(folder, 0o755);
    await store.close();
    expect(JSON.parse(status.stdout.trim())).toMatchObject({ documents: 1 });
  });
});

const disk = join(root, "disk");

/** A disk of three mebibytes, where the system lets us have one. */
function tinyDisk(): boolean {
  mkdirSync(disk);
  return spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]).status === 0;
}

describe("a full disk", () => {
  let mounted = false;
  beforeAll(() => {
    mounted = tinyDisk();
  });
  beforeEach(({ skip }) => skip(!mounted, "no disk can be mounted"));
  afterAll(() => {
    if (mounted) execFileSync("umount", ["-l", disk]);
  });

  it("is said by what remembers updates and failed records, and the old state stays", async () => {
    const folder = join(disk, "state");
    const state = { queries: [{ query: "asthma", at: "2026-03-01T12:00:00.000Z", records: 7 }] };
    await writeUpdateState(folder, state);
    const filler = openSync(join(disk, "filler"), "w");
    const full = expect.objectContaining({
      code: "EXHAUSTED",
      message: expect.stringMatching(/\.jsonl?\S*: the disk is full/u),
      hint: expect.stringMatching(/make room/u),
    });
    try {
      const write = () => {
        for (;;) writeSync(filler, Buffer.alloc(pageBytes));
      };
      expect(write).toThrow("ENOSPC");
      await expect(writeUpdateState(folder, { queries: [] })).rejects.toEqual(full);
      expect(await readUpdateState(folder)).toMatchObject(state);
      const letters = writeDeadLetters(join(folder, "dead-letter.jsonl"));
      const failure = { file: "a.xml", record: 1, stage: "read", reason: "x".repeat(pageBytes) } as const;
      await expect(letters.add(failure)).rejects.toEqual(full);
      await letters.close(true);
    } finally {
      closeSync(filler);
      rmSync(join(disk, "filler"));
    }
    await writeUpdateState(folder, { queries: [] });
    expect(await readUpdateState(folder)).toMatchObject({ queries: [] });
  });

  it("is said, and what was stored before stays whole", async () => {
    const folder = join(disk, "graph");
    const store = await openStore(folder);
    let written = 0;
    const fill = async () => {
      for (; ; written += 20)
        await store.write(Array.from({ length: 20 }, (_, i) => crashPaper(written + i)));
    };
    await expect(fill()).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringMatching(/the disk is full$/u),
      hint: expect.stringMatching(/make room .*nothing of this batch was stored/u),
    });
    expect(await store.counts()).toMatchObject({ documents: written });
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    await store.close();
  });

  it("is said by backup and restore, which leave nothing", async () => {
    const out = join(disk, "backup");
    const backup = await litweave("backup", "--store", whole, "--out", out);
    expect(backup).toMatchObject({ exitCode: 1, logged: expect.stringMatching(/MiB left, \d+ are needed/u) });
    const made = join(root, "whole-backup");
    expect((await litweave("backup", "--store", whole, "--out", made)).exitCode).toBe(0);
    const again = join(disk, "again");
    const restored = await litweave("restore", made, "--store", again);
    expect(restored).toMatchObject({ exitCode: 1, logged: expect.stringMatching(/MiB left/u) });
    for (const path of [out, again]) expect(existsSync(path) || existsSync(`${path}.part`)).toBe(false);
    expect(readFileSync(join(made, "manifest.json"), "utf8")).toContain("litweave-backup");
  });
});

function sql(file: string, text: string): void {
  const connection = new Connection(file, false);
  connection.script(text);
  connection.close();
}

function foreign(file: string): void {
  rmSync(file);
  sql(file, "CREATE TABLE recipes (name TEXT)");
}
