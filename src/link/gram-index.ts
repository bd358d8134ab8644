import { LitweaveError } from "../domain/errors.js";
import { gramCodes, gramReader, readGrams, trigramCodes } from "./grams.js";
import { type StringTable, stringCount } from "./string-table.js";

/**
 * Character n-gram tf-idf (sizes 2 and 3) of normal forms as an inverted index of typed arrays; `gram-search.ts` queries it.
 *
 * A gram that occurs c times weighs (1 + ln c) · (1 + ln((1 + n) / (1 + df))). Only 3-grams have postings. They name forms by
 * *rank*, the place in the order of the length of their vectors, so that forms near in rank differ little in length. Ranks
 * are cut into blocks of {@link blockForms}, each with lists of its own: two bytes a posting.
 */
export interface GramIndex {
  /** `[blocks, trigramCodes + 1]`: in block b, gram g has the postings `starts[b, g]` to `starts[b, g + 1]`. */
  readonly starts: Uint32Array;
  /** Ranks, counted from their block's first, ascending within a list. */
  readonly postings: Uint16Array;
  /** `[gramCodes]`, 0 for grams that no form has. */
  readonly idf: Float32Array;
  /** `[forms]`: the form of each rank. */
  readonly rankForm: Uint32Array;
  /** `[forms]`, by form: Euclidean length of its vector. */
  readonly norms: Float32Array;
}

export const blockForms = 65_536;
/** Entries of `starts` for one block. */
export const blockStarts = trigramCodes + 1;

/** Ranks are sorted as numbers of 53 bits, 24 of which hold the form. */
const mostForms = 2 ** 24;

/** (1 + ln count) for the counts that occur; names hardly ever repeat a gram more often. */
export const damped = Float64Array.from({ length: 65_536 }, (_, count) =>
  count === 0 ? 0 : 1 + Math.log(count),
);

/** In bytes. */
export function longestForm(forms: StringTable): number {
  let most = 0;
  for (let form = 0; form < stringCount(forms); form += 1) {
    most = Math.max(most, forms.offsets[form + 1]! - forms.offsets[form]!);
  }
  return most;
}

function idfOf(forms: StringTable): Float32Array {
  const total = stringCount(forms);
  const reader = gramReader(longestForm(forms));
  const frequencies = new Uint32Array(gramCodes);
  for (let form = 0; form < total; form += 1) {
    readGrams(reader, forms.bytes, forms.offsets[form]!, forms.offsets[form + 1]!);
    for (let at = 0; at < reader.count; at += 1) frequencies[reader.grams[at]!]! += 1;
  }
  const idf = new Float32Array(gramCodes);
  for (let gram = 0; gram < gramCodes; gram += 1) {
    const df = frequencies[gram]!;
    if (df > 0) idf[gram] = Math.log((1 + total) / (1 + df)) + 1;
  }
  return idf;
}

/** `[forms]`, by form. */
function normsOf(forms: StringTable, idf: Float32Array): Float32Array {
  const reader = gramReader(longestForm(forms));
  return Float32Array.from({ length: stringCount(forms) }, (_, form) => {
    readGrams(reader, forms.bytes, forms.offsets[form]!, forms.offsets[form + 1]!);
    let square = 0;
    for (let at = 0; at < reader.count; at += 1) {
      const gram = reader.grams[at]!;
      square += (damped[reader.counts[gram]!]! * idf[gram]!) ** 2;
    }
    return Math.sqrt(square);
  });
}

/** Forms by length of vector, to within a ten-millionth; equal ones by number. */
function rankForms(norms: Float32Array): Uint32Array {
  if (norms.length > mostForms) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `a category has ${norms.length} names, ${mostForms} at most can be indexed`,
      { hint: "leave out names, or split the terminology" },
    );
  }
  // The bits of a positive float order as the float does. Without the last two, 29 are left above the form's 24.
  const bits = new Uint32Array(norms.buffer, norms.byteOffset, norms.length);
  const keys = Float64Array.from(bits, (norm, form) => (norm >>> 2) * mostForms + form);
  return Uint32Array.from(keys.sort(), (key) => key % mostForms);
}

/** The grams of a block's forms, read once: those of form i of the block stand at `ends[i - 1]` to `ends[i]`. */
function blockGrams(forms: StringTable, members: Uint32Array) {
  const reader = gramReader(longestForm(forms));
  const bytes = members.reduce((sum, form) => sum + forms.offsets[form + 1]! - forms.offsets[form]!, 0);
  // A form of n bytes has n distinct 3-grams at most.
  const grams = new Uint32Array(bytes);
  const ends = new Uint32Array(members.length);
  let end = 0;
  for (const [place, form] of members.entries()) {
    readGrams(reader, forms.bytes, forms.offsets[form]!, forms.offsets[form + 1]!);
    for (let at = 0; at < reader.count; at += 1) {
      if (reader.grams[at]! >= trigramCodes) continue;
      grams[end] = reader.grams[at]!;
      end += 1;
    }
    ends[place] = end;
  }
  return { grams: grams.subarray(0, end), ends };
}

/** @param sharedIdf weights of a larger index, so that cosines of both can be compared */
export function buildGramIndex(forms: StringTable, sharedIdf?: Float32Array): GramIndex {
  const total = stringCount(forms);
  const idf = sharedIdf ?? idfOf(forms);
  const norms = normsOf(forms, idf);
  const rankForm = rankForms(norms);
  const blocks = Math.ceil(total / blockForms);
  const starts = new Uint32Array(blocks * blockStarts);
  const parts: Uint16Array[] = [];
  let written = 0;
  for (let block = 0; block < blocks; block += 1) {
    const { grams, ends } = blockGrams(
      forms,
      rankForm.subarray(block * blockForms, (block + 1) * blockForms),
    );
    const own = starts.subarray(block * blockStarts, (block + 1) * blockStarts);
    for (const gram of grams) own[gram + 1]! += 1;
    own[0] = written;
    for (let gram = 0; gram < trigramCodes; gram += 1) own[gram + 1]! += own[gram]!;
    const next = own.slice();
    const part = new Uint16Array(grams.length);
    for (let place = 0, at = 0; place < ends.length; place += 1) {
      for (; at < ends[place]!; at += 1) {
        const gram = grams[at]!;
        part[next[gram]! - written] = place;
        next[gram]! += 1;
      }
    }
    parts.push(part);
    written += part.length;
  }
  const postings = new Uint16Array(written);
  let at = 0;
  for (const part of parts) {
    postings.set(part, at);
    at += part.length;
  }
  return { starts, postings, idf, rankForm, norms };
}
