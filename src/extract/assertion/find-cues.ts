import type { Span } from "../../domain/span.js";
import type { Cue, Pseudo } from "./cue.js";
import { hedgeCues, pseudoHedges } from "./hedge-cues.js";
import { negationCues, pseudoNegations } from "./negation-cues.js";

export interface FoundCue extends Span {
  readonly cue: Cue;
}

interface Row {
  readonly pattern: RegExp;
  readonly cue?: Cue;
}

const rows: readonly Row[] = [
  ...[...pseudoNegations, ...pseudoHedges].map((pseudo) => ({ pattern: compile(pseudo) })),
  ...[...negationCues, ...hedgeCues].map((cue) => ({ pattern: compile(cue), cue })),
];

function compile({ words }: Cue | Pseudo): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.replaceAll(" ?", "\\s*").replaceAll(" ", "\\s+")})(?![\\p{L}\\p{N}])`,
    "giu",
  );
}

/**
 * The cues of a sentence, in order, never overlapping: of those that share words, the longest stands (the pseudo-cue, when
 * both are as long), so that “not only” is no “not”.
 */
export function findCues(sentence: string): readonly FoundCue[] {
  const found = rows.flatMap(({ pattern, cue }) =>
    [...sentence.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      cue,
    })),
  );
  // Stable: rows of pseudo-cues come first.
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Uint8Array(sentence.length);
  const kept = found.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, end, cue }) => (cue === undefined ? [] : [{ start, end, cue }]));
}
