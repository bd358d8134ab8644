import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { onTestFinished } from "vitest";

/** The bytes of a `lexicon.bin` with these keys (as keys are: lower case, no plural) and their types as bits. */
export function lexiconBytes(entries: Readonly<Record<string, number>>, maxWords = 6): Buffer {
  const rows = Object.entries(entries)
    .map(([key, mask]) => {
      const bytes = Buffer.from(key);
      return { sum: crc32(bytes), check: crc32(Buffer.from(bytes).reverse()) & 0xffff, mask };
    })
    .sort((a, b) => a.sum - b.sum);
  return lexiconOfRows(rows, maxWords);
}

interface Row {
  readonly sum: number;
  readonly check: number;
  readonly mask: number;
}

export function lexiconOfRows(rows: readonly Row[], maxWords = 6): Buffer {
  const head = Buffer.alloc(16);
  head.write("LWLX");
  for (const [index, value] of [1, rows.length, maxWords].entries()) head.writeUInt32LE(value, 4 + 4 * index);
  const bytes = (values: Uint32Array | Uint16Array | Uint8Array) => Buffer.from(values.buffer);
  return Buffer.concat([
    head,
    bytes(Uint32Array.from(rows, ({ sum }) => sum)),
    bytes(Uint16Array.from(rows, ({ check }) => check)),
    bytes(Uint8Array.from(rows, ({ mask }) => mask)),
  ]);
}

/** Writes the bytes to a file that is gone when the test ends. */
export function writtenLexicon(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "litweave-lexicon-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "lexicon.bin");
  writeFileSync(path, bytes);
  return path;
}
