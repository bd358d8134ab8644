import { splitBlocks } from "./blocks.js";
import type { Choose } from "./choice.js";
import { type FailedRecord, failed, RecordError, sourceOf, tooLarge, utf8Text } from "./failure.js";
import type { GoldSource } from "./gold-source.js";
import { parsePubtator } from "./pubtator-block.js";
import { limitBytes } from "./source-format.js";

/** Documents of a PubTator file, apart by blank lines or by the next title; one that cannot be read costs itself alone. */
export async function* readPubtator(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<GoldSource | FailedRecord> {
  let record = 0;
  for await (const { bytes, oversize } of splitBlocks(chunks, isTitle, limitBytes)) {
    record += 1;
    const choice = choose?.(record) ?? "take";
    if (choice === "stop") return;
    if (choice === "skip") continue;
    const origin = { file, record };
    yield oversize
      ? failed({ origin, reason: tooLarge(limitBytes), documentId: idIn(bytes.toString("latin1", 0, 256)) })
      : sourceOfBlock(bytes, origin);
  }
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
    return failed({ origin, reason: error.message, field: error.field, documentId: idIn(text), source });
  }
}

function idIn(text: string): string | undefined {
  const digits = /^\d+(?=[|\t])/.exec(text)?.[0];
  return digits && `PMID:${digits}`;
}
