import type { Span } from "../../domain/span.js";
import { type Candidate, cueLogOdds } from "./cue-features.js";
import { type PreparedWords, prepareWords } from "./prepared-words.js";
import { scopeOf } from "./scope-features.js";
import { prepareScopeWords } from "./scope-words.js";
import { type CueKind, phrases } from "./weights.js";
import { type Word, wordsOf } from "./words.js";

/** A word or phrase that denies or doubts, and what it denies or doubts: its scope, which holds it. */
export interface Cue extends Span {
  readonly kind: CueKind;
  /** That it is a cue here, 0.5 to 1. */
  readonly probability: number;
  readonly scope: Span;
}

/**
 * The cues of a sentence as BioScope annotates them (Vincze et al. 2008), in order, never overlapping: of phrases that share words,
 * the longest that is likelier than not stands, so that the “not” of “not known” speculates and that of “not only” is none.
 */
export function findCues(sentence: string): readonly Cue[] {
  const words = wordsOf(sentence);
  const candidates = candidatesIn(words);
  if (candidates.length === 0) return [];
  const prepared = prepareWords(words);
  const kept = longest(candidates, prepared);
  if (kept.length === 0) return [];
  const scopeWords = prepareScopeWords(words);
  return kept.map(({ candidate, logOdds }) => {
    const { start, end, kind } = candidate;
    const [from, to] = scopeOf(scopeWords, candidate, prepared.textOf(start, end));
    return {
      start: words[start]!.start,
      end: words[end - 1]!.end,
      kind,
      probability: 1 / (1 + Math.exp(-logOdds)),
      scope: { start: words[from]!.start, end: words[to - 1]!.end },
    };
  });
}

/** The scope of a cue that is known already, such as one that annotators marked; the cue itself when it holds no word. */
export function scopeOfCue(sentence: string, cue: Span, kind: CueKind): Span {
  const words = wordsOf(sentence);
  const start = words.findIndex((word) => word.start >= cue.start);
  const end = words.findLastIndex((word) => word.start < cue.end) + 1;
  if (start < 0 || end <= start) return cue;
  const candidate = { start, end, kind };
  const [from, to] = scopeOf(prepareScopeWords(words), candidate, prepareWords(words).textOf(start, end));
  return { start: words[from]!.start, end: words[to - 1]!.end };
}

interface Scored {
  readonly candidate: Candidate;
  readonly logOdds: number;
}

function candidatesIn(words: readonly Word[]): readonly Candidate[] {
  const found: Candidate[] = [];
  words.forEach(({ text }, start) => {
    for (const { words: phrase, kinds } of phrases.get(text) ?? []) {
      if (!phrase.every((one, place) => words[start + place]?.text === one)) continue;
      for (const kind of kinds) found.push({ start, end: start + phrase.length, kind });
    }
  });
  return found;
}

/** Those likelier than not that overlap none that is longer, or as long and likelier. */
function longest(candidates: readonly Candidate[], words: PreparedWords): readonly Scored[] {
  const likely = candidates
    .map((candidate) => ({ candidate, logOdds: cueLogOdds(words, candidate) }))
    .filter(({ logOdds }) => logOdds >= 0)
    .sort(
      (a, b) =>
        b.candidate.end - b.candidate.start - (a.candidate.end - a.candidate.start) ||
        b.logOdds - a.logOdds ||
        a.candidate.start - b.candidate.start,
    );
  const taken = new Uint8Array(words.words.length);
  const kept = likely.filter(({ candidate: { start, end } }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.candidate.start - b.candidate.start);
}
