import type { Predicate } from "../../domain/predicate.js";
import type { Span } from "../../domain/span.js";
import { type Cue, findCues } from "./find-cues.js";
import { type FoundWording, findWordings } from "./find-wordings.js";
import { clausesOf, reachOf } from "./reach.js";
import { sparedBy } from "./spared.js";

/** What a place in the sentence does to a relation, and to which words. */
export interface Effect extends Span {
  readonly means: "denies" | "doubts" | "asks" | "nothing";
  readonly reach: Span;
  /**
   * Which mentions its reach must hold to count: either, or the object after the subject (“lowered glucose without
   * hypoglycaemia”, but not “mice lacking p53 developed lymphoma”), or that or both.
   */
  readonly needs: "either" | "object" | "object or both";
  readonly spares: readonly Predicate[];
}

/** Cues that say of a thing that it is not there; the next verb belongs to what stands before. */
const absence =
  /^(?:without|lack(?:s|ing|ed)?|absence|absent|devoid of|negative for|negative|loss|missing)$/iu;
const finite = /\s(?:has|have|had|is|are|was|were|do|does|did|can|may|will)\s/iu;
/** Cues that qualify a noun, not a statement. */
const nominal =
  /^(?:no|putative(?:ly)?|potential(?:ly)?|possible|likely|hypothetical|hypothesis|apparent|presumed|suspected|or|either|and\/or|notion|idea)$/iu;

/** A sentence is asked for each of its relations. */
const recent = new Map<string, readonly Effect[]>();
const mostRecent = 64;

/** What changes an assertion in a sentence, the longest first; of places that share words, only the longest. */
export function effectsIn(text: string): readonly Effect[] {
  const known = recent.get(text);
  if (known) return known;
  const effects = effectsOf(text);
  if (recent.size >= mostRecent) recent.clear();
  recent.set(text, effects);
  return effects;
}

function effectsOf(text: string): readonly Effect[] {
  const wordings = findWordings(text);
  const cues = findCues(text);
  if (wordings.length + cues.length === 0) return [];
  const clauses = clausesOf(text);
  const found = [
    ...wordings.map((one) => ofWording(one, clauses, text)),
    ...cues.map((cue) => ofCue(cue, clauses, text)),
  ].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Uint8Array(text.length);
  return found.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
}

function ofWording({ start, end, wording }: FoundWording, clauses: readonly Span[], text: string): Effect {
  const { means, reach } = wording;
  return {
    start,
    end,
    means,
    reach: reachOf(reach, { start, end }, clauses, text),
    needs: "either",
    spares: means === "denies" ? sparedBy(text, firstWordEnd(text, start)) : [],
  };
}

function ofCue({ start, end, kind, scope }: Cue, clauses: readonly Span[], text: string): Effect {
  const words = text.slice(start, end);
  if (kind === "speculation")
    return {
      start,
      end,
      means: "doubts",
      reach: scope,
      needs: nominal.test(words) ? "object or both" : "either",
      spares: [],
    };
  const absent = absence.test(words);
  return {
    start,
    end,
    means: "denies",
    reach: denied({ start, end }, scope, clauses, absent ? text : undefined),
    needs: absent ? "object" : nominal.test(words) ? "object or both" : "either",
    spares: sparedBy(text, end),
  };
}

/** A denial seldom goes beyond its clause; a doubt often does: “suggest that A, but not B, …”. */
function denied(cue: Span, scope: Span, clauses: readonly Span[], absentIn: string | undefined): Span {
  const clause = clauses.find((one) => cue.start < one.end) ?? scope;
  const verb = absentIn?.slice(cue.end, scope.end).search(finite) ?? -1;
  const end = verb < 0 ? scope.end : cue.end + verb;
  return { start: Math.max(scope.start, clause.start), end: Math.min(end, Math.max(cue.end, clause.end)) };
}

function firstWordEnd(text: string, start: number): number {
  const length = text.slice(start).search(/\P{L}/u);
  return length < 0 ? text.length : start + length;
}
