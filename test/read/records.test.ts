import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { RecordFailure } from "../../src/domain/document.js";
import { openBytes, peek } from "../../src/read/byte-source.js";
import { readRecords } from "../../src/read/records.js";
import { writeDeadLetters } from "../../src/write/dead-letter.js";
import { article, articleSet, gather, outline } from "./pubmed-sample.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const read = async (...paths: readonly string[]) => outline(await gather(readRecords(paths)));
const set = (...pmids: readonly string[]) => articleSet(...pmids.map((pmid) => article({ pmid })));

describe("files", () => {
  it("are known by what they hold, not by what they are called", async () => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const xml = file("a.bin", gzipSync(set("1")));
    const marked = file("b.txt", Buffer.concat([mark, Buffer.from(set("2"))]));
    const pubtator = file("c.xml", "3|t|Title\n3|a|Abstract\n");
    const json = file("d.gz", '{"id":"4","title":"T"}\n');
    const text = file("e f.txt", "Plain words.\nMore.");
    expect(await read(xml, marked, pubtator, json, text)).toEqual([
      "PMID:1",
      "PMID:2",
      "PMID:3",
      "PMID:4",
      "text:e_f",
    ]);
  });

  it("may be in another encoding, when they say so", async () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${article({ title: "naïve" })}`;
    const sixteen = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(article({ title: "naïve" }), "utf16le"),
    ]);
    for (const path of [file("latin.xml", Buffer.from(xml, "latin1")), file("sixteen.xml", sixteen)]) {
      expect(await gather(readRecords([path]))).toMatchObject([{ document: { title: "naïve" } }]);
    }
    expect(await read(file("unknown.xml", xml.replace("ISO-8859-1", "x-nowhere")))).toEqual([
      expect.stringContaining("x-nowhere"),
    ]);
  });

  it("of a folder are read in natural order, without what stands beside them", async () => {
    const names = ["many/n10.xml", "many/n2.xml", "many/n1.xml"];
    names.forEach((name, at) => void file(name, set(String(at))));
    file("many/n1.xml.md5", "MD5(n1.xml)= 0");
    file("many/.hidden", "x");
    expect(await read(join(folder, "many"))).toEqual(["PMID:2", "PMID:1", "PMID:0"]);
  });

  it("that do not exist are told before anything is read", async () => {
    await expect(read(file("there.xml", set("1")), join(folder, "nowhere.xml"))).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("nowhere.xml"),
    });
  });

  it("tell how far they are read, in bytes as they lie on disk", async () => {
    const paths = [file("one.xml.gz", gzipSync(set("1"))), file("two.xml", set("2", "3"))];
    const total = paths.reduce((sum, path) => sum + statSync(path).size, 0);
    const told: (readonly number[])[] = [];
    await gather(readRecords(paths, { onBytes: (...bytes) => told.push(bytes) }));
    expect(told).toEqual([
      [statSync(paths[0]!).size, total],
      [total, total],
    ]);
  });

  it("that are empty fail, and the others go on", async () => {
    expect(await read(file("empty.xml", ""), file("full.xml", set("1")))).toEqual([
      "failed: there is no record in it",
      "PMID:1",
    ]);
    expect(await read(file("none.xml", articleSet()))).toEqual([]);
  });
});

it.skipIf(!existsSync("/proc/self/fd"))("a reader that stops early leaves no file open", async () => {
  const path = file("long.xml", set(...Array.from({ length: 2000 }, (_, at) => String(at + 1))));
  const openFiles = () => readdirSync("/proc/self/fd").length;
  const before = openFiles();
  for (let round = 0; round < 20; round += 1) {
    for await (const record of readRecords([path])) if (record.kind === "document") break;
    const [, whole] = await peek(openBytes(path), 10);
    await whole.return(undefined);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(openFiles()).toBeLessThan(before + 5);
});

describe("a gzipped file", () => {
  const many = Array.from({ length: 400 }, (_, at) => String(at + 1));
  // Titles that do not compress, so that the file is long enough to be cut in the middle.
  const records = many.map((pmid) =>
    article({ pmid, title: `T ${Math.sin(Number(pmid))} ${Math.cos(Number(pmid))}` }),
  );
  const bytes = gzipSync(articleSet(...records));

  it("may have several members", async () => {
    const cut = Buffer.from(articleSet(...records));
    const members = [cut.subarray(0, 5000), cut.subarray(5000)].map((part) => gzipSync(part));
    expect(await read(file("members.gz", Buffer.concat(members)))).toHaveLength(400);
  });

  it("that is cut off gives the records before the cut, and says so", async () => {
    const path = file("cut.xml.gz", bytes.subarray(0, bytes.length / 2));
    const seen = await read(path, file("after.xml", set("999")));
    const count = seen.length - 2;
    expect(count).toBeGreaterThan(150);
    expect(seen.slice(0, count)).toEqual(many.slice(0, count).map((pmid) => `PMID:${pmid}`));
    expect(seen.slice(count)).toEqual([
      `failed: the compressed file is cut off; the last record was PMID:${count}`,
      "PMID:999",
    ]);
  });

  it("that is damaged gives the records before the damage, and says so", async () => {
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, bytes.length / 2, bytes.length / 2 + 64);
    const seen = await read(file("damaged.xml.gz", damaged), file("after.xml", set("999")));
    expect(seen.at(-2)).toContain("failed: the compressed file is damaged");
    expect(seen.at(-1)).toBe("PMID:999");
    expect(seen.length).toBeGreaterThan(50);
  });
});

describe("a dead-letter file", () => {
  it("gives its records again through the reader of their format, under the place they had", async () => {
    const xml = file("x.xml", articleSet(article({ pmid: "1" }), article({ pmid: "2", title: "<i>open" })));
    const latin = file("l.xml", Buffer.from(article({ pmid: "3", title: "naïve" }), "latin1"));
    const json = file("j.jsonl", '{"id":"4","title":"T"}\n{"id":"5"}\n');
    const pubtator = file("p.txt", "6|t|T\n6|a|A\n\n7\t0\t1\tA\n");
    const first = await gather(readRecords([xml, latin, json, pubtator]));
    const failures = first.flatMap((record) => (record.kind === "failure" ? record.failure : []));
    expect(failures).toHaveLength(4);

    const letters = writeDeadLetters(join(folder, "new", "dead.jsonl"));
    for (const failure of failures) await letters.add(failure);
    await letters.close(true);
    const again = await gather(readRecords([letters.path]));
    expect(again.flatMap((record) => (record.kind === "failure" ? record.failure : []))).toEqual(failures);

    const mended = failures
      .map((failure) => JSON.stringify(failure).replace("<i>open", "Closed."))
      .join("\n");
    const records = await gather(readRecords([file("mended.jsonl", mended)]));
    expect(records[0]).toMatchObject({
      document: { id: "PMID:2", title: "Closed." },
      origin: { file: xml, record: 2 },
    });
  });

  it("keeps failures without a source, and tells of lines that are none", async () => {
    const failure: RecordFailure = {
      file: "x.gz",
      record: 3,
      stage: "read",
      reason: "the compressed file is cut off",
    };
    const path = file("letters.jsonl", `${JSON.stringify(failure)}\n{"other": 1}\n`);
    const records = await gather(readRecords([path]));
    expect(records[0]).toEqual({ kind: "failure", failure });
    expect(records[1]).toMatchObject({
      failure: { file: path, record: 2, source: { format: "dead-letter" } },
    });
  });

  it("is made at the first failure, and a place that cannot be written is told", async () => {
    const none = writeDeadLetters(join(folder, "never", "dead.jsonl"));
    await none.close(true);
    expect(existsSync(join(folder, "never"))).toBe(false);
    const failure: RecordFailure = { file: "x", record: 1, stage: "read", reason: "r" };
    const blocked = writeDeadLetters(join(file("a-file", ""), "dead.jsonl"));
    await expect(blocked.add(failure)).rejects.toMatchObject({ code: "BAD_INPUT" });
  });

  it("may be empty when it is named as one", async () => {
    expect(await gather(readRecords([file("no-letters.jsonl", "")], { from: "dead-letter" }))).toEqual([]);
  });
});
