import { createReadStream } from "node:fs";
import { gunzip } from "./gunzip.js";

const chunkBytes = 64 * 1024;

/**
 * A file's bytes (`-` is standard input), opened when iterated, decompressed when they begin as gzip does, as UTF-8
 * without byte order mark. `onRead` is told how many bytes each chunk had on disk.
 */
export function openBytes(path: string, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const raw: AsyncIterable<Buffer> =
    path === "-" ? process.stdin : createReadStream(path, { highWaterMark: chunkBytes });
  return plainBytes(onRead === undefined ? raw : counted(raw, onRead));
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onRead(chunk.length);
    yield chunk;
  }
}

/** {@link openBytes} for bytes that come from elsewhere, in chunks of any size. */
export async function* plainBytes(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [magic, whole] = await peek(raw, 2);
  const gzipped = magic[0] === 0x1f && magic[1] === 0x8b;
  yield* asUtf8(gzipped ? gunzip(whole) : whole);
}

/**
 * Reads at least `count` bytes ahead (fewer at the end) and gives them with an iterable of everything, them included.
 * An error met while looking ahead is thrown when the iterable comes to it.
 */
export async function peek(
  chunks: AsyncIterable<Buffer>,
  count: number,
): Promise<readonly [Buffer, AsyncGenerator<Buffer>]> {
  const iterator = chunks[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let bytes = 0;
  let failure: { readonly cause: unknown } | undefined;
  while (bytes < count && failure === undefined) {
    try {
      const next = await iterator.next();
      if (next.done) break;
      seen.push(next.value);
      bytes += next.value.length;
    } catch (cause) {
      failure = { cause };
    }
  }
  const whole = replay(seen, iterator, failure);
  // Started, so that it closes what it reads from even when nobody comes to iterate it.
  await whole.next();
  return [Buffer.concat(seen), whole];
}

/** All bytes up to a limit; what is past it is not kept. */
export async function collect(
  chunks: AsyncIterable<Buffer>,
  limitBytes: number,
): Promise<{ readonly bytes: Buffer; readonly oversize: boolean }> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    if (length <= limitBytes) kept.push(chunk);
    length += chunk.length;
  }
  return { bytes: Buffer.concat(kept).subarray(0, limitBytes), oversize: length > limitBytes };
}

async function* replay(
  seen: readonly Buffer[],
  iterator: AsyncIterator<Buffer>,
  failure: { readonly cause: unknown } | undefined,
): AsyncGenerator<Buffer> {
  try {
    yield Buffer.alloc(0);
    yield* seen;
    if (failure !== undefined) throw failure.cause;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/** The encoding by byte order mark, else by XML declaration, else UTF-8. */
function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return declared.exec(head.subarray(0, 256).toString("latin1"))?.[1]?.toLowerCase() ?? "utf-8";
}

async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [head, whole] = await peek(chunks, 256);
  const encoding = encodingOf(head);
  if (["utf-8", "utf8", "us-ascii", "ascii"].includes(encoding)) {
    yield* withoutMark(whole);
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of whole) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [head, whole] = await peek(chunks, 3);
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  let skip = marked ? 3 : 0;
  for await (const chunk of whole) {
    const dropped = Math.min(skip, chunk.length);
    skip -= dropped;
    yield chunk.subarray(dropped);
  }
}
