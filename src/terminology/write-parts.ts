import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Curie } from "../domain/curie.js";
import type { ConceptCounts, Part, Parts } from "./build-parts.js";
import { conceptOfText, conceptText, mergeConcepts, withMore } from "./merge-concepts.js";
import type { SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";

/** What is added to concepts, by id, once all sources are read. */
export interface Additions {
  readonly further: ReadonlyMap<string, readonly string[]>;
  readonly xrefs: ReadonlyMap<string, readonly Curie[]>;
  readonly formerly: ReadonlyMap<string, readonly Curie[]>;
}

export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

/** A written file, as the manifest has it. */
export type WrittenFile = FileDigest & Readonly<ConceptCounts>;

const silent: SourceReport = { problem: () => undefined, progress: () => undefined };

/** The lines of a part, in their order, each with the id of its concept. */
export async function* partLines(
  part: Part,
  ids: Iterator<string>,
): AsyncGenerator<readonly { readonly id: string; readonly text: string }[]> {
  if (part.counts.concepts === 0) return;
  for await (const lines of textLines(part.path, silent)) {
    yield lines.map(({ text }) => ({ id: ids.next().value as string, text }));
  }
}

/** The line with what other sources say of its concept; names that this adds are counted. */
function completed(id: string, text: string, additions: Additions, counts: ConceptCounts): string {
  const lines = additions.further.get(id);
  const xrefs = additions.xrefs.get(id);
  const formerly = additions.formerly.get(id);
  if (!lines && !xrefs && !formerly) return text;
  const alone = conceptOfText(text);
  let concept = alone;
  for (const line of lines ?? []) concept = mergeConcepts(concept, conceptOfText(line));
  counts.names += concept.synonyms.length - alone.synonyms.length;
  return conceptText(withMore(concept, xrefs ?? [], formerly ?? []));
}

/**
 * Writes every part as `<name>.jsonl.gz` into the folder and removes its lines; a part without concepts gives no file. The same
 * concepts give the same bytes.
 */
export async function writeParts(
  folder: string,
  parts: Parts,
  additions: Additions,
  onWritten: (concepts: number) => void,
): Promise<Readonly<Record<string, WrittenFile>>> {
  const files: Record<string, WrittenFile> = {};
  const ids = parts.ids.values();
  let done = 0;
  for (const part of parts.parts) {
    const { counts, name, path } = part;
    if (counts.concepts > 0) {
      const lines = async function* () {
        for await (const batch of partLines(part, ids)) {
          yield Buffer.from(
            batch.map(({ id, text }) => `${completed(id, text, additions, counts)}\n`).join(""),
          );
          done += batch.length;
          onWritten(done);
        }
      };
      const file = `${name}.jsonl.gz`;
      files[file] = { ...(await pack(lines(), join(folder, file))), ...counts };
    }
    await rm(path);
  }
  return files;
}

async function pack(lines: AsyncIterable<Buffer>, path: string): Promise<FileDigest> {
  const hash = createHash("sha256");
  let bytes = 0;
  const digest = async function* (packed: AsyncIterable<Buffer>) {
    for await (const chunk of packed) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(lines, createGzip({ chunkSize: 1 << 18 }), digest, createWriteStream(path));
  return { sha256: hash.digest("hex"), bytes };
}

/** The sha-256 and size of a file as it stands. */
export async function digestOf(path: string): Promise<FileDigest> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest("hex"), bytes };
}
