import { bestScores, offer, ranked } from "./best-scores.js";
import { gramCodes, gramReader, readGrams, trigramCodes } from "./grams.js";
import { type StringTable, stringCount } from "./string-table.js";

/**
 * Cosine of character n-gram tf-idf (sizes 2 and 3) between normal forms, on an inverted index of typed arrays.
 *
 * A gram that occurs c times weighs (1 + ln c) · (1 + ln((1 + n) / (1 + df))); grams that no form has are left out of a query.
 * Only 3-grams have postings. A query reads them from rare to common until `postingBudget` postings are spent, then
 * scores the `pool` most promising forms exactly, from their text: nothing but the forms' lengths is kept per form.
 * Measured on 370,000 chemical names: 1.6 ms a query; a budget of 150,000 takes 2.1 ms and links dev no better.
 */
export interface GramIndex {
  /** `[trigramCodes + 1]`: the postings of gram g stand at `starts[g]` to `starts[g + 1]`. */
  readonly starts: Uint32Array;
  /** Numbers of forms, ascending within a gram. */
  readonly postings: Uint32Array;
  /** `[gramCodes]`, 0 for grams that no form has. */
  readonly idf: Float32Array;
  /** `[forms]`: Euclidean length of the form's vector. */
  readonly norms: Float32Array;
}

export interface GramLimits {
  readonly postingBudget: number;
  readonly pool: number;
}

export const gramLimits: GramLimits = { postingBudget: 80_000, pool: 256 };

function longestForm(forms: StringTable): number {
  let most = 0;
  for (let form = 0; form < stringCount(forms); form += 1) {
    most = Math.max(most, forms.offsets[form + 1]! - forms.offsets[form]!);
  }
  return most;
}

/** The rest of a longer query is not read: no name is half as long. */
const longestQueryBytes = 2048;

/** (1 + ln count) for the counts that occur; names hardly ever repeat a gram more often. */
const damped = Float64Array.from({ length: 65_536 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

function idfOf(frequencies: Uint32Array, total: number): Float32Array {
  const idf = new Float32Array(gramCodes);
  for (let gram = 0; gram < gramCodes; gram += 1) {
    const df = frequencies[gram]!;
    if (df > 0) idf[gram] = Math.log((1 + total) / (1 + df)) + 1;
  }
  return idf;
}

/** @param sharedIdf weights of a larger index, so that cosines of both can be compared */
export function buildGramIndex(forms: StringTable, sharedIdf?: Float32Array): GramIndex {
  const total = stringCount(forms);
  const { bytes, offsets } = forms;
  const reader = gramReader(longestForm(forms));
  const frequencies = new Uint32Array(gramCodes);
  for (let form = 0; form < total; form += 1) {
    readGrams(reader, bytes, offsets[form]!, offsets[form + 1]!);
    for (let at = 0; at < reader.count; at += 1) frequencies[reader.grams[at]!]! += 1;
  }
  const idf = sharedIdf ?? idfOf(frequencies, total);
  const starts = new Uint32Array(trigramCodes + 1);
  for (let gram = 0; gram < trigramCodes; gram += 1) starts[gram + 1] = starts[gram]! + frequencies[gram]!;

  const postings = new Uint32Array(starts[trigramCodes]!);
  const norms = new Float32Array(total);
  const next = starts.slice();
  for (let form = 0; form < total; form += 1) {
    readGrams(reader, bytes, offsets[form]!, offsets[form + 1]!);
    let square = 0;
    for (let at = 0; at < reader.count; at += 1) {
      const gram = reader.grams[at]!;
      square += (damped[reader.counts[gram]!]! * idf[gram]!) ** 2;
      if (gram >= trigramCodes) continue;
      postings[next[gram]!] = form;
      next[gram]! += 1;
    }
    norms[form] = Math.sqrt(square);
  }
  return { starts, postings, idf, norms };
}

/** A query's grams with their weights. */
export interface GramQuery {
  readonly grams: Uint32Array;
  readonly weights: Float64Array;
  readonly norm: number;
}

export interface GramSearch {
  query(form: string): GramQuery;
  cosine(query: GramQuery, form: number): number;
  /** The `count` forms nearest to the query, best first, with their cosines. */
  search(query: GramQuery, count: number): readonly { readonly item: number; readonly score: number }[];
}

/** Makes an index ready for queries; holds eight bytes per form for it. */
export function openGramIndex(index: GramIndex, forms: StringTable, limits = gramLimits): GramSearch {
  const total = stringCount(forms);
  const { starts, postings, idf, norms } = index;
  const sums = new Float32Array(total);
  const touched = new Uint32Array(total);
  const reader = gramReader(longestForm(forms));
  const own = gramReader(longestQueryBytes);

  function query(form: string): GramQuery {
    const bytes = Buffer.from(form, "utf8").subarray(0, longestQueryBytes);
    readGrams(own, bytes, 0, bytes.length);
    const grams = own.grams.subarray(0, own.count).filter((gram) => idf[gram]! > 0);
    const weights = Float64Array.from(grams, (gram) => damped[own.counts[gram]!]! * idf[gram]!);
    return { grams, weights, norm: Math.hypot(...weights) };
  }

  function cosine({ grams, weights, norm }: GramQuery, form: number): number {
    if (norm === 0 || norms[form] === 0) return 0;
    readGrams(reader, forms.bytes, forms.offsets[form]!, forms.offsets[form + 1]!);
    let sum = 0;
    for (let at = 0; at < grams.length; at += 1) {
      const gram = grams[at]!;
      sum += weights[at]! * damped[reader.counts[gram]!]! * idf[gram]!;
    }
    return Math.min(1, sum / (norm * norms[form]!));
  }

  /** Adds up the rarest grams' weights in `sums`; returns how many forms were touched. */
  function accumulate({ grams, weights }: GramQuery): number {
    const length = (at: number) => starts[grams[at]! + 1]! - starts[grams[at]!]!;
    const order = Array.from(grams.keys())
      .filter((at) => grams[at]! < trigramCodes)
      .sort((a, b) => length(a) - length(b));
    let spent = 0;
    let used = 0;
    for (const at of order) {
      if (spent > 0 && spent + length(at) > limits.postingBudget) break;
      spent += length(at);
      const weight = weights[at]! * idf[grams[at]!]!;
      const to = starts[grams[at]! + 1]!;
      for (let posting = starts[grams[at]!]!; posting < to; posting += 1) {
        const form = postings[posting]!;
        if (sums[form] === 0) {
          touched[used] = form;
          used += 1;
        }
        sums[form]! += weight;
      }
    }
    return used;
  }

  function search(wanted: GramQuery, count: number) {
    const used = accumulate(wanted);
    const pool = bestScores(Math.max(limits.pool, count));
    for (let at = 0; at < used; at += 1) {
      const form = touched[at]!;
      offer(pool, form, sums[form]! / norms[form]!);
      sums[form] = 0;
    }
    const best = bestScores(count);
    for (const form of pool.items.subarray(0, pool.count)) offer(best, form, cosine(wanted, form));
    return ranked(best);
  }

  return { query, cosine, search };
}
