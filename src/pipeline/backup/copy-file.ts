import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { BackedUpFile } from "./manifest.js";

/** Copies a file and tells what came: its size and checksum. */
export async function copyFile(
  name: string,
  source: string,
  target: string,
  onBytes: (bytes: number) => void,
): Promise<BackedUpFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  const tell = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes(chunk.length);
      yield chunk;
    }
  };
  await pipeline(createReadStream(source), tell, createWriteStream(target, { flags: "wx" }));
  return { name, bytes, sha256: hash.digest("hex") };
}

/** The size and checksum of a file that stays where it is. */
export async function describeFile(
  name: string,
  path: string,
  onBytes: (bytes: number) => void,
): Promise<BackedUpFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    onBytes(chunk.length);
  }
  return { name, bytes, sha256: hash.digest("hex") };
}
