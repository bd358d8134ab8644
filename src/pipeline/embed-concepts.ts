import type { ConceptVectors, VectorEncoder } from "../domain/concept-vectors.js";
import { LitweaveError } from "../domain/errors.js";
import type { NameThreads } from "../encode/name-threads.js";
import { normalForm } from "../link/normal-form.js";

export interface EmbedOptions {
  readonly vectors: ConceptVectors;
  readonly names: Pick<NameThreads, "manifest" | "encode">;
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends the run after the names under way; what was put stays. */
  readonly signal?: AbortSignal;
}

export interface EmbedReport {
  /** Vectors put. */
  readonly embedded: number;
  /** Names that had their vector. */
  readonly unchanged: number;
  /** Names without a letter or digit. */
  readonly skipped: number;
  readonly seconds: number;
}

/** Names of one transaction: embedded in half a second on two cores. */
const stride = 500;

/**
 * Gives every concept the vector of its name, where it has none by this encoder. Each name is embedded alone, so that its
 * vector depends on nothing else. Broken off, it goes on where it was.
 *
 * @throws LitweaveError `CANCELLED` when `signal` ended it
 */
export async function embedConcepts({
  vectors,
  names,
  onProgress,
  signal,
}: EmbedOptions): Promise<EmbedReport> {
  const started = performance.now();
  const encoder = vectorEncoder(names.manifest);
  const { present, others, missing } = await vectors.count(encoder);
  const total = others + missing;
  let [embedded, seen, after] = [0, 0, ""];
  if (total > 0) await vectors.prepare(encoder);
  for (;;) {
    if (signal?.aborted) {
      throw new LitweaveError("CANCELLED", `stopped after ${embedded} names`, {
        hint: "run it again: it goes on from there",
      });
    }
    const batch = await vectors.missing(encoder, after, stride);
    const last = batch.at(-1);
    if (!last) break;
    const forms = batch.map(({ name }) => normalForm(name));
    const worth = batch.filter((_, index) => forms[index] !== "");
    const rows = await names.encode(forms.filter((form) => form !== ""));
    const put = worth.map((row, index) => ({
      ...row,
      vector: rows.subarray(index * encoder.dim, (index + 1) * encoder.dim),
    }));
    if (put.length > 0) embedded += await vectors.put(encoder, put);
    seen += batch.length;
    after = last.id;
    onProgress?.(seen, Math.max(total, seen));
  }
  await vectors.publish(encoder);
  const seconds = Math.round(performance.now() - started) / 1000;
  return { embedded, unchanged: present, skipped: seen - embedded, seconds };
}

function vectorEncoder({ name, version, dim, encoder, files }: NameThreads["manifest"]): VectorEncoder {
  const sha256 = encoder && files[encoder.cpu]?.sha256;
  return { id: [name, version, sha256?.slice(0, 12)].filter(Boolean).join(" "), dim };
}
