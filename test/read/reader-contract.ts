import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Document, documentText, type SourceRecord } from "../../src/domain/document.js";
import { plainBytes } from "../../src/read/byte-source.js";
import { countRecords, readFormat, readRange, readRecords } from "../../src/read/records.js";
import { formatOf, type SourceFormat } from "../../src/read/source-format.js";
import { chunked, gather, outline } from "./pubmed-sample.js";

/** What every format can hold of a document. */
export interface Sample {
  /** A PMID. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

export interface ReaderUnderTest {
  readonly format: SourceFormat;
  /** A record, and what stands around and between records of a file. */
  readonly record: (sample: Sample) => string;
  readonly open?: string;
  readonly between?: string;
  readonly close?: string;
  /** Any text that the format can hold in a title or an abstract, from any text. */
  readonly holds?: (text: string) => string;
  /** A record that cannot be used, and what its failure names; it may have an id of its own. */
  readonly broken: { readonly record: string; readonly field: string; readonly documentId?: string };
}

/** Cuts at the given fractions. */
async function* cut(bytes: Buffer, fractions: readonly number[]): AsyncGenerator<Buffer> {
  const places = fractions.map((fraction) => Math.floor(fraction * bytes.length)).sort((a, b) => a - b);
  const ends = [0, ...places, bytes.length];
  for (let at = 1; at < ends.length; at += 1) yield bytes.subarray(ends[at - 1], ends[at]);
}

const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
const anyText = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  .map((text) => `«${text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "·")}»`);

const samples: readonly Sample[] = [
  { id: "1", title: "Größe of 𝛼-cells", abstract: "Metformin treats type 2 diabetes." },
  { id: "2", title: "Isoniazid & liver", abstract: "Isoniazid may cause liver injury; p < 0.05." },
  { id: "3", title: "A third title", abstract: "Nothing was found." },
];

/** What every reader of several records keeps to. */
export function readerContract(reader: ReaderUnderTest): void {
  const { format, record, open = "", between = "\n", close = "", broken } = reader;
  const file = (...records: readonly string[]) => Buffer.from(open + records.join(between) + close);
  const good = file(...samples.map(record));
  const [one, two, three] = samples.map(record) as [string, string, string];
  const mixed = file(one, broken.record, three);
  const read = (bytes: AsyncIterable<Buffer>) => gather(readFormat(format, plainBytes(bytes), "sample"));
  const documents = (records: readonly SourceRecord[]): readonly Document[] =>
    records.map((one) => {
      if (one.kind !== "document") throw new Error(JSON.stringify(one));
      return one.document;
    });

  describe(`the reader of ${format}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "litweave-reader-"));
    afterAll(() => rmSync(folder, { recursive: true }));

    it("gives the documents of a file in order, with titles, abstracts and their places in it", async () => {
      const records = await read(chunked(good));
      expect(documents(records).map(({ id, title }) => ({ id, title }))).toEqual(
        samples.map(({ id, title }) => ({ id: `PMID:${id}`, title })),
      );
      expect(
        documents(records).map(({ passages }) => passages.map(({ kind, text }) => [kind, text])),
      ).toEqual(
        samples.map(({ title, abstract }) => [
          ["title", title],
          ["abstract", abstract],
        ]),
      );
      expect(records.map((one) => one.kind === "document" && one.origin)).toEqual(
        [1, 2, 3].map((number) => ({ file: "sample", record: number })),
      );
    });

    it("is told by what a file begins with, gzipped, marked or with CRLF alike", async () => {
      expect(formatOf(good)).toBe(format);
      const whole = documents(await read(chunked(good)));
      const mark = Buffer.from([0xef, 0xbb, 0xbf]);
      const returns = Buffer.from(good.toString("utf8").replaceAll("\n", "\r\n"));
      const dressed = [
        gzipSync(good),
        Buffer.concat([mark, good]),
        returns,
        gzipSync(Buffer.concat([mark, returns])),
      ];
      for (const [at, bytes] of dressed.entries()) {
        const path = join(folder, `${at}.bin`);
        writeFileSync(path, bytes);
        expect(documents(await gather(readRecords([path])))).toEqual(whole);
      }
    });

    it("does not depend on where chunks end, plain or gzipped", async () => {
      const whole = await read(chunked(mixed));
      await fc.assert(
        fc.asyncProperty(fractions, fractions, async (plain, packed) => {
          expect(await read(cut(mixed, plain))).toEqual(whole);
          expect(await read(cut(gzipSync(mixed), packed))).toEqual(whole);
        }),
        { numRuns: 30 },
      );
      expect(await read(chunked(mixed, 1))).toEqual(whole);
    });

    it("lets a broken record fail alone, named by file, number and field, with its source for the dead letters", async () => {
      const records = await read(chunked(mixed));
      expect(outline(records).map((line) => line.replace(/^failed.*/s, "failed"))).toEqual([
        "PMID:1",
        "failed",
        "PMID:3",
      ]);
      const failure = records[1]?.kind === "failure" ? records[1].failure : undefined;
      expect(failure).toMatchObject({ file: "sample", record: 2, stage: "read", field: broken.field });
      expect(failure?.documentId).toBe(broken.documentId);
      expect(failure?.source?.format).toBe(format);
      expect(failure?.source?.text.replace(/\s/g, "")).toContain(broken.record.replace(/\s/g, ""));
    });

    it("lets a record that is not UTF-8 fail alone, and keeps its bytes", async () => {
      const at = good.indexOf("Isoniazid & liver".slice(0, 9));
      const damaged = Buffer.from(good);
      damaged[at + 2] = 0xff;
      const records = await read(chunked(damaged));
      expect(outline(records)).toEqual(["PMID:1", "failed: it is not valid UTF-8", "PMID:3"]);
      const source = records[1]?.kind === "failure" ? records[1].failure.source : undefined;
      expect(source?.format).toBe(`${format};base64`);
      expect(Buffer.from(source?.text ?? "", "base64").includes(0xff)).toBe(true);
    });

    it("lets a record that is enormous fail alone", async () => {
      const enormous = record({
        id: "2",
        title: "T",
        abstract: "Some words of an abstract. ".repeat(1_300_000),
      });
      const records = await read(chunked(file(one, enormous, three)));
      expect(outline(records)).toEqual([
        "PMID:1",
        expect.stringContaining("is larger than 32 MiB"),
        "PMID:3",
      ]);
    });

    it("never throws, whatever bytes are damaged, and gives the records before the damage", async () => {
      const path = join(folder, "damaged.bin");
      const first = good.indexOf(two);
      const damage = fc.tuple(fc.integer({ min: first, max: good.length - 1 }), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
          const damaged = Buffer.from(good);
          for (const [at, byte] of damages) damaged[at] = byte;
          writeFileSync(path, damaged);
          expect(outline(await gather(readRecords([path], { from: format })))[0]).toBe("PMID:1");
        }),
        { numRuns: 100 },
      );
    });

    it("gives the same in ranges, whatever bytes are damaged and wherever the file ends", async () => {
      const path = join(folder, "ranges.bin");
      const lasting = (records: readonly SourceRecord[]) =>
        JSON.parse(JSON.stringify(records).replaceAll(/; the last record was [^"]*/g, "")) as unknown;
      const damage = fc.tuple(fc.nat(mixed.length - 1), fc.nat(255));
      const cases = fc.tuple(
        fc.array(damage, { maxLength: 3 }),
        fc.integer({ min: Math.ceil(mixed.length / 2), max: mixed.length }),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
      );
      await fc.assert(
        fc.asyncProperty(cases, async ([damages, length, packed, size]) => {
          const bytes = Buffer.from(mixed.subarray(0, length));
          for (const [at, byte] of damages) if (at < length) bytes[at] = byte;
          writeFileSync(path, packed ? gzipSync(bytes) : bytes);
          const count = await countRecords(path, format);
          const parts: SourceRecord[] = [];
          let first = 1;
          for (; first + size <= count; first += size) {
            parts.push(
              ...(await gather(readRange({ file: path, from: format, first, last: first + size - 1 }))),
            );
          }
          parts.push(...(await gather(readRange({ file: path, from: format, first }))));
          expect(lasting(parts)).toEqual(lasting(await gather(readRecords([path], { from: format }))));
        }),
        { numRuns: 100 },
      );
    });

    it("holds no more than a record and what was read ahead", async () => {
      const many = 3000;
      let fed = 0;
      async function* source(): AsyncGenerator<Buffer> {
        yield Buffer.from(open);
        for (let n = 1; n <= many; n += 1) {
          fed = n;
          const text = record({
            ...samples[0]!,
            id: String(n),
            abstract: "Words of an abstract. ".repeat(50),
          });
          yield Buffer.from(n === 1 ? text : between + text);
        }
        yield Buffer.from(close);
      }
      let given = 0;
      let ahead = 0;
      for await (const one of readFormat(format, source(), "sample")) {
        expect(one.kind).toBe("document");
        given += 1;
        ahead = Math.max(ahead, fed - given);
      }
      expect(given).toBe(many);
      // 64 KiB are looked at to tell what a file is; a record here has more than 1,000 bytes.
      expect(ahead).toBeLessThan(66);
    });

    it("gives any text unchanged, with every passage where its offset says", async () => {
      const { holds = (text: string) => text } = reader;
      const kept = anyText.map(holds);
      await fc.assert(
        fc.asyncProperty(kept, kept, async (title, abstract) => {
          const [document] = documents(await read(chunked(file(record({ id: "9", title, abstract })))));
          expect(document!.title).toBe(title);
          expect(document!.passages.map(({ text }) => text)).toEqual([title, abstract]);
          const text = documentText(document!);
          for (const passage of document!.passages) {
            expect(text.slice(passage.offset, passage.offset + passage.text.length)).toBe(passage.text);
          }
        }),
        { numRuns: 60 },
      );
    });

    it("reads a file of one record", async () => {
      expect(outline(await read(chunked(file(two))))).toEqual(["PMID:2"]);
    });
  });
}
