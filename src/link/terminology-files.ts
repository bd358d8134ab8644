import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import { LitweaveError } from "../domain/errors.js";
import { type Manifest, parseManifest } from "../domain/manifest.js";
import { parseConceptLine } from "./concept-line.js";

/** `manifest.json` of a terminology folder. */
export interface TerminologyManifest extends Manifest {
  readonly kind: "terminology";
  readonly concepts?: number;
  readonly names?: number;
  readonly vectors?: VectorsEntry;
}

/** Where the names' vectors stand; see `terminology-vectors.ts`. */
export interface VectorsEntry {
  readonly file: string;
  readonly dim: number;
  /** Rows by category: those of the category's first forms. */
  readonly rows: Readonly<Partial<Record<Category, number>>>;
  /** An element is the stored byte divided by this. */
  readonly scale: number;
  /** sha-256 of the name encoder's file that made them. */
  readonly encoder?: string;
}

const suffix = ".jsonl.gz";

export function readTerminologyManifest(folder: string): TerminologyManifest {
  const path = join(folder, "manifest.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new LitweaveError("BAD_TERMINOLOGY", `There is no terminology in ${folder}`, {
      cause,
      hint: "name a folder with a manifest.json and *.jsonl.gz files",
    });
  }
  return parseManifest<TerminologyManifest>(text, "terminology", path);
}

/** The files of concepts, in the manifest's order. */
export function conceptFiles(manifest: TerminologyManifest): readonly string[] {
  return Object.keys(manifest.files).filter((file) => file.endsWith(suffix));
}

/** A concept and the line that it was read from. */
export interface ReadConcept {
  readonly concept: ConceptLine;
  readonly line: string;
}

async function* linesOf(path: string, digest: (chunk: Buffer) => void): AsyncGenerator<string[]> {
  const packed = createReadStream(path).on("data", (chunk) => digest(chunk as Buffer));
  // An error of either stream reaches the loop below through `unzipped`.
  const unzipped = pipeline(packed, createGunzip({ chunkSize: 1 << 18 }), () => undefined);
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of unzipped) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield lines;
  }
  yield [rest];
}

/**
 * The concepts of one file, in batches of what one read gave; a batch leaves room for other work.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file is missing, damaged or not the one that the manifest describes
 */
export async function* readConceptFile(
  folder: string,
  file: string,
  manifest: TerminologyManifest,
): AsyncGenerator<readonly ReadConcept[]> {
  const hash = createHash("sha256");
  const path = join(folder, file);
  let number = 0;
  try {
    for await (const lines of linesOf(path, (chunk) => hash.update(chunk))) {
      const batch: ReadConcept[] = [];
      for (const line of lines) {
        number += 1;
        if (line === "") continue;
        batch.push({ concept: parseConceptLine(line, () => `${basename(path)}, line ${number},`), line });
      }
      yield batch;
    }
  } catch (cause) {
    if (cause instanceof LitweaveError) throw cause;
    throw new LitweaveError("BAD_TERMINOLOGY", `${path} cannot be read: ${(cause as Error).message}`, {
      cause,
      hint: "restore the terminology folder",
    });
  }
  const found = hash.digest("hex");
  const wanted = manifest.files[file]?.sha256;
  if (found !== wanted) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${path} has SHA-256 ${found}, its manifest says ${wanted ?? "nothing of it"}`,
      { hint: "restore the terminology folder, or write its manifest again" },
    );
  }
}
