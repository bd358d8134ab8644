import { damped, type GramIndex } from "./gram-index.js";
import { codeOfByte, gramCodes, gramReader, readGrams, trigramCodes } from "./grams.js";
import type { StringTable } from "./string-table.js";

/** A query's grams, those that the index has, each with its weight. */
export interface GramQuery {
  readonly grams: Uint32Array;
  readonly weights: Float64Array;
  /** Euclidean length of the vector of `weights`. */
  readonly norm: number;
}

/** Exact cosines of tf-idf vectors, from the forms' text: of a form, nothing but its vector's length is kept. */
export interface GramScorer {
  query(form: string): GramQuery;
  cosine(query: GramQuery, form: number): number;
}

/** The rest of a longer query is not read: no name is half as long. */
const longestQueryBytes = 2048;

export function gramScorer({ idf, norms }: GramIndex, forms: StringTable): GramScorer {
  const own = gramReader(longestQueryBytes);
  const { bytes, offsets } = forms;
  /** `[gramCodes]`: 1 + the place of a gram in the query last scored, else 0. */
  const places = new Uint16Array(gramCodes);
  /** By those numbers: what one occurrence in a form gives, and how many occurrences the form has. */
  const gains = new Float64Array(2 * longestQueryBytes + 4);
  const counts = new Uint16Array(gains.length);
  let current: GramQuery | undefined;

  function query(form: string): GramQuery {
    const text = Buffer.from(form, "utf8").subarray(0, longestQueryBytes);
    readGrams(own, text, 0, text.length);
    const grams = own.grams.subarray(0, own.count).filter((gram) => idf[gram]! > 0);
    const weights = Float64Array.from(grams, (gram) => damped[own.counts[gram]!]! * idf[gram]!);
    return { grams, weights, norm: Math.hypot(...weights) };
  }

  function take(wanted: GramQuery): void {
    if (current) for (const gram of current.grams) places[gram] = 0;
    for (const [at, gram] of wanted.grams.entries()) {
      places[gram] = at + 1;
      gains[at + 1] = wanted.weights[at]! * idf[gram]!;
    }
    current = wanted;
  }

  /** Scalar product of the query's vector with the form's. */
  function product(length: number, form: number): number {
    counts.fill(0, 0, length + 1);
    const end = offsets[form + 1]!;
    let at = offsets[form]!;
    let gram = codeOfByte[bytes[at]!]!;
    counts[places[trigramCodes + gram]!]! += 1;
    for (at += 1; at <= end; at += 1) {
      gram = ((gram << 6) | (at < end ? codeOfByte[bytes[at]!]! : 0)) & (trigramCodes - 1);
      counts[places[gram]!]! += 1;
      counts[places[trigramCodes + (gram & 0xfff)]!]! += 1;
    }
    let sum = 0;
    for (let place = 1; place <= length; place += 1) sum += gains[place]! * damped[counts[place]!]!;
    return sum;
  }

  function cosine(wanted: GramQuery, form: number): number {
    const norm = wanted.norm * norms[form]!;
    if (norm === 0 || offsets[form] === offsets[form + 1]) return 0;
    if (wanted !== current) take(wanted);
    return Math.min(1, product(wanted.grams.length, form) / norm);
  }

  return { query, cosine };
}
