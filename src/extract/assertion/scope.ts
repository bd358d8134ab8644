import type { Span } from "../../domain/span.js";

/** Words and marks at which a clause ends, and with it the reach of a cue. */
const clauseEnds =
  /[;:]|\s[–—]\s|(?<![\s,]),?\s+(?:but|however|although|though|whereas|while|yet|nevertheless|nonetheless|instead|except|despite|in contrast|on the other hand|rather than)\b|,\s+(?:which|who|suggesting|indicating|and (?:it|they|we|this|these|there|the|that|thus|therefore|then)|so|thus|therefore|then|leading|resulting)\b/giu;

/** Openers of a subordinate clause that ends at its comma. */
const subordinate =
  /^\s*(?:although|though|while|whereas|despite|unlike|if|because|since|as|when|even though|in contrast to)\b/iu;

/** What ends the noun phrase after “no” or “without”. */
const phraseEnds =
  /[,;:()]|\s(?:in|at|on|after|before|among|amongst|during|when|while|with|by|from|for|treated|receiving|given|who|which|that|was|were|is|are|has|have|had|occurred|developed|and|but|or|than|to)\s/iu;

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

/** Where a cue at `cue` reaches, given its clause. */
export function reachOf(
  scope: "forward" | "phrase" | "clause",
  cue: Span,
  clause: Span,
  sentence: string,
): Span {
  if (scope === "clause") return clause;
  const end = Math.max(clause.end, cue.end);
  if (scope === "forward") return { start: cue.end, end };
  const rest = sentence.slice(cue.end, end);
  const stop = phraseEnds.exec(rest.replace(/^\s/u, "\u00b7"));
  return { start: cue.end, end: stop === null ? end : cue.end + stop.index };
}
