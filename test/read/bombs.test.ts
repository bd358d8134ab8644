import { createGzip } from "node:zlib";
import { describe, expect, it } from "vitest";
import { plainBytes } from "../../src/read/byte-source.js";
import { readFormat } from "../../src/read/records.js";
import { gather, outline } from "./pubmed-sample.js";

const mebibyte = 1024 * 1024;

/** So many mebibytes of one letter, packed a thousand to one, in chunks as a file gives them. */
async function* packed(mebibytes: number): AsyncGenerator<Buffer> {
  const gzip = createGzip();
  const letters = Buffer.alloc(mebibyte, "a");
  void (async () => {
    for (let n = 0; n < mebibytes; n += 1)
      if (!gzip.write(letters)) await new Promise((next) => gzip.once("drain", next));
    gzip.end();
  })();
  for await (const chunk of gzip) yield chunk as Buffer;
}

describe("a file that is small on disk and large inside", () => {
  it("is never held whole: a record too large costs itself alone, and no more memory than the limit", async () => {
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    async function* watched(): AsyncGenerator<Buffer> {
      for await (const bytes of plainBytes(packed(400))) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield bytes;
      }
    }
    const records = await gather(readFormat("jsonl", watched(), "f"));
    expect(outline(records)).toEqual(["failed: the record is larger than 32 MiB"]);
    expect(most).toBeLessThan(330 * mebibyte);
  });
});
