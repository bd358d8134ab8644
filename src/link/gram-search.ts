import { bestScores, offer, ranked } from "./best-scores.js";
import { blockForms, blockStarts, type GramIndex } from "./gram-index.js";
import { type GramQuery, type GramScorer, gramScorer } from "./gram-scorer.js";
import { trigramCodes } from "./grams.js";
import type { StringTable } from "./string-table.js";
import { sumScan } from "./sum-scan.js";

/**
 * The nearest forms by cosine of tf-idf, block by block in two steps. The first adds up what a form's 3-grams give as if each
 * occurred once. The second scores exactly, from their text, 2-grams and counts included, the forms whose sum for their
 * length comes within a factor of the cosine that the worst of the best so far has; the factor stands for what the first step
 * leaves out.
 *
 * Blocks are visited from the forms as long as the query outwards, so that later ones meet a high cosine, and those too
 * short or too long to reach it are passed over.
 */
export interface GramSearch extends GramScorer {
  /** The `count` forms nearest to the query among those that share a 3-gram with it, best first, with their cosines. */
  search(query: GramQuery, count: number): readonly { readonly item: number; readonly score: number }[];
}

export interface GramLimits {
  /** Share of the cosine to beat that a form's sum must reach. */
  readonly reach: number;
  /** Forms scored exactly, about: where more come into question, those with the greatest sums are. */
  readonly scored: number;
  /** Share of the 3-grams' weight that the first step may leave out, commonest first, once it has read `surelyRead` postings. */
  readonly leftOut: number;
  readonly surelyRead: number;
}

export const gramLimits: GramLimits = { reach: 0.45, scored: 512, leftOut: 0.05, surelyRead: 200_000 };

/** Forms whose sums are scanned with one threshold. */
const stretch = 2_048;
/** Sum of all gains of a query; room is left for their rounding. */
const gainUnits = 65_000;
/** The threshold of a block begins at this share of the query's gains at the query's length, and falls and rises by these. */
const [firstShare, fall, rise] = [0.5, 0.75, 1.15];
/** Forms of a block that are scored whatever was scored before. */
const leastOfBlock = 96;
/** Allows for the order of ranks, which is by length to within a ten-millionth, and for gains in whole units. */
const rounding = 1e-3;

interface QueryLists {
  /** 3-grams from rare to common. */
  readonly grams: Uint32Array;
  /** What a form gets for a gram, in whole units. */
  readonly gains: Uint16Array;
  /** The sum of the gains, in the weights' own units. */
  readonly gainSum: number;
  /** Greatest damped count of a 3-gram in the query. */
  readonly repeat: number;
}

function listsOf({ idf }: GramIndex, { grams, weights }: GramQuery): QueryLists {
  const order = Array.from(grams.keys())
    .filter((at) => grams[at]! < trigramCodes)
    .sort((a, b) => idf[grams[b]!]! - idf[grams[a]!]!);
  const gains = order.map((at) => weights[at]! * idf[grams[at]!]!);
  const gainSum = gains.reduce((a, b) => a + b, 0);
  return {
    gainSum,
    repeat: order.reduce((most, at) => Math.max(most, weights[at]! / idf[grams[at]!]!), 1),
    grams: Uint32Array.from(order, (at) => grams[at]!),
    gains: Uint16Array.from(gains, (gain) => Math.max(1, Math.round((gain / gainSum) * gainUnits))),
  };
}

/** Makes an index ready for queries. */
export function openGramIndex(index: GramIndex, forms: StringTable, limits = gramLimits): GramSearch {
  const { starts, postings, norms, rankForm } = index;
  const total = norms.length;
  const blocks = Math.ceil(total / blockForms);
  const scorer = gramScorer(index, forms);
  const { sums, found, scan } = sumScan(Math.min(blockForms, Math.ceil(total / 8) * 8));
  const normAt = (rank: number) => norms[rankForm[rank]!]!;
  const endOf = (block: number) => Math.min(total, (block + 1) * blockForms);
  /** The shortest and the longest form of each block. */
  const reaches = Array.from({ length: blocks }, (_, block) => ({
    least: normAt(block * blockForms),
    most: normAt(endOf(block) - 1),
  }));

  function listLength(gram: number): number {
    let length = 0;
    for (let block = 0; block < blocks; block += 1) {
      length += starts[block * blockStarts + gram + 1]! - starts[block * blockStarts + gram]!;
    }
    return length;
  }

  /** How many lists the first step reads. */
  function listsToRead({ grams, gains }: QueryLists): number {
    let [read, postingsRead, left] = [0, 0, gainUnits];
    while (read < grams.length && (postingsRead < limits.surelyRead || left > limits.leftOut * gainUnits)) {
      postingsRead += listLength(grams[read]!);
      left -= gains[read]!;
      read += 1;
    }
    return read;
  }

  /** Blocks from the one that holds forms of this length outwards. */
  function blocksFrom(norm: number): readonly number[] {
    const away = reaches.map(({ least, most }) => Math.max(least / norm, norm / most, 1));
    return Array.from(reaches.keys()).sort((a, b) => away[a]! - away[b]!);
  }

  /** No form of the block has a greater sum for its length: it has the query's grams at most, and its own at most. */
  function mostOf(block: number, { gainSum, repeat }: QueryLists): number {
    const { least, most } = reaches[block]!;
    return Math.min(gainUnits / least, (repeat * most * gainUnits) / gainSum) * (1 + rounding);
  }

  function addUp(block: number, { grams, gains }: QueryLists, read: number): void {
    const own = block * blockStarts;
    for (let list = 0; list < read; list += 1) {
      const gram = grams[list]!;
      const gain = gains[list]!;
      const end = starts[own + gram + 1]!;
      for (let at = starts[own + gram]!; at < end; at += 1) sums[postings[at]!]! += gain;
    }
  }

  const candidates = new Uint32Array(sums.length);

  /** Puts the block's forms whose sum for its length is in [threshold, below) into `candidates`; returns how many. */
  function collect(block: number, threshold: number, below: number): number {
    const first = block * blockForms;
    const end = endOf(block) - first;
    let used = 0;
    for (let from = 0; from < end; from += stretch) {
      const to = Math.min(end, from + stretch);
      const least = Math.max(1, Math.floor(threshold * normAt(first + from) * (1 - rounding)));
      if (least > gainUnits) break;
      const count = scan(from, Math.ceil(to / 8) * 8, least);
      for (let at = 0; at < count; at += 1) {
        const place = found[at]! >>> 1;
        const form = rankForm[first + place]!;
        const sum = sums[place]! / norms[form]!;
        if (sum < threshold || sum >= below) continue;
        candidates[used] = form;
        used += 1;
      }
    }
    return used;
  }

  function search(wanted: GramQuery, count: number) {
    const lists = listsOf(index, wanted);
    if (count === 0 || lists.grams.length === 0) return [];
    const read = listsToRead(lists);
    const best = bestScores(count);
    const most = Math.max(limits.scored, 8 * count);
    // A sum of u units on length n is a cosine of u · (gainSum / gainUnits) / (|query| · n) at least.
    const unitsOfCosine = (wanted.norm * gainUnits) / lists.gainSum;
    /** What a sum for its length must reach, by the cosines found so far. */
    const needed = () => (best.count < count ? 0 : best.scores[0]! * limits.reach * unitsOfCosine);
    let scored = 0;

    /** Scores the block's forms in [threshold, below), or those of them with the greatest sums; returns where it ended. */
    function scoreLayer(block: number, threshold: number, below: number): number {
      const room = Math.max(leastOfBlock, most - scored);
      let least = threshold;
      let used = collect(block, least, below);
      while (used > room && least * rise < below) {
        least *= rise;
        used = collect(block, least, below);
      }
      for (let at = 0; at < used; at += 1) {
        const form = candidates[at]!;
        offer(best, form, scorer.cosine(wanted, form));
      }
      scored += used;
      return least;
    }

    for (const block of blocksFrom(wanted.norm)) {
      if (mostOf(block, lists) < needed()) continue;
      addUp(block, lists, read);
      let below = Number.POSITIVE_INFINITY;
      let threshold = Math.max(needed(), best.count < count ? (firstShare * gainUnits) / wanted.norm : 0);
      for (;;) {
        const ended = scoreLayer(block, threshold, below);
        if (ended > threshold || threshold <= needed()) break;
        below = threshold;
        threshold = Math.max(needed(), threshold * reaches[block]!.most < 1 ? 0 : threshold * fall);
      }
      sums.fill(0);
    }
    return ranked(best);
  }

  return { query: scorer.query, cosine: scorer.cosine, search };
}
