import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { carryRecords } from "../../src/cli/queue/carry-records.js";
import { jobReader } from "../../src/cli/queue/job-records.js";
import { durationText } from "../../src/cli/queue/progress-lines.js";
import { splitFiles } from "../../src/cli/queue/split-files.js";
import type { RecordFailure, SourceRecord } from "../../src/domain/document.js";
import { envelopeText, parseEnvelope, type QueueJob, recordsJob } from "../../src/queue/job.js";
import { readRecords } from "../../src/read/records.js";
import { sampleFile } from "../models.js";
import { collect } from "../store/contract.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-jobs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const samples = ["01-baseline.xml", "02-update.xml", "example.jsonl", "example.pubtator", "example.txt"].map(
  sampleFile,
);
const broken = join(folder, "broken.jsonl.gz");
writeFileSync(
  broken,
  gzipSync('{"id":"PMID:1","title":"One."}\n{"title":7}\nnonsense\n{"id":"PMID:2","title":"Two."}\n'),
);
const cutOff = join(folder, "cut-off.xml");
writeFileSync(cutOff, "<PubmedArticleSet>\n<PubmedArticle><MedlineCitation>");
const files = [...samples, broken, cutOff];

/** What workers read, after the way through the queue. */
async function recordsOf(jobs: readonly QueueJob[]): Promise<readonly SourceRecord[]> {
  const read = jobReader();
  const lists = [];
  for (const job of jobs) lists.push(await collect(read(parseEnvelope(envelopeText(job)))));
  return lists.flat();
}

/** Jobs come in any order: a file's end shares one with files behind it. */
function byPlace(records: readonly SourceRecord[]): readonly SourceRecord[] {
  const place = (one: SourceRecord) => {
    const { file, record } = one.kind === "failure" ? one.failure : one.origin;
    return `${file} ${String(record).padStart(6, "0")}`;
  };
  return [...records].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

/** JSON of a document leaves out what is undefined. */
const asJson = (records: readonly SourceRecord[]): unknown => JSON.parse(JSON.stringify(records));

describe("files in jobs", () => {
  it.each([1, 7, 50, 1000])("of %i records hold every record once", async (records) => {
    const jobs = await collect(splitFiles(files, { records }));
    expect(byPlace(await recordsOf(jobs))).toEqual(byPlace(await collect(readRecords(files))));
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
  });

  it("share a job when they are small, and give several when they are large", async () => {
    const jobs = await collect(splitFiles(files, { records: 30 }));
    const parts = jobs.map((job) =>
      job.kind === "files" ? job.parts.map(({ first, last }) => `${first}-${last ?? ""}`).join(" ") : "",
    );
    expect(parts).toEqual(["1-30", "31-60", "61- 1- 1- 1- 1- 1-", "1-"]);
  });

  it("are whole ones when they are not to be looked into", async () => {
    const jobs = await collect(splitFiles(samples, {}));
    expect(jobs).toHaveLength(samples.length);
    expect(await recordsOf(jobs)).toEqual(await collect(readRecords(samples)));
  });

  it("are refused by a worker that sees another file under the name", async () => {
    const file = join(folder, "changing.jsonl");
    writeFileSync(file, '{"id":"PMID:1","title":"One."}\n');
    const jobs = await collect(splitFiles([file], { records: 10 }));
    expect(await recordsOf(jobs)).toHaveLength(1);
    writeFileSync(file, '{"id":"PMID:2","title":"Two."}\n');
    await expect(recordsOf(jobs)).rejects.toThrow(/is not the file that was enqueued/);
  });

  it("cannot come from standard input", async () => {
    await expect(collect(splitFiles(["-"], { records: 1 }))).rejects.toMatchObject({ code: "USAGE" });
  });
});

describe("records that jobs carry", () => {
  const carry = async (records: number, mostBytes: number) => {
    const failures: RecordFailure[] = [];
    const onFailure = async (failure: RecordFailure) => void failures.push(failure);
    const jobs = await collect(carryRecords(readRecords(files), { records, mostBytes, onFailure }));
    return { jobs, failures };
  };

  it("come out as they went in, those that failed with their source", async () => {
    const { jobs, failures } = await carry(10, 1_000_000);
    expect(failures).toEqual([]);
    expect(asJson(await recordsOf(jobs))).toEqual(asJson(await collect(readRecords(files))));
    expect((await carry(10, 1_000_000)).jobs).toEqual(jobs);
  });

  it("fill messages of a server and no more; what is larger than one fails by itself, with its text", async () => {
    const most = 1_200;
    const { jobs, failures } = await carry(10, most);
    for (const job of jobs) expect(Buffer.byteLength(envelopeText(job))).toBeLessThanOrEqual(most);
    expect(failures.length).toBeGreaterThan(0);
    const all = await collect(readRecords(files));
    expect((await recordsOf(jobs)).length + failures.length).toBe(all.length);
    const letters = join(folder, "dead-letter.jsonl");
    writeFileSync(letters, failures.map((failure) => `${JSON.stringify(failure)}\n`).join(""));
    const again = await collect(readRecords([letters]));
    expect(again.map(({ kind }) => kind)).toEqual(failures.map(() => "document"));
  });

  it("fail one by one when another program made them badly", async () => {
    const origin = { file: "a", record: 4 };
    const bad = [
      7,
      { kind: "document", document: {} },
      { kind: "page", origin },
      { kind: "deletion", origin },
    ];
    const read = await recordsOf([recordsJob(bad as unknown as readonly SourceRecord[])]);
    expect(read.map((one) => one.kind === "failure" && one.failure.field)).toEqual([
      undefined,
      "origin",
      "kind",
      "id",
    ]);
  });
});

it("says how long it takes", () => {
  expect([0, 59, 60, 3_725, 93_784].map(durationText)).toEqual([
    "0 s",
    "59 s",
    "1 min",
    "1 h 2 min",
    "1 d 2 h",
  ]);
});
