import { createGunzip } from "node:zlib";

/**
 * Compressed bytes fed at once. zlib forgets what it made of the piece in which it finds an error, so the piece is
 * small: what stands before the damage is delivered up to the last four KiB of it.
 */
const pieceBytes = 4096;

/**
 * Decompresses gzip (one member or several). Yields all it could read, then throws zlib's error.
 * Memory is bounded by one input chunk and what one piece of it expands to.
 */
export async function* gunzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unzip = createGunzip();
  const made: Buffer[] = [];
  let failure: Error | undefined;
  const ended = new Promise<void>((resolve) => {
    unzip.on("end", resolve).on("close", resolve);
  });
  unzip.on("data", (data: Buffer) => made.push(data));
  const failed = new Promise<void>((resolve) => {
    unzip.on("error", (error) => {
      failure = error;
      resolve();
    });
  });
  const feed = (piece: Buffer) =>
    Promise.race([failed, new Promise<void>((resolve) => void unzip.write(piece, () => resolve()))]);
  try {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length && failure === undefined; start += pieceBytes) {
        await feed(chunk.subarray(start, start + pieceBytes));
      }
      yield* made.splice(0);
      if (failure !== undefined) throw failure;
    }
    unzip.end();
    await Promise.race([failed, ended]);
    yield* made.splice(0);
    if (failure !== undefined) throw failure;
  } finally {
    unzip.destroy();
  }
}
