import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { nameAt } from "../src/link/name-index.js";
import { formVector, vectorBytes, vectorScale } from "../src/link/name-vectors.js";
import { normalForm } from "../src/link/normal-form.js";
import { indexOfString } from "../src/link/string-table.js";
import { openTerminology } from "../src/link/terminology.js";
import type { OpeningOptions } from "./linking-opening.js";

/** Names of one concept, and concepts written at once. */
const [namesOfConcept, chunkConcepts] = [3, 20_000];

/** Numbers in [0, limit), the same in every run. */
function sequence(start: number): (limit: number) => number {
  let state = start;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/**
 * Writes a terminology of `count` names of diseases: the words of two names of the shipped one that have vectors, the first half
 * of one and the second of the other, with a number now and then so that they differ. Their vectors lie between
 * those of the two. Returns its folder.
 */
export async function writeSyntheticTerminology(
  { terminology, models }: { readonly terminology: string; readonly models: string },
  scratch: string,
  count: number,
): Promise<string> {
  const shipped: OpeningOptions = { terminology, cache: join(scratch, "shipped") };
  const opened = await openTerminology({ folder: shipped.terminology, cacheFolder: shipped.cache });
  const { names, vectors } = opened.layer("Disease")!;
  const encoder = JSON.parse(readFileSync(join(models, "names", "manifest.json"), "utf8"));
  const dim = vectors!.rows.dim;
  const folder = join(scratch, "synthetic");
  mkdirSync(folder);
  const below = sequence(2026);
  const seen = new Set<string>();
  const vectorsFile = openSync(join(folder, "vectors.bin"), "w");
  const vectorsHash = createHash("sha256");
  const files: Record<string, { sha256: string; bytes: number }> = {};
  let [made, file] = [0, 0];

  function name(): { readonly text: string; readonly vector: Int8Array } {
    for (;;) {
      const rows = [below(names.rowConcept.length), below(names.rowConcept.length)].map((row) =>
        nameAt(names, row),
      );
      const [head, tail] = rows.map((row) => row.split(" "));
      const parts = [...head!.slice(0, Math.ceil(head!.length / 2)), ...tail!.slice(tail!.length >> 1)];
      const text = [...parts, ...(below(3) === 0 ? [String(below(1000))] : [])].join(" ");
      const form = normalForm(text);
      const [a, b] = rows.map((row) => formVector(vectors!, indexOfString(names.forms, normalForm(row))));
      if (form === "" || seen.has(form) || !a || !b) continue;
      seen.add(form);
      const mixed = a.map((value, at) => 0.7 * value + 0.5 * b[at]! + 0.12 * (below(1000) / 500 - 1));
      const length = Math.hypot(...mixed);
      return {
        text,
        vector: vectorBytes(
          mixed.map((value) => value / length),
          vectorScale,
        ),
      };
    }
  }

  while (made < count) {
    const lines: string[] = [];
    const rows: Int8Array[] = [];
    for (let at = 0; at < chunkConcepts && made < count; at += 1) {
      const own = Array.from({ length: Math.min(namesOfConcept, count - made) }, name);
      made += own.length;
      rows.push(...own.map(({ vector }) => vector));
      const [preferred, ...synonyms] = own.map(({ text }) => text);
      lines.push(JSON.stringify({ id: `MESH:S${made}`, name: preferred, category: "Disease", synonyms }));
    }
    const packed = gzipSync(lines.join("\n"), { level: 1 });
    const path = `part-${String(file).padStart(4, "0")}.jsonl.gz`;
    writeFileSync(join(folder, path), packed);
    files[path] = { sha256: createHash("sha256").update(packed).digest("hex"), bytes: packed.length };
    const bytes = Buffer.concat(rows.map((row) => Buffer.from(row.buffer)));
    writeSync(vectorsFile, bytes);
    vectorsHash.update(bytes);
    file += 1;
  }
  closeSync(vectorsFile);
  files["vectors.bin"] = { sha256: vectorsHash.digest("hex"), bytes: made * dim };
  const manifest = {
    formatVersion: 1,
    name: "synthetic",
    version: String(count),
    kind: "terminology",
    licence: "none: made for a measurement",
    files,
    concepts: Math.ceil(made / namesOfConcept),
    vectors: {
      file: "vectors.bin",
      dim,
      scale: vectorScale,
      rows: { Disease: made },
      encoder: encoder.files[encoder.encoder.cpu].sha256,
    },
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}
