import { type FailedRecord, failed, RecordError, sourceOf, utf8Text } from "./failure.js";
import type { GoldSource } from "./gold-source.js";
import { splitLines } from "./lines.js";
import { parsePubtator } from "./pubtator-block.js";
import { limitBytes } from "./source-format.js";

/** Documents of a PubTator file; one that cannot be read costs itself alone. */
export async function* readPubtator(
  chunks: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<GoldSource | FailedRecord> {
  let record = 0;
  for await (const bytes of blocksOf(chunks)) {
    record += 1;
    yield sourceOfBlock(bytes, { file, record });
  }
}

/** Lines up to a blank line, or to the title line of another document. */
async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let lines: Buffer[] = [];
  let size = 0;
  const take = () => {
    const block = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
    lines = [];
    size = 0;
    return block;
  };
  for await (const { bytes } of splitLines(chunks, limitBytes)) {
    const blank = bytes.every((byte) => byte <= 0x20);
    if (lines.length > 0 && (blank || isTitle(bytes) || size > limitBytes)) yield take();
    if (blank) continue;
    lines.push(bytes);
    size += bytes.length;
  }
  if (lines.length > 0) yield take();
}

function isTitle(line: Buffer): boolean {
  return /^[^\s|]+\|t\|/.test(line.toString("latin1", 0, 256));
}

function sourceOfBlock(bytes: Buffer, origin: { file: string; record: number }): GoldSource | FailedRecord {
  const source = sourceOf("pubtator", bytes);
  const text = utf8Text(bytes);
  if (text === undefined) return failed({ origin, reason: "it is not valid UTF-8", source });
  try {
    return parsePubtator(
      text.split("\n").filter((line) => line !== ""),
      origin,
    );
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const digits = /^\d+(?=[|\t])/.exec(text)?.[0];
    return failed({
      origin,
      reason: error.message,
      field: error.field,
      documentId: digits && `PMID:${digits}`,
      source,
    });
  }
}
