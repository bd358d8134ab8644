import { GrowingBytes } from "./growing-bytes.js";

/** A line too long is given cut off at the limit; its rest is dropped. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer;
  readonly oversize: boolean;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Lines without their ends (LF or CRLF), numbered from 1. */
export async function* splitLines(chunks: AsyncIterable<Buffer>, limitBytes: number): AsyncGenerator<Line> {
  const held = new GrowingBytes();
  let number = 0;
  let oversize = false;
  let searched = 0;

  function take(length: number, end: number): Line {
    const bytes = held.view();
    const trimmed = length > 0 && bytes[length - 1] === carriageReturn ? length - 1 : length;
    const line = { number: ++number, bytes: Buffer.from(bytes.subarray(0, trimmed)), oversize };
    held.drop(end);
    oversize = false;
    searched = 0;
    return line;
  }

  for await (const chunk of chunks) {
    held.append(chunk);
    for (let at = held.view().indexOf(lineFeed, searched); at >= 0; at = held.view().indexOf(lineFeed)) {
      yield take(Math.min(at, limitBytes), at + 1);
    }
    searched = held.view().length;
    if (searched > limitBytes) {
      oversize = true;
      held.truncate(limitBytes);
      searched = limitBytes;
    }
  }
  if (held.view().length > 0) yield take(held.view().length, held.view().length);
}
