import { splitLines } from "./lines.js";

/** Lines of one record. One too large is given without what is past the limit. */
export interface Block {
  readonly bytes: Buffer;
  readonly oversize: boolean;
}

/** Lines up to a blank line, or to one that begins another record. */
export async function* splitBlocks(
  chunks: AsyncIterable<Buffer>,
  begins: (line: Buffer) => boolean,
  limitBytes: number,
): AsyncGenerator<Block> {
  let lines: Buffer[] = [];
  let size = 0;
  let oversize = false;
  const take = () => {
    const bytes = Buffer.concat(lines.flatMap((line) => [line, lineFeed]));
    const block = { bytes, oversize };
    lines = [];
    size = 0;
    oversize = false;
    return block;
  };
  for await (const line of splitLines(chunks, limitBytes)) {
    const blank = line.bytes.every((byte) => byte <= 0x20);
    if (lines.length > 0 && (blank || begins(line.bytes))) yield take();
    if (blank) continue;
    oversize ||= line.oversize || size + line.bytes.length > limitBytes;
    size += line.bytes.length;
    if (!oversize || lines.length === 0) lines.push(line.bytes);
  }
  if (lines.length > 0) yield take();
}

const lineFeed = Buffer.from("\n");
