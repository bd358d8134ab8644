import { describe, expect, it } from "vitest";
import type { SourceRecord } from "../../src/domain/document.js";
import { LitweaveError } from "../../src/domain/errors.js";
import { parseAddress } from "../../src/queue/address.js";
import { blameOf } from "../../src/queue/blame.js";
import { envelopeText, filesJob, jobLabel, parseEnvelope, recordsJob } from "../../src/queue/job.js";
import { type DoneJob, doneSoFar } from "../../src/queue/progress.js";

const part = { path: "/data/a/pubmed24n0001.xml.gz", sha256: "ab", bytes: 10, first: 501, last: 1000 };
const gone: SourceRecord = {
  kind: "deletion",
  documentId: "PMID:1",
  origin: { file: "naïve.xml", record: 3 },
};

describe("a job", () => {
  it.each([filesJob([part]), filesJob([part, { ...part, first: 1001 }]), recordsJob([gone])])(
    "comes back from its envelope: $kind",
    (job) => {
      const { last: _, ...open } = part;
      expect(parseEnvelope(envelopeText(job))).toEqual(job);
      expect(parseEnvelope(envelopeText(filesJob([open])))).toEqual(filesJob([open]));
    },
  );

  it("has the same id from another folder, another with another name, content, format or range", () => {
    const { id } = filesJob([part]);
    expect(filesJob([{ ...part, path: "/mnt/pubmed24n0001.xml.gz" }]).id).toBe(id);
    const others = [
      { ...part, path: "/data/a/other.xml.gz" },
      { ...part, sha256: "cd" },
      { ...part, format: "jats" },
      { ...part, first: 502 },
      { ...part, last: 1001 },
    ].map((one) => filesJob([one]).id);
    expect(new Set([id, ...others]).size).toBe(6);
  });

  it("says what it is about", () => {
    expect(jobLabel(filesJob([part]))).toBe("/data/a/pubmed24n0001.xml.gz, records 501 to 1000");
    expect(jobLabel(filesJob([part, part]))).toBe("/data/a/pubmed24n0001.xml.gz and 1 more");
    expect(jobLabel(recordsJob([gone]))).toBe("1 records from naïve.xml, record 3");
  });

  it.each([
    ["nonsense", /not JSON/],
    ["[]", /no envelope/],
    [JSON.stringify({ litweave: 2, id: "x" }), /version 2, this program knows up to 1/],
    [JSON.stringify({ litweave: 1, id: "../x" }), /no id/],
    [
      envelopeText(filesJob([part])).replace('"bytes":10', '"bytes":-1'),
      /lacks path, sha256, bytes or first/,
    ],
    [envelopeText(filesJob([part])).replace('"files"', '"folders"'), /of kind “folders”/],
  ])("is refused when its envelope is %s", (text, why) => {
    expect(() => parseEnvelope(text)).toThrow(why);
  });
});

describe("a queue's address", () => {
  it("has servers, a scheme and a name", () => {
    expect(parseAddress("tls://one:4222,two/daily")).toMatchObject({
      servers: ["one:4222", "two"],
      tls: true,
      name: "daily",
    });
    expect(parseAddress("nats://localhost:4222/").name).toBe("litweave");
  });

  it.each(["http://localhost", "nats://", "nats://host/a.b", "nats://user:secret@host", "localhost:4222"])(
    "%s is refused, and no secret repeated",
    (url) => {
      expect(() => parseAddress(url)).toThrow(LitweaveError);
      expect(() => parseAddress(url)).not.toThrow(/secret@/);
    },
  );
});

describe("what is left", () => {
  const job = (atMs: number, documents: number): DoneJob => ({
    worker: "one",
    documents,
    written: documents,
    unchanged: 0,
    withdrawn: 0,
    failed: 0,
    seconds: 10,
    atMs,
  });

  it("is told from what was done in the last ten minutes", () => {
    const now = 10_000_000;
    const done = [job(now - 700_000, 900), job(now - 90_000, 500), job(now, 500)];
    expect(doneSoFar(done, 4, now)).toMatchObject({
      done: 3,
      documents: 1900,
      documentsPerSecond: 10,
      etaSeconds: 200,
    });
  });

  it("is not told when nothing was done lately, and nothing when nothing is left", () => {
    expect(doneSoFar([job(0, 500)], 4, 10_000_000)).not.toHaveProperty("etaSeconds");
    expect(doneSoFar([], 0, 10_000_000)).toMatchObject({ etaSeconds: 0, documentsPerSecond: 0 });
  });
});

it("blames a job for what is in it alone", () => {
  expect(blameOf(new LitweaveError("STORE_UNAVAILABLE", "away"))).toBe("surroundings");
  expect(blameOf(new LitweaveError("BAD_MODEL", "damaged"))).toBe("worker");
  expect(blameOf(new LitweaveError("NOT_FOUND", "no file"))).toBe("job");
  expect(blameOf(new TypeError("unforeseen"))).toBe("job");
});
