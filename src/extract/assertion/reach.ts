import type { Span } from "../../domain/span.js";
import type { Wording } from "./wording.js";

/** Words and marks at which a clause ends, and with it the reach of a cue. */
const clauseEnds =
  /;|:(?=\s|$)|\s[–—]\s|(?<![\s,]),?\s+(?:but|however|although|though|whereas|while|yet|nevertheless|nonetheless|instead|except|despite|in contrast|on the other hand|rather than)\b|,\s+(?:which|who|we|suggesting|indicating|and (?:it|they|we|this|these|there|the|that|thus|therefore|then)|so|thus|therefore|then|leading|resulting)\b/giu;

/** Openers of a subordinate clause that ends at its comma. */
const subordinate =
  /^\s*(?:although|though|while|whereas|despite|unlike|if|because|since|as|when|even though|in contrast to)\b/iu;

/** What ends the noun phrase after “no” or “without”. */
const phraseEnds =
  /[,;:()]|\s(?:in|at|on|after|before|among|amongst|during|when|while|with|by|from|for|treated|receiving|given|who|which|that|was|were|is|are|has|have|had|occurred|developed|and|but|or|than|to|\p{L}{2,30}ed)\s/iu;

/** The clauses of a sentence, in order, without gap. */
export function clausesOf(sentence: string): readonly Span[] {
  const cuts = new Set<number>();
  for (const match of sentence.matchAll(clauseEnds)) if (match.index > 0) cuts.add(match.index);
  let start = 0;
  const spans: Span[] = [];
  for (const end of [...cuts, sentence.length]) {
    const clause = sentence.slice(start, end);
    const comma = subordinate.test(clause.replace(/^[,;:]?\s*/u, "")) ? clause.indexOf(",", 1) : -1;
    if (comma > 0) {
      spans.push({ start, end: start + comma });
      start += comma;
    }
    spans.push({ start, end });
    start = end;
  }
  return spans;
}

/** How far a wording at `place` reaches, given the clauses of its sentence. */
export function reachOf(
  reach: Wording["reach"],
  place: Span,
  clauses: readonly Span[],
  sentence: string,
): Span {
  const clause = clauses.find((one) => place.start < one.end) ?? { start: 0, end: sentence.length };
  if (reach === "clause") return clause;
  const end = Math.max(clause.end, place.end);
  if (reach === "forward") return { start: place.end, end };
  const rest = sentence.slice(place.end, end);
  const stop = phraseEnds.exec(rest.replace(/^\s/u, "\u00b7"));
  return { start: place.end, end: stop === null ? end : place.end + stop.index };
}
