import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { LitweaveError } from "../domain/errors.js";
import { type Manifest, parseManifest } from "../domain/manifest.js";

/** @throws LitweaveError `BAD_MODEL` when the folder has no manifest of that kind */
export function readManifest<M extends Manifest>(folder: string, kind: M["kind"]): M {
  const path = join(folder, "manifest.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new LitweaveError("BAD_MODEL", `${folder} holds no model: there is no manifest.json`, {
      cause,
      hint: "name a model folder, or restore the one that came with the program",
    });
  }
  return parseManifest<M>(text, kind, path);
}

/**
 * The path of one of the manifest's files, once its size and SHA-256 are what the manifest says. A file is read for
 * this once as long as its time and size stay (0.1 s for 30 MB); files that the device does not need are not read.
 *
 * @throws LitweaveError `BAD_MODEL` naming both sums
 */
export async function checkedFile(folder: string, manifest: Manifest, file: string): Promise<string> {
  const path = join(folder, file);
  const expected = manifest.files[file];
  if (expected === undefined) {
    throw new LitweaveError(
      "BAD_MODEL",
      `the manifest of ${folder} names “${file}” but lists no checksum for it`,
      {
        hint: "export the model again",
      },
    );
  }
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new LitweaveError("BAD_MODEL", `${path} is missing`, { hint: "restore the model folder" });
  }
  if (found.size !== expected.bytes) {
    throw new LitweaveError(
      "BAD_MODEL",
      `${path} has ${found.size} bytes, its manifest says ${expected.bytes}`,
      {
        hint: "the file is damaged or of another version: restore the model folder",
      },
    );
  }
  const sha256 = await sumOf(path, `${path} ${found.mtimeMs} ${found.size}`);
  if (sha256 !== expected.sha256) {
    throw new LitweaveError(
      "BAD_MODEL",
      `${path} has SHA-256 ${sha256}, its manifest says ${expected.sha256}`,
      {
        hint: "the file is damaged or of another version: restore the model folder",
      },
    );
  }
  return path;
}

const sums = new Map<string, Promise<string>>();

function sumOf(path: string, state: string): Promise<string> {
  let sum = sums.get(state);
  if (sum === undefined) {
    const hash = createHash("sha256");
    sum = pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash).then(() => hash.digest("hex"));
    sums.set(state, sum);
  }
  return sum;
}
