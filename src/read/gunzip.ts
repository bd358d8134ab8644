import { createGunzip } from "node:zlib";

/**
 * Compressed bytes fed at once. zlib forgets what it made of the piece in which it finds an error, so the piece is
 * small: what stands before the damage is delivered up to the last four KiB of it.
 */
const pieceBytes = 4096;

/**
 * Decompresses gzip (one member or several, then zeros, with which tapes and mirrors fill up). Yields all it could read, then
 * throws zlib's error, or one like it where anything else follows: zlib drops that, or fails by it, as the pieces fall.
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
  let goOn: () => void = () => undefined;
  unzip.on("error", (error) => {
    failure = error;
    goOn();
  });
  let fed = 0;
  const feed = (piece: Buffer) =>
    new Promise<void>((resolve) => {
      goOn = resolve;
      unzip.write(piece, () => resolve());
    });
  try {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length && failure === undefined; start += pieceBytes) {
        const piece = chunk.subarray(start, start + pieceBytes);
        const isOver = unzip.bytesWritten < fed;
        if (!isOver) await feed(piece);
        fed += piece.length;
        // What it would not take: of this piece its end, of those behind it all.
        const refused = isOver ? piece.length : fed - unzip.bytesWritten;
        const rest = failure === undefined ? piece.subarray(piece.length - refused) : [];
        if (rest.some((byte) => byte !== 0)) failure = notCompressed();
      }
      yield* made.splice(0);
      if (failure !== undefined) throw failure;
    }
    unzip.end();
    // An error closes it too.
    await ended;
    yield* made.splice(0);
    if (failure !== undefined) throw failure;
  } finally {
    unzip.destroy();
  }
}

function notCompressed(): Error {
  return Object.assign(new Error("what stands behind the compressed data is none"), { code: "Z_DATA_ERROR" });
}
