import type { EmbedNames } from "./extra-names.js";
import { vectorBytes, vectorScale } from "./name-vectors.js";
import { openCheckpoint } from "./vector-checkpoint.js";

/** What makes the vectors of names. */
export interface NameEmbedding {
  /** sha-256 of the encoder's file. */
  readonly encoder: string;
  readonly dim: number;
  /** Embeds the names of one call together, for speed: a vector depends a little on the names beside it. */
  readonly embedTogether: EmbedNames;
}

/** Names embedded, of how many. */
export type VectorProgress = (done: number, total: number) => void;

/** Names of one call. The parts of a computation are the same in every run, so a resumed one gives the same bytes. */
const partNames = 1_024;
/** Parts under way at once, for encoders that run in threads. */
const atOnce = 4;

/**
 * Vectors `[count, dim]` of names, as bytes.
 *
 * @param checkpoint file in which what is done is kept; a killed run goes on from there, a finished one leaves it to be removed
 * @param task names what is computed: names, encoder and form of the result
 * @param nameAt normal form of a name
 */
export async function computeVectors(
  { dim, embedTogether }: NameEmbedding,
  checkpoint: string,
  task: string,
  count: number,
  nameAt: (index: number) => string,
  progress: VectorProgress,
): Promise<Int8Array> {
  const partSizes = Array.from({ length: Math.ceil(count / partNames) }, (_, part) =>
    Math.min(partNames, count - part * partNames),
  );
  const kept = openCheckpoint(
    checkpoint,
    task,
    partSizes.map((size) => size * dim),
  );
  const rows = new Int8Array(count * dim);
  rows.set(new Int8Array(kept.done.buffer, kept.done.byteOffset, kept.done.length));
  let done = kept.done.length / dim;
  progress(done, count);

  async function part(first: number, size: number): Promise<Int8Array> {
    const vectors = await embedTogether(Array.from({ length: size }, (_, place) => nameAt(first + place)));
    const bytes = new Int8Array(size * dim);
    for (const [place, vector] of vectors.entries()) bytes.set(vectorBytes(vector, vectorScale), place * dim);
    return bytes;
  }

  const underWay: Promise<Int8Array>[] = [];
  let next = done;
  try {
    while (done < count) {
      while (next < count && underWay.length < atOnce) {
        const size = Math.min(partNames, count - next);
        const running = part(next, size);
        // Its failure is met when its turn comes.
        running.catch(() => undefined);
        underWay.push(running);
        next += size;
      }
      const bytes = await underWay.shift()!;
      kept.append(new Uint8Array(bytes.buffer));
      rows.set(bytes, done * dim);
      done += bytes.length / dim;
      progress(done, count);
    }
  } finally {
    kept.close();
  }
  return rows;
}
